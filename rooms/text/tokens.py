"""What a text is found by: its syllables, folded, and every two that stand side by side.

Written Vietnamese puts a space between syllables and not between words, so "khoa học" is two tokens; the pair of
neighbours stands in for the word, and no dictionary is needed. A document number is one token. Texts and
queries go through the same function, folded, so a query finds as much without diacritics as with them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rooms.text.numbers import PATTERN, normal
from rooms.text.vietnamese import fold

VERSION = (
    1  # goes up whenever the same text would give other tokens, so that what was kept is made again
)

LONGEST = (
    60  # characters of one token: what is longer is no word, and the index has a limit of its own
)

# What begins with a letter is a word and comes first, as almost everything does: then the long pattern of document
# numbers is tried at digits only.
_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*(?:[\u0300-\u036f]+[^\W_]*)*"
    rf"|(?P<number>(?i:{PATTERN}))|[0-9]+(?:[.,][0-9]+)+|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
)
_PARTS = re.compile(f"({_TOKEN.pattern})")
# What may stand between two halves of one word. A comma or a new line ends it.
_WITHIN = re.compile(r"[ \t\u00a0]*|[ \t]?[-\u2010\u2011][ \t]?")
_SHORT = re.compile(r"[0-9]+[a-z]?(?=[-/])")  # only a document number has a dash or a stroke


class Token(NamedTuple):
    """A word of a text, from `start` to `end`; `joined` where it may be one word with the token before it."""

    start: int
    end: int
    term: str
    joined: bool


class Said(NamedTuple):
    """What a text is found by: its terms in order, as often as they stand there, and the pairs of neighbours."""

    terms: list[str]
    pairs: list[str]


def tokens(text: str) -> list[Token]:
    """The tokens of a text in NFC, in order; a term never has a quote or a backslash in it."""
    found: list[Token] = []
    before = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        joined = before >= 0 and (
            text[before:start] == " " or _WITHIN.fullmatch(text, before, start) is not None
        )
        before = end
        term = _number(match[0]) if match["number"] else _folded(match[0])
        if term:
            found.append(Token(start, end, term, joined))
    return found


def written(text: str) -> list[Token]:
    """The tokens of a text that is to be found: each document number follows its own 57, as people say it for short."""
    plain = tokens(text)
    if not any(token.term[0].isdigit() for token in plain):
        return plain
    found: list[Token] = []
    for token in plain:
        short = _SHORT.match(token.term) if token.term[0].isdigit() else None
        if short:
            found.append(Token(token.start, token.start + len(short[0]), short[0], token.joined))
        found.append(token._replace(joined=True) if short else token)
    return found


def pair(first: str, second: str) -> str:
    """The term of two neighbours."""
    return f"{first} {second}"


def pairs(of: Sequence[Token]) -> list[str]:
    """The pairs of neighbours, in order."""
    return [pair(first.term, second.term) for first, second in pairwise(of) if second.joined]


def said(text: str) -> Said:
    """The terms and pairs of what `written` finds, without where they stand: for every post, in half the time."""
    # What stands before a token, the token, its number if it is one; and so on, and last what stands behind them all.
    parts = _PARTS.split(text)
    gaps = map(_joins, parts[::3])
    terms, joined, before = [], [], ""
    for joins, word, number in zip(gaps, parts[1::3], parts[2::3], strict=False):
        term = _number(word) if number else _folded(word)
        short = _SHORT.match(term) if term[:1].isdigit() else None
        first = short[0] if short else term
        if before and joins:
            joined.append(pair(before, first))
        if short:
            terms.append(first)
            joined.append(pair(first, term))
        if term:
            terms.append(term)
            before = term
    return Said(terms, joined)


def indexed(text: Said) -> list[str]:
    """Every term a text is found by, each once: its tokens and its pairs."""
    return list(dict.fromkeys([*text.terms, *text.pairs]))


def spaced(terms: Iterable[str]) -> str:
    """The terms as one string in which each stands between spaces of its own, to be counted in (`needle`)."""
    return "".join([f" {term} " for term in terms])


def needle(term: str) -> str:
    """What to count in a text that `spaced` made, to know how often it has the term, token or pair."""
    return f" {term.replace(' ', '  ')} "


def _joins(gap: str) -> bool:
    """Whether two tokens with this between them may be one word."""
    return gap == " " or _WITHIN.fullmatch(gap) is not None


def _folded(word: str) -> str:
    return _kept(word) if len(word) <= LONGEST else _term(word)


def _term(word: str) -> str:
    if word[0].isdigit():
        word = word.replace(".", "")  # 3.213 is 3213
    return fold(word)[:LONGEST]


_kept = lru_cache(1 << 15)(_term)  # of short words: what is kept has a bound


def _number(written: str) -> str:
    return normal(written)[:LONGEST]
