"""What a text is found by: the same with and without diacritics, and nothing the index could trip over."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.text import fold
from rooms.text.tokens import LONGEST, indexed, needle, pairs, said, spaced, tokens, written

VIETNAMESE = st.lists(
    st.sampled_from(
        ["khoa học", "Công nghệ", "đổi mới", "Quỹ", "thuế", "hoà", "hòa", "57-NQ/TW", "3.213", "61,2%", "Ặ Ỗ", "ĐỀ ÁN", "AI"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


def test_syllables_are_folded_and_neighbours_are_pairs() -> None:
    of = tokens("Đổi mới, sáng tạo")
    assert [token.term for token in of] == ["doi", "moi", "sang", "tao"]
    assert pairs(of) == ["doi moi", "sang tao"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết 57-NQ/TW", ["nghi", "quyet", "57-nq/tw"]),
        ("20/2008/nđ-cp nói gì", ["20/2008/nd-cp", "noi", "gi"]),
        ("3.213 kiến nghị, 61,2%", ["3213", "kien", "nghi", "61,2"]),
        ("Bộ KH&CN", ["bo", "kh", "cn"]),
        ("đ/c Ngọc", ["d", "c", "ngoc"]),
        ("", []),
        ("?!… “ ”", []),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_these_texts_have_these_tokens(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_document_is_found_by_its_short_name_too() -> None:
    kept = indexed(said("Theo Nghị quyết 57-NQ/TW của Bộ Chính trị"))
    for query in ("nghị quyết 57", "57", "57-NQ/TW", "quyết 57"):
        of = tokens(query)
        assert {*(token.term for token in of), *pairs(of)} <= set(kept), query
    assert terms("57-NQ/TW") == ["57-nq/tw"], "one token in a query"


@given(VIETNAMESE)
def test_without_diacritics_a_text_has_the_same_tokens(text: str) -> None:
    assert terms(text) == terms(fold(text))
    assert indexed(said(text)) == indexed(said(fold(text)))


@given(st.text(max_size=200))
def test_a_token_is_a_part_of_the_text_and_harmless(text: str) -> None:
    text = unicodedata.normalize("NFC", text.replace("\0", ""))
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        assert 0 < len(token.term) <= LONGEST
        assert not set(token.term) & set("'\\ \0\n\t"), token.term
        assert fold(token.term) == token.term


@given(VIETNAMESE)
def test_every_term_a_text_is_found_by_can_be_counted_in_it(text: str) -> None:
    of = said(text)
    kept = spaced(of.terms)
    for term in indexed(of):
        assert kept.count(needle(term)) >= 1
    assert kept.count(needle("vắng mặt")) == 0
    for term in of.terms:
        assert kept.count(needle(term)) == of.terms.count(term)


PIECES = st.lists(
    st.sampled_from(
        ["khoa học", "Đề án", "AI", "57-NQ/TW", "57 – NQ/TƯ", "20/2008/NĐ-CP", "57a-", "1/2", "3.213", "61,2%", "đ/c", "½", "²", "\u0661",
         "a\u030b", "\u0300", "ʰ", "가", " ", "  ", "-", " - ", "–", "_", ",", ".", "\t", "\n", "\u00a0"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=500)
@given(PIECES | st.text(max_size=60))
def test_what_a_post_is_found_by_is_what_is_marked_in_it(text: str) -> None:
    of = written(text)
    assert said(text).terms == [token.term for token in of]
    assert said(text).pairs == pairs(of)


def test_a_very_long_word_is_cut_alike_in_text_and_query() -> None:
    long = "ngoằn" * 100
    assert terms(long) == [fold(long)[:LONGEST]]
