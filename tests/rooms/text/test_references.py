"""What a rendered text says to others."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.errors import TooMany
from rooms.text import excerpt, mentions, plain, quotes
from rooms.text.markdown import render


def test_a_text_names_members_and_quotes_posts() -> None:
    html = render(
        "> [Trần Quốc Bảo](#p123): Dữ liệu phải dùng chung.\n\n"
        "[@Lê Thị Hoa](#m12) và [@Trần Quốc Bảo](#m7), xem [bài trước](#p9) và [lại](#p123).\n"
        "[@Lê Thị Hoa](#m12) nghĩ sao?"
    )
    assert mentions(html) == [12, 7]
    assert quotes(html) == [123, 9]


@pytest.mark.parametrize(
    "source",
    [
        "`[@Hoa](#m12)`",
        "    [@Hoa](#m12)",
        "\\[@Hoa](#m12)",
        '<a href="#m12">@Hoa</a>',
        "[@Hoa](#m12x) [@Hoa](#m) [@Hoa](#m012) [@Hoa](/r/1#m12) [@Hoa](https://a.vn/#m12)",
        '[@Hoa](https://a.vn "#m12")',
    ],
)
def test_only_a_link_is_a_mention(source: str) -> None:
    html = render(source)
    assert "Hoa" in html
    assert mentions(html) == []


def test_more_names_than_may_be_notified_are_refused() -> None:
    html = render("".join(f"[@a](#m{n}) [b](#p{n})" for n in range(1, 51)))
    assert mentions(html) == quotes(html) == list(range(1, 51))
    for find, reason in ((mentions, "too-many-mentions"), (quotes, "too-many-quotes")):
        with pytest.raises(TooMany) as refused:
            find(html + render("[@a](#m51) [b](#p51)"))
        assert (refused.value.reason, refused.value.facts) == (reason, {"most": 50})


def test_plain_text_has_a_line_for_each_paragraph_item_and_row() -> None:
    html = render("# Đề **xuất**\n\n- một\n- hai & ba\n\n|a|b|\n|-|-|\n|1|<2|\n\ncuối\ncùng")
    assert plain(html) == "Đề xuất\nmột\nhai & ba\na b\n1 <2\ncuối\ncùng"


def test_an_excerpt_says_what_is_new() -> None:
    html = render("> [Bảo](#p1): Cũ\n>\n> > Cũ hơn\n\nTôi **không đồng ý** với điểm này, vì ba lẽ.")
    assert excerpt(html, 200) == "Tôi không đồng ý với điểm này, vì ba lẽ."
    assert excerpt(html, 31) == "Tôi không đồng ý với điểm này…"
    assert excerpt(html, 30) == "Tôi không đồng ý với điểm này…"
    assert excerpt(html, 29) == "Tôi không đồng ý với điểm…"
    assert excerpt(render("> Chỉ có trích dẫn"), 200) == "Chỉ có trích dẫn"
    assert excerpt(render("ý" * 100), 10) == "ý" * 9 + "…"
    assert excerpt("", 10) == ""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), st.integers(1, 60))
@settings(deadline=None)
def test_an_excerpt_is_one_line_of_the_plain_text_that_fits(source: str, length: int) -> None:
    html = render(source)
    text, whole = excerpt(html, length), plain(html).replace("\n", " ")
    assert len(text) <= length
    assert "\n" not in text
    assert text == whole or text.endswith("…")


def test_reading_needs_no_renderer() -> None:
    program = "import sys; sys.path[:] = sys.argv[1:]; import rooms.text; print(sorted({'bleach', 'nh3', 'cmarkgfm'} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program, *sys.path], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
