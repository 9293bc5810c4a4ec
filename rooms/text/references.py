"""What a rendered text says to others: whom it names, what it quotes, how it begins.

All of it is read from the enforced HTML and not from the Markdown, so a name inside a code block is
no mention, and what counts is what readers see. That HTML is regular (see `permitted`), so patterns
read it exactly.
"""

import re
from html import unescape

from rooms.errors import TooMany

MOST_REFERENCES = 50  # of each sort in one text: each may notify somebody

MENTION = re.compile(r'<a [^>]*?href="#m([1-9][0-9]{0,8})"')
QUOTE = re.compile(r'<a [^>]*?href="#p([1-9][0-9]{0,17})"')
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
IN_LINE = frozenset({"a", "code", "del", "em", "strong"})
CELLS = frozenset({"td", "th"})


def mentions(html: str) -> list[int]:
    """The numbers of the members a text names, `[@Lê Thị Hoa](#m12)`, in order, each once.

    Raises TooMany above MOST_REFERENCES: better than to notify some of them and not say so.
    """
    return _numbers(MENTION, html, "too-many-mentions")


def quotes(html: str) -> list[int]:
    """The ids of the posts a text quotes, `> [Lê Thị Hoa](#p123): …`; as for `mentions`."""
    return _numbers(QUOTE, html, "too-many-quotes")


def _numbers(link: re.Pattern[str], html: str, refusal: str) -> list[int]:
    found = list(dict.fromkeys(map(int, link.findall(html))))
    if len(found) > MOST_REFERENCES:
        raise TooMany(refusal, field="body", most=MOST_REFERENCES)
    return found


def plain(html: str) -> str:
    """The words without their form, one line for each paragraph, item, row or block of code."""
    return _lines(TAG.sub(lambda tag: _space(tag[2]), _unbroken(html)))


def excerpt(html: str, length: int) -> str:
    """One line of at most `length` characters that says how a text begins, for lists.

    What it quotes is left out, unless there is nothing else. Cut at a word where there is one.
    """
    text = (_lines(_unquoted(html)) or plain(html)).replace("\n", " ")
    return text if len(text) <= length else _beginning(text, length - 1) + "…"


def _beginning(text: str, room: int) -> str:
    """Whole words that fit, without the sign behind the last; a part of a word that is too long."""
    for reach in (room + 2, room + 1):  # the sign and the space behind it need no room
        words = text[:reach].rpartition(" ")[0].rstrip(" ,;:.")
        if 0 < len(words) <= room:
            return words
    return text[:room]


def _unquoted(html: str) -> str:
    """The text outside all block quotes."""
    html = _unbroken(html)
    parts: list[str] = []
    depth = at = 0
    for tag in TAG.finditer(html):
        if depth == 0:
            parts += html[at : tag.start()], _space(tag[2])
        at = tag.end()
        if tag[2] == "blockquote":
            depth += -1 if tag[1] else 1
    parts.append(html[at:])
    return "".join(parts)


def _unbroken(html: str) -> str:
    return html.replace("\n", " ")  # only an element makes a new line


def _space(tag: str) -> str:
    if tag in IN_LINE:
        return ""
    return " " if tag in CELLS else "\n"


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
