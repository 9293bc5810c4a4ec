"""Whether what stands in a text is a phrase of a list, and in which way it was written.

Diacritics may be left out and none may be another: "ngữ" is not "ngu". What is allowed besides is what people do to a word so
that everybody still reads it: other characters, signs between the letters, letters drawn out.
"""

import re
from collections.abc import Sequence
from enum import Enum, StrEnum, auto
from itertools import accumulate, pairwise
from typing import NamedTuple

from moderation.folding import SIGNS, Letter, Word, words

LONGEST_PHRASE = 8  # words
LONGEST_GAP = 3  # characters between two words, or two letters, of one phrase
DRAWN_OUT = 3  # times a letter, where twice is how some words are spelled
DOUBLED = frozenset("ou")  # xoong; and ưu, where it is left without its horn
_SYLLABLE = re.compile(
    "(?:ngh?|[nkgcpt]h|gi|qu|tr|[bcdghklmnrstvx])?[aeiouy]{1,3}(?:n[gh]?|ch?|[mpt])?"
)
SPELLED_OUT = 3  # letters of a word that is written with spaces between them: fewer is chance


class Way(StrEnum):
    """How an entry is written in a text, from the plainest way to the most disguised."""

    EXACT = "exact"
    BARE = "without-diacritics"  # without its diacritics, or without some
    DRAWN = "drawn-out"  # nguuu
    LOOKALIKE = "look-alike"  # with characters that look like its letters
    SPLIT = "split"  # n g u, n.g.u, or with something between that nobody sees


class Gap(Enum):
    """What stands between two words of a text."""

    SPACE = auto()
    TIGHT = auto()  # signs without a space
    LOOSE = auto()  # both
    WIDE = auto()  # more than is ever within one phrase


class Phrase(NamedTuple):
    """A phrase of a list, of so many `syllables`. `starts`: at which of its letters its words begin.

    `bare`: diacritics may be left out. `unmarked`: the list itself has it without any. `open`: one syllable without any,
    as "ngu", for which whoever writes without diacritics may mean others.
    """

    letters: tuple[Letter, ...]
    starts: tuple[int, ...]
    syllables: int
    bare: bool
    unmarked: bool
    open: bool


def phrase(written: str, bare: bool) -> Phrase:
    """A phrase as a list has it. Raises ValueError where it has no letter, or too many words."""
    of = words(written)
    if not of:
        raise ValueError(f"no word in {written!r}")
    if len(of) > LONGEST_PHRASE:
        raise ValueError(f"more than {LONGEST_PHRASE} words in {written!r}")
    letters = tuple(letter for word in of for letter in word.letters)
    unmarked = not any(word.accented for word in of)
    syllable = len(of) == 1 and _SYLLABLE.fullmatch(written.strip().lower()) is not None
    return Phrase(letters, _starts(of), len(of), bare, unmarked, syllable)


def gap(text: str, start: int, end: int) -> Gap:
    """What stands between two neighbours; a paragraph, or much of anything, parts them."""
    if end - start == 1 and text[start] == " ":
        return Gap.SPACE
    between = text[start:end]
    if len(between) > LONGEST_GAP or between.count("\n") > 1:
        return Gap.WIDE
    if between.isspace():
        return Gap.SPACE
    return Gap.LOOSE if any(map(str.isspace, between)) else Gap.TIGHT


def agreed(of: Phrase, found: Sequence[Word], gaps: Sequence[Gap]) -> frozenset[Way] | None:
    """The ways in which these words are the phrase, to whose letters theirs lead; None where they are not.

    `gaps`: what stands between each two of the words.
    """
    ways = {Way.SPLIT} if any(word.parted for word in found) else set()
    letters = [letter for word in found for letter in word.letters]
    if not _divided(of, found, _starts(found), gaps, ways):
        return None
    standing = 0  # letters, less the digits and signs among them: "d30" is a code, "n9u" is a word
    for wanted, there in zip(of.letters, letters, strict=True):
        if not _same(of, wanted, there, ways):
            return None
        standing += -1 if there.base != wanted.base and _weak(there.base) else 1
    if standing <= 0 or not _toned(of, letters, ways):
        return None
    return frozenset(ways or {Way.EXACT})


def _starts(of: Sequence[Word]) -> tuple[int, ...]:
    """At which of all their letters the words begin."""
    return (0, *accumulate(len(word.letters) for word in of[:-1]))


def _divided(
    of: Phrase, found: Sequence[Word], starts: Sequence[int], gaps: Sequence[Gap], ways: set[Way]
) -> bool:
    """Whether words end wherever the phrase's do, and elsewhere only as in something spelled out."""
    if not set(of.starts) <= set(starts):
        return False
    for (left, right), start, between in zip(pairwise(found), starts[1:], gaps, strict=True):
        spelled = len(left.letters) == len(right.letters) == 1 and len(of.letters) >= SPELLED_OUT
        if start not in of.starts:
            ways.add(Way.SPLIT)
            if between is not Gap.TIGHT and not spelled:
                return False
        elif between is Gap.LOOSE and not spelled:
            return False
    return True


def _same(of: Phrase, wanted: Letter, there: Letter, ways: set[Way]) -> bool:
    """Whether this letter, all but its tone, is the one that the phrase has there."""
    if there.base != wanted.base:
        if wanted.base not in there.likes:
            return False
        ways.add(Way.LOOKALIKE)
    if there.altered and not wanted.altered:
        ways.add(Way.LOOKALIKE)
    if wanted.altered and not there.altered and not _left_out(of, "", "altered", ways):
        return False
    if there.marks == wanted.marks:
        return True
    marks = list(zip(there.marks, wanted.marks, strict=False))
    times, asked = len(there.marks), len(wanted.marks)
    if times != asked:
        chance = (
            wanted.base in DOUBLED or times < asked
        )  # as words are spelled that are other words
        if (times < DRAWN_OUT and chance) or asked > 1 or not wanted.base.isalpha():
            return False
        ways.add(Way.DRAWN)
        marks = [(there.mark, wanted.mark)]
    return all(_left_out(of, mark, by, ways) for mark, by in marks)


def _toned(of: Phrase, letters: Sequence[Letter], ways: set[Way]) -> bool:
    """Whether each word has the tone that it has in the phrase, wherever in the word it stands."""
    for start, end in pairwise((*of.starts, len(letters))):
        asked = "".join(letter.tone for letter in of.letters[start:end])
        if not _left_out(of, "".join(letter.tone for letter in letters[start:end]), asked, ways):
            return False
    return True


def _left_out(of: Phrase, mark: str, asked: str, ways: set[Way]) -> bool:
    """Whether the mark is the one asked for, or may be left out: in the text, or in the list by who wrote it all without."""
    if mark == asked:
        return True
    ways.add(Way.BARE)
    return of.bare and (mark == "" or (of.unmarked and of.syllables > 1))


def _weak(base: str) -> bool:
    return base.isdigit() or base in SIGNS
