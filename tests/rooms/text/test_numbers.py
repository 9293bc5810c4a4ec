"""Numbers of documents: recognised however they are typed, and nothing else is taken for one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.text.markdown import enforce, render
from rooms.text.numbers import MOST_LINKED, linked, normal, numbers


def found(text: str) -> list[str]:
    return [text[number.start : number.end] for number in numbers(text)]


@pytest.mark.parametrize(
    "number",
    [
        "57-NQ/TW", "57 - NQ/TW", "57–NQ/TW", "204-QĐ/TW", "20/2008/NĐ-CP", "91/2025/QH15", "27/2015/TTLT-BKHCN-BTC",
        "1131/QĐ-TTg", "36a/NQ-CP", "02/CT-TTg", "57-nq/tw", "20/2008/nd-cp", "91/2025/qh15", "1230/2023/NQ-UBTVQH15",
        "08/2022/UBTVQH15", "12/KH-UBND", "3-CTr/TU",
    ],
)  # fmt: skip
def test_a_number_is_found_in_a_sentence(number: str) -> None:
    assert found(f"Theo văn bản số {number}, thời hạn là 30 ngày.") == [number]
    assert found(f"({number})") == [number]
    assert found(f"{number}.") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 20/11/2025", "24/7", "3-4 tháng", "60 km/h", "1/2 số hồ sơ", "năm 2025/2026", "mã QH15", "NĐ-CP", "QĐ/TTg",
        "https://a.vn/20/2008/NĐ-CPx", "12-13 tt mỗi ngày", "0912-345-678", "5-KHÁCH/ngày", "a1/QĐ-TTg/b",
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert found(text) == []


def test_all_ways_to_write_a_number_are_one() -> None:
    ways = {"57-NQ/TW", "57 - NQ/TW", "57–NQ/TƯ", "57-nq/tw", "57-NQ/tu"}
    assert {normal(number) for way in ways for number in found(way)} == {"57-nq/tw"}
    assert normal("20/2008/NĐ-CP") == normal("20/2008/nd-cp") == "20/2008/nd-cp"


def test_a_number_in_a_post_leads_to_the_search_for_it() -> None:
    html = render("Theo **20/2008/NĐ-CP** và 57 – NQ/TW.")
    rel = 'rel="nofollow ugc noopener"'
    assert (
        html
        == f'<p>Theo <strong><a href="/search?q=20/2008/N%C4%90-CP" {rel}>20/2008/NĐ-CP</a></strong>'
        f' và <a href="/search?q=57-NQ/TW" {rel}>57 – NQ/TW</a>.</p>\n'
    )


@pytest.mark.parametrize(
    "source",
    ["`57-NQ/TW`", "    57-NQ/TW", "[57-NQ/TW](https://a.vn/57)", "https://a.vn/57-NQ/TW", "![57-NQ/TW](https://a.vn/x)"],
)  # fmt: skip
def test_code_and_links_are_left_as_they_are(source: str) -> None:
    assert "/search" not in render(source)


def test_a_list_of_numbers_is_linked_so_far_and_no_further() -> None:
    html = render(" ".join(f"{n}/QĐ-TTg" for n in range(1, 300)))
    assert html.count("/search?q=") == MOST_LINKED
    assert "299/QĐ-TTg" in html


PARTS = st.lists(
    st.sampled_from(
        ["57-NQ/TW", "20/2008/NĐ-CP", " ", "**", "`", "<b>", "[x](https://a.vn)", "&", '"', "\n\n", "> ", "1/QĐ-TTg", "đ", "-", "/"]
    ),
    max_size=25,
)  # fmt: skip


@given(PARTS)
def test_linking_never_breaks_what_is_stored(
    faults: Callable[[str], list[str]], parts: list[str]
) -> None:
    html = render("".join(parts))
    assert faults(html) == []
    assert enforce(html) == html
    assert linked(html) == html


@given(st.text(max_size=60))
def test_any_text_has_numbers_that_stand_in_it(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
