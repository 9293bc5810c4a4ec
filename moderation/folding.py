"""A text as the matcher of word lists reads it: words, and of each word its letters with what was done to them.

The idea: a letter is kept in parts, what it is (`base`), what it can be taken for (`likes`), its shape (ơ is o with a horn)
and the tone it carries. Then "left without diacritics", "written with other characters", "drawn out" are each a comparison of
one part, and a tone belongs to the syllable wherever it stands: hòa is hoà.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from moderation.lookalikes import LETTERS, lookalikes

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
CIRCUMFLEX, BREVE, HORN, STROKE = "\u0302", "\u0306", "\u031b", "\u0335"
SHAPES = {"a": CIRCUMFLEX + BREVE, "e": CIRCUMFLEX, "o": CIRCUMFLEX + HORN, "u": HORN, "d": STROKE}
STROKED = frozenset("đðɖ")  # keyboards type the latter two, whose capitals look the same
VOWELS = frozenset("aeiouy")

# What nobody sees: it may stand inside a word and does not part it.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Letters in circles and squares, which Unicode does not call letters.
DRAWN = "\u249c-\u24e9\u212e\U0001f110-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\U0001f1e6-\U0001f1ff"
# Signs that are read as letters between letters, and are signs everywhere else.
SIGNS = "@$!|€£¥¢+¡×∪∩∨⊤∈∆√†§∣"

_LETTER = f"(?:[^\\W_]|[{DRAWN}])"
_PLAIN = re.compile(f"{_LETTER}(?:[^\\W_]++|[{DRAWN}{MARKS}{UNSEEN}]++)*+")
_SIGNED = re.compile(f"{_PLAIN.pattern}(?:[{re.escape(SIGNS)}]++{_PLAIN.pattern})*+")
_SIGN_WITHIN = re.compile(f"[^\\W_][{MARKS}{UNSEEN}]*+[{re.escape(SIGNS)}]++{_LETTER}")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_ONE = {"l": "i", "q": "g"}  # letters that one digit can stand for both of share a key

MOST_TIMES = 8  # a letter drawn out further is drawn out as far
KEPT = 40  # characters of a word that is worth keeping folded


class Letter(NamedTuple):
    """A letter, or the same one several times: `marks` has the shape of each, "" where it has none.

    `key`: equal for all that can stand for each other. `likes`: the letters it can stand for. `altered`: it has marks that
    Vietnamese does not know there.
    """

    key: str
    base: str
    likes: str
    marks: tuple[str, ...]
    tone: str
    altered: bool

    @property
    def mark(self) -> str:
        """The shape of the letter, drawn out or not."""
        return max(self.marks)


class Word(NamedTuple):
    """A word of a text, from `start` to `end`. `accented`: diacritics are in it. `parted`: by what nobody sees."""

    start: int
    end: int
    letters: tuple[Letter, ...]
    accented: bool
    parted: bool


class _Folded(NamedTuple):
    letters: tuple[Letter, ...]
    accented: bool
    parted: bool


def words(text: str) -> list[Word]:
    """The words of a text in order, signs being signs."""
    return _words(_PLAIN, text)


def signed(text: str) -> list[Word] | None:
    """The words of a text where signs between letters are letters: "ch@t" is one; None: there is no such sign."""
    return _words(_SIGNED, text) if _SIGN_WITHIN.search(text) else None


def _words(pattern: re.Pattern[str], text: str) -> list[Word]:
    found = []
    for match in pattern.finditer(text):
        written = match[0]
        letters, accented, parted = _kept(written) if len(written) <= KEPT else _folded(written)
        found.append(Word(match.start(), match.end(), letters, accented, parted))
    return found


def _folded(written: str) -> _Folded:
    letters: list[Letter] = []
    for character in unicodedata.normalize("NFC", _UNSEEN.sub("", written)):
        for letter in _letters(character):
            before = letters[-1] if letters else None
            if letter.base == "":
                if before is not None:
                    letters[-1] = _marked(before, letter.tone)
            elif before is not None and before.base == letter.base:
                letters[-1] = before._replace(
                    likes=before.likes or letter.likes,
                    marks=(before.marks + letter.marks)[:MOST_TIMES],
                    tone=before.tone if letter.tone in before.tone else before.tone + letter.tone,
                    altered=before.altered or letter.altered,
                )
            else:
                letters.append(letter)
    accented = any(letter.tone or letter.mark for letter in letters)
    return _Folded(tuple(letters), accented, _UNSEEN.search(written) is not None)


_kept = lru_cache(1 << 14)(_folded)


@lru_cache(1 << 14)
def _letters(character: str) -> tuple[Letter, ...]:
    """The letters in one character in NFC, mostly one; a mark that stands alone is a letter without a base."""
    found: list[Letter] = []
    for part in _parts(character):
        if unicodedata.combining(part) or unicodedata.category(part)[0] == "M":
            if found:
                found[-1] = _marked(found[-1], part)
            else:
                found.append(Letter("", "", "", ("",), part, altered=False))
        else:
            stroked = part in STROKED
            base = "d" if stroked else part
            likes = "l" if character == "I" else lookalikes(base)
            like = base if base in LETTERS else likes[:1] or base
            mark = STROKE if stroked else ""
            found.append(Letter(_ONE.get(like, like), base, likes, (mark,), "", altered=False))
    return tuple(found)


def _parts(character: str) -> str:
    """The character taken apart as far as it is letters, in small ones."""
    lower = character.lower()
    if lower in STROKED:
        return lower
    apart = unicodedata.normalize("NFD", lower)
    if len(apart) == 1 and not lookalikes(apart):
        several = [each for each in unicodedata.normalize("NFKD", lower) if each.isalnum()]
        return "".join(several) or apart  # ligatures
    return apart


def _marked(letter: Letter, mark: str) -> Letter:
    """The letter with one mark more on the last of it."""
    like = letter.base if letter.base in LETTERS else letter.likes[:1]
    if mark in TONES and like in VOWELS:
        return letter if mark in letter.tone else letter._replace(tone=letter.tone + mark)
    if mark in SHAPES.get(like, "") and not letter.marks[-1]:
        return letter._replace(marks=(*letter.marks[:-1], mark))
    return letter._replace(altered=True)
