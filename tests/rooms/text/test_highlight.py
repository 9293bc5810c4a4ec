"""What is shown of what was found: a part of the original, unchanged, with the words that were asked for set apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.text.highlight import LENGTH, excerpt, whole
from rooms.text.tokens import pairs, tokens

LONG = "Mở đầu dài dòng. " * 30 + "Khoán chi đến sản phẩm cuối cùng là hướng đúng. " + "Kết. " * 60


def asked(query: str) -> set[str]:
    of = tokens(query)
    return {*(token.term for token in of), *pairs(of)}


@pytest.mark.parametrize(
    ("text", "query", "pieces"),
    [
        ("Đổi mới sáng tạo", "doi moi", ["", "Đổi mới", " sáng tạo"]),
        ("Đổi mới, mới đổi", "đổi mới", ["", "Đổi mới", ", ", "mới", " ", "đổi", ""]),
        ("Nghị quyết 57-NQ/TW", "57-nq/tw", ["Nghị quyết ", "57-NQ/TW", ""]),
        ("Nghị quyết 57-NQ/TW", "nghị quyết 57", ["", "Nghị quyết 57", "-NQ/TW"]),
        ("không có gì", "thuế", ["không có gì"]),
        ("", "thuế", [""]),
        ("<b>thuế</b>", "thuế b", ["<", "b", ">", "thuế", "</", "b", ">"]),
    ],
)
def test_what_was_asked_for_is_set_apart(text: str, query: str, pieces: list[str]) -> None:
    assert whole(text, asked(query)) == pieces


def test_an_excerpt_shows_the_place_where_the_words_are() -> None:
    pieces = excerpt(LONG, asked("khoan chi san pham"))
    text = "".join(pieces)
    assert len(text) <= LENGTH + 4
    assert "Khoán chi" in pieces
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert text.removeprefix("… ").removesuffix(" …") in LONG


def test_a_text_without_the_words_shows_its_beginning() -> None:
    text = "".join(excerpt(LONG, asked("thuế")))
    assert LONG.startswith(text.removesuffix(" …"))


TEXT = st.lists(
    st.sampled_from(["khoán chi", "Sản phẩm", "57-NQ/TW", ",", "\U0001f600", "<script>", "đ", "  ", "x" * 80]),
    max_size=80,
).map(" ".join)  # fmt: skip


@given(
    TEXT,
    st.sampled_from(["khoán chi", "san pham", "57", "script đ", "không"]),
    st.integers(61, 300),
)
def test_pieces_are_the_original(text: str, query: str, length: int) -> None:
    terms = asked(query)
    pieces = whole(text, terms)
    assert "".join(pieces) == text
    assert len(pieces) % 2 == 1
    shown = excerpt(text, terms, length)
    assert len(shown) % 2 == 1
    assert "".join(shown).removeprefix("… ").removesuffix(" …") in text
    for marked in [*pieces[1::2], *shown[1::2]]:
        assert any(token.term in terms for token in tokens(marked)), marked
