"""Numbers of official documents: `57-NQ/TW`, `20/2008/NĐ-CP`, `91/2025/QH15`.

A number is one word of a text, however it was typed: with the long dash, without diacritics, in small letters.
`normal` is what all these ways have in common.
"""

import re
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from rooms.text.vietnamese import fold

MOST_LINKED = 50  # in one text: a longer list of numbers is no help to anybody

_SORTS = (  # what a document can be, as its number abbreviates it
    "ubtvqh", "ttlt", "tttt", "hđbt", "vbhn", "nqlt", "ctr", "ttr", "lct", "cđ", "cd", "ct", "cv", "bc", "hd", "kh", "kl",
    "nđ", "nd", "nq", "pl", "qc", "qđ", "qd", "qh", "sl", "tb", "tt", "đa", "gm", "gp", "lđ", "ld", "đk", "hđ",
)  # fmt: skip
_DASH = "[-\u2010-\u2015]"
_SORT = "(?:" + "|".join(_SORTS) + ")"
_ISSUER = rf"(?: ?{_DASH} ?|/)[^\W\d_][^\W_]{{0,19}}"
# A number, perhaps its year, then what it is and who issued it; a law's assembly is both: QH15.
PATTERN = (
    r"(?<![\w/.,-])[0-9]{1,5}[a-zA-ZđĐ]?(?:/(?:19|20)[0-9]{2})?"
    rf"(?: ?{_DASH} ?|/)"
    rf"(?:(?:ubtvqh|qh)[0-9]{{1,2}}|{_SORT}(?:[0-9]{{0,2}}){_ISSUER}(?:{_ISSUER}){{0,3}})"
    r"(?![\w/])"
)
_NUMBER = re.compile(PATTERN, re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_CLOSED = frozenset({"a", "code", "pre"})  # where a link cannot stand, or would not be text


class Number(NamedTuple):
    """A document number in a text, from `start` to `end`; `normal` is equal for all ways to write it."""

    start: int
    end: int
    normal: str


def numbers(text: str) -> list[Number]:
    """The document numbers of a text in NFC, in order."""
    return [
        Number(found.start(), found.end(), normal(found[0])) for found in _NUMBER.finditer(text)
    ]


def normal(written: str) -> str:
    """A document number as it is compared: `57-nq/tw` for "57 – NQ/TƯ"."""
    plain = re.sub(_DASH, "-", fold(written)).replace(" ", "")
    return plain.removesuffix("/tu") + "/tw" if plain.endswith("/tu") else plain


def linked(html: str) -> str:
    """Our own HTML with a link to the search at each of its first document numbers; linked twice, it stays as it is."""
    if _DIGIT.search(html) is None:
        return html
    parts: list[str] = []
    closed = at = made = 0
    for tag in _TAG.finditer(html):
        if not closed:
            made = _link(parts, html[at : tag.start()], made)
        else:
            parts.append(html[at : tag.start()])
        parts.append(tag[0])
        at = tag.end()
        if tag[2] in _CLOSED:
            closed += -1 if tag[1] else 1
    _link(parts, html[at:], made)
    return "".join(parts)


def _link(parts: list[str], text: str, made: int) -> int:
    """Append the text with its numbers linked; how many links there are now."""
    at = 0
    for found in _NUMBER.finditer(text):
        if made == MOST_LINKED:
            break
        parts += text[at : found.start()], f'<a href="{address(found[0])}">{found[0]}</a>'
        at = found.end()
        made += 1
    parts.append(text[at:])
    return made


def address(number: str) -> str:
    """Where the search for a document number is, fit for an attribute."""
    tidy = re.sub(_DASH, "-", number).replace(" ", "")
    return escape(f"/search?q={quote(tidy, safe='/-')}")
