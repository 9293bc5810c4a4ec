"""What is the same, what is found, what comes first: the three keys of Vietnamese text."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.text import fold, norm, vi_key

TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SYLLABLE = st.builds(
    lambda onset, vowels, tone, coda: unicodedata.normalize("NFC", onset + vowels + tone + coda),
    st.sampled_from(["", "b", "đ", "Th", "ngh", "q", "K", "Đ"]),
    st.sampled_from(["a", "ă", "â", "ê", "o", "ơ", "ư", "y", "oa", "oe", "uy", "ươ", "iê"]),
    st.sampled_from(TONES),
    st.sampled_from(["", "", "n", "ng", "ch"]),
)
WORDS = st.one_of(st.lists(SYLLABLE, max_size=4).map(" ".join), st.text())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "ủy ban"),
        ("KHOẺ", "khỏe"),
        ("tuý luý", "túy lúy"),
        ("thoả đáng", "thỏa đáng"),
    ],
)
def test_where_the_tone_is_written_does_not_matter(one: str, other: str) -> None:
    assert norm(one) == norm(other) == other.lower()


@pytest.mark.parametrize("word", ["quý", "ngoài", "khoán", "huỳnh", "quỹ", "toàn", "thuế", "thủy"])
def test_a_tone_that_has_one_place_stays_there(word: str) -> None:
    assert norm(word) == word


@pytest.mark.parametrize(
    ("one", "other"), [("bán", "bàn"), ("đa", "da"), ("hòa", "hóa"), ("ma", "mạ")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert norm(one) != norm(other)


@given(WORDS)
def test_norm_sees_neither_case_nor_composition_and_is_done_once(text: str) -> None:
    assert norm(norm(text)) == norm(text)
    assert norm(unicodedata.normalize("NFD", text)) == norm(text)


def test_search_works_without_diacritics() -> None:
    assert fold("Diên Hồng: ĐỘT PHÁ, chuyển đổi số") == "dien hong: dot pha, chuyen doi so"
    assert fold("Ðà Nẵng") == "da nang"  # with an eth, as older keyboards have it
    assert fold("한국 và Łódź") == "한국 va łodz"


@given(WORDS)
def test_fold_is_done_once_and_sees_nothing_that_norm_does_not(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(norm(text)) == fold(text)


@pytest.mark.parametrize(
    "in_order",
    [
        [*"aăâbcdđeêghiklmnoôơpqrstuưvxy"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "ăn", "ân", "ba", "đa", "ha"],
        ["hòa", "hóa", "hoan", "hoàn", "hoạt"],
        ["Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Cà Mau", "Cần Thơ", "Đà Nẵng", "Đồng Nai", "Hà Nội"],
        ["an", "An", "AN", "àn", "Àn"],
        ["(a)", "57-NQ/TW", "a", "a b", "ab", "façade", "facb", "z", "бан", "한국"],
    ],
)
def test_sorting_is_that_of_a_dictionary(in_order: list[str]) -> None:
    shuffled = random.Random(57).sample(in_order, len(in_order))
    assert shuffled != in_order
    assert sorted(shuffled, key=vi_key) == in_order


@given(WORDS, WORDS)
def test_a_sort_key_belongs_to_one_text(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (vi_key(one) == vi_key(other)) == same


@given(WORDS, WORDS)
def test_tones_only_matter_where_letters_agree(one: str, other: str) -> None:
    if letters(one) != letters(other):
        assert (vi_key(one) < vi_key(other)) == (vi_key(letters(one)) < vi_key(letters(other)))


def letters(text: str) -> str:
    """The text without tones and capitals."""
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
