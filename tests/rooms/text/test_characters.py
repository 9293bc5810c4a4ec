"""Cleaning takes away what harms, keeps what people type, and refuses what nobody types."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.errors import Malformed, Refused, TooLarge
from rooms.text import body, clean, title

TYPEABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(TYPEABLE)
def test_clean_text_stays_as_it_is(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@given(TYPEABLE)
def test_nothing_that_harms_is_left(typed: str) -> None:
    left = clean(typed)
    assert unicodedata.is_normalized("NFC", left)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in left)
    assert not any(unicodedata.bidirectional(c) in OVERRIDES for c in left)


OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    "typed",
    [
        "Nghị quyết số 57-NQ/TW:\n\t“đột phá”, Ặ Ỗ ữ",
        "Nhóm 👩‍🔬 nghiên cứu, 한국어, עברית \u200fvà العربية",
        "a < b && c > d \\ `x`",
    ],
)
def test_what_a_keyboard_makes_is_kept(typed: str) -> None:
    assert clean(typed) == typed


def test_decomposed_letters_are_composed() -> None:
    typed = unicodedata.normalize("NFD", "Diên Hồng")
    assert typed != "Diên Hồng"
    assert clean(typed) == "Diên Hồng"


def test_a_new_line_is_the_same_on_every_system() -> None:
    assert clean("một\r\nhai\rba\nbốn") == "một\nhai\nba\nbốn"


def test_a_file_name_cannot_be_turned_round() -> None:
    assert clean("hop-dong-\u202efdp.exe\u2066!") == "hop-dong-fdp.exe!"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("Hội\0đồng", "nul-character"), ("Hội \ud83d đồng", "lone-surrogate")],
)
def test_what_no_keyboard_makes_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        clean(typed, "organisation")
    assert refused.value.reason == reason
    assert refused.value.field == "organisation"


def test_a_title_is_one_line() -> None:
    assert title("  Khơi thông\r\n\tnguồn  lực\u00a0khoa học ") == "Khơi thông nguồn lực khoa học"


@pytest.mark.parametrize("typed", ["", " \n\t ", "\u200b\u200d", "\u202e", "\u0301"])
def test_a_title_that_cannot_be_seen_is_refused(typed: str) -> None:
    with pytest.raises(Malformed) as refused:
        title(typed, "name")
    assert (refused.value.reason, refused.value.field) == ("empty", "name")


def test_length_is_that_of_what_is_stored() -> None:
    assert title("Hội đồng", longest=8) == "Hội đồng"
    assert title(unicodedata.normalize("NFD", "Hội đồng"), longest=8) == "Hội đồng"
    with pytest.raises(TooLarge) as refused:
        title("\u0958" * 5, longest=8)  # one character typed, two in NFC
    assert refused.value.facts == {"longest": 8}


def test_a_body_keeps_its_lines_and_has_a_limit() -> None:
    assert body("Thưa hội nghị,\n\nTôi đồng ý. ") == "Thưa hội nghị,\n\nTôi đồng ý. "
    assert body("ý" * 10_000)
    for typed in ("ý" * 10_001, "\n\n"):
        with pytest.raises(Refused) as refused:
            body(typed)
        assert refused.value.field == "body"
