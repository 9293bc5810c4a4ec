"""What people do to a word so that everybody still reads it and a list does not: done here to every word of a list."""

import random
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from rooms.text import fold

_LEET = str.maketrans("oieasgt", "0134567")
_CYRILLIC = str.maketrans("aceopxyiuntkmbh", "асеорхуіυптκмьн")  # and a Greek letter or two


class Disguise(NamedTuple):
    """One of them. `bare`: it takes diacritics away, so that it is put on the entries alone that are looked for without.

    `bare_around`: and the sentences around have none.
    """

    put_on: Callable[[str, random.Random], str]
    bare: bool = False
    bare_around: bool = False


def _drawn_out(words: str, _: random.Random) -> str:
    return words + words[-1] * 4 if words[-1].isalpha() else words[0] * 4 + words[1:]


def _other_script(words: str, _: random.Random) -> str:
    apart = unicodedata.normalize("NFD", words.lower()).translate(_CYRILLIC)
    return unicodedata.normalize("NFC", apart)


def _shifted(first: str) -> Callable[[str, random.Random], str]:
    def put_on(words: str, _: random.Random) -> str:
        return "".join(
            chr(ord(c) - ord("a") + ord(first)) if "a" <= c <= "z" else c for c in fold(words)
        )

    return put_on


def _leet(words: str, chance: random.Random) -> str:
    """One letter of each word that has two or more, as a digit."""
    return " ".join(_one_digit(word, chance) for word in fold(words).split())


def _one_digit(word: str, chance: random.Random) -> str:
    at = [place for place, letter in enumerate(word) if letter in "oieasgt"]
    if not at or len(word) < 3 or any(map(str.isdigit, word)):  # noqa: PLR2004 - half a word is none
        return word
    place = chance.choice(at)
    return word[:place] + word[place].translate(_LEET) + word[place + 1 :]


def _between(sign: str) -> Callable[[str, random.Random], str]:
    def put_on(words: str, _: random.Random) -> str:
        return " ".join(sign.join(word) for word in words.split())

    return put_on


def _combining(words: str, _: random.Random) -> str:
    return "".join(letter + "\u0336" if letter.isalpha() else letter for letter in words)


DISGUISES: dict[str, Disguise] = {
    "as listed": Disguise(lambda words, _: words),
    "in capitals": Disguise(lambda words, _: words.upper()),
    "no diacritics, text without": Disguise(
        lambda words, _: fold(words), bare=True, bare_around=True
    ),
    "no diacritics, text with": Disguise(lambda words, _: fold(words), bare=True),
    "drawn out": Disguise(_drawn_out),
    "Cyrillic and Greek letters": Disguise(_other_script),
    "fullwidth": Disguise(_shifted("ａ"), bare=True, bare_around=True),
    "mathematical": Disguise(_shifted("𝐚"), bare=True, bare_around=True),
    "a digit in each word": Disguise(_leet, bare=True, bare_around=True),
    "struck through": Disguise(_combining),
    "n g u": Disguise(_between(" ")),
    "n.g.u": Disguise(_between(".")),
    "n-g-u": Disguise(_between("-")),
    "zero width": Disguise(_between("\u200b")),
    "markup": Disguise(_between("**")),
}
