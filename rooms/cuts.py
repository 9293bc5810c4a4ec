"""Cutting passages out of a text: what is left of the original, in its order, and a fixed mark where something was.

Whoever cuts adds nothing, and what stood in a quotation or was struck out stays so: nobody is made to say what they did not. Pure.
"""

import re
from collections import defaultdict
from html import unescape

from rooms.text.references import IN_LINE, TAG

MARK = "[đã lược bỏ]"  # among whitespace alone, so that no Markdown comes of it
_ALONE = re.compile(rf"(?<!\S){re.escape(MARK)}(?!\S)")


def cut_from(original: str, text: str) -> bool:
    """Whether the text is the original with one passage or more, of whole words, replaced by the mark each.

    A mark that stands in the original is words like any others.
    """
    first, *others = _ALONE.split(text)
    if text == original or not others:
        return False
    last, at = others.pop(), len(first)
    if not (original.startswith(first) and original.endswith(last) and all(others)):
        return False
    for part in others:
        found = original.find(part, at)
        while found >= 0 and not original[at:found].strip():
            found = original.find(part, found + 1)
        if found < 0:
            return False
        at = found + len(part)
    return bool(original[at : len(original) - len(last)].strip())


def left_of(text: str) -> str:
    """What remains of the words."""
    return text.replace(MARK, "").strip()


def same_voices(original: str, html: str) -> bool:
    """Whether each word that is left in this HTML stands as it did: as the author's own, in a quotation, or struck out."""
    before = _voices(original)
    return all(_in_order(words, before[voice]) for voice, words in _voices(html).items())


def _in_order(words: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(word in rest for word in words)


def _voices(html: str) -> defaultdict[tuple[int, bool], list[str]]:
    """The words without the marks, by how deep in quotations they stand and whether they are struck out."""
    said = defaultdict[tuple[int, bool], str](str)
    depth = {"blockquote": 0, "del": 0}
    at = 0
    for tag in TAG.finditer(html + "<p>"):
        said[depth["blockquote"], depth["del"] > 0] += html[at : tag.start()]
        at = tag.end()
        if tag[2] in depth:
            depth[tag[2]] += -1 if tag[1] else 1
        if tag[2] not in IN_LINE or tag[2] == "del":
            said[depth["blockquote"], depth["del"] > 0] += " "
    words = {
        voice: re.findall(r"\w+", unescape(text).replace(MARK, " ")) for voice, text in said.items()
    }
    return defaultdict(list, words)
