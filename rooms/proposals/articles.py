"""A long text as its articles: each is rendered, shown and quoted by itself, so that no part of the work is long. Pure.

An article begins at a heading of Markdown or at a line such as “Điều 5.”; what is longer than a piece may be goes on in another
one without a heading. The pieces are the text: one behind the other they are it again, character for character.
"""

import re
from typing import NamedTuple

from rooms.text import LONGEST_BODY

LONGEST_HEADING = 200  # characters
BEGINS = re.compile(
    r"^(?:#{1,6}[ \t]+\S|\**(?:phần|chương|mục|điều)[ \t]+(?:\d+|[ivxlcdm]+)\b).*$",
    re.IGNORECASE | re.MULTILINE,
)
FENCE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
MARKS = "#*_ \t"


class Article(NamedTuple):
    """A piece of a text: the heading it begins with ("": none), the character it begins at, and its source."""

    heading: str
    first: int
    source: str


def articles(text: str) -> list[Article]:
    """The articles of a text, in order. A text of white space alone has none."""
    if not text.strip():
        return []
    code = [(found.start(), found.end()) for found in FENCE.finditer(text)]
    heads = [h for h in BEGINS.finditer(text) if not any(a <= h.start() < b for a, b in code)]
    starts = [head.start() for head in heads]
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    else:
        starts[0] = 0
    names = {0 if text[: head.start()].strip() == "" else head.start(): head[0] for head in heads}
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        heading = names.get(start, "").strip(MARKS)[:LONGEST_HEADING]
        for first, source in _pieces(text, start, end):
            found.append(Article(heading if first == start else "", first, source))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The stretch in pieces that are short enough to be rendered, cut between paragraphs, else lines, else words."""
    found = []
    while end - start > LONGEST_BODY:
        cut = start + LONGEST_BODY
        for between in ("\n\n", "\n", " "):
            place = text.rfind(between, start + LONGEST_BODY // 2, cut)
            if place != -1:
                cut = place + len(between)
                break
        found.append((start, text[start:cut]))
        start = cut
    found.append((start, text[start:end]))
    return found
