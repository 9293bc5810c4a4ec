"""Characters that can be taken for Latin letters: what everybody knows, and how much of Unicode's list of them is known."""

import json
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.lookalikes import LETTERS, lookalikes

KNOWN = 0.87  # of the single characters that Unicode's list has for the letters from A to Z; 1,074 of 1,228 when it was written


@pytest.mark.parametrize(
    ("characters", "letter"),
    [
        ("αаⲁＡ𝐚ⓐᴀᎪꓮ@4🅐🇦ª", "a"), ("ðⅾ𝖉Ꭰⓓ", "d"), ("еεℯ３3€Ꭼ", "e"), ("іιıⅰ1!|", "i"), ("ⅼǀ1|I", "l"), ("пոη𝓃ɴ", "n"),
        ("оοօ0೦〇०𝟎⓪", "o"), ("υսцʊ", "u"), ("5$ѕՏ", "s"),
    ],
)  # fmt: skip
def test_what_the_eye_takes_for_a_letter(characters: str, letter: str) -> None:
    missed = [each for each in characters if letter not in lookalikes(each)]
    assert missed == [each for each in "〇ʊ" if each in characters], "these two are not known"


def test_a_letter_is_itself_and_stands_for_no_other() -> None:
    assert [each for each in string.ascii_letters if lookalikes(each)] == ["I"], "it is read as l"


@settings(deadline=None)
@given(st.characters(exclude_categories=["Cs"]))
def test_a_character_stands_for_letters_or_for_nothing(character: str) -> None:
    found = lookalikes(character)
    assert set(found) <= LETTERS
    assert len(set(found)) == len(found)


def test_most_of_the_list_of_unicode_is_known(corpora: Path) -> None:
    listed = json.loads((corpora / "confusables" / "confusables.json").read_text("utf-8"))
    pairs = [
        (letter.lower(), other["c"])
        for letter in string.ascii_letters
        for other in listed[letter]
        if len(other["c"]) == 1 and other["c"] not in string.ascii_letters
    ] if "m" in listed else []  # fmt: skip
    assert len(pairs) > 1200
    known = [pair for pair in pairs if pair[0] in lookalikes(pair[1])]
    assert len(known) / len(pairs) >= KNOWN, f"{len(known)} of {len(pairs)}"
