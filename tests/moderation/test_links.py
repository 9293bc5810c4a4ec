"""Where words lead: the hosts as a browser reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.links import elsewhere
from rooms.screening import Words


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://vidu.example/a?b#c", "vidu.example"), ("HTTP://VIDU.example:8080", "vidu.example"), ("https://vidu.example.", "vidu.example"),
        ("https://chinhphu.vn@vidu.example/", "vidu.example"), ("https://vidu.example\\@chinhphu.vn", "vidu.example"),
        ("https://vidu.example?chinhphu.vn", "vidu.example"), ("https://xn--vd-8ja.example", "xn--vd-8ja.example"), ("mailto:an@vidu.example", ""),
    ],
)  # fmt: skip
def test_the_host_is_what_a_browser_would_ask(address: str, host: str) -> None:
    assert elsewhere(Words("post", "x", f'<p><a href="{address}" rel="nofollow">x</a></p>')) == [
        host
    ]


def test_what_stays_here_is_no_link_to_elsewhere() -> None:
    html = '<a href="#m1">@Hoa</a><a href="#p1">Hoa</a><a href="/search?q=57-NQ/TW">57-NQ/TW</a>'
    assert elsewhere(Words("post", "x", html)) == []


def test_an_allowed_host_has_all_below_it_and_none_that_ends_alike() -> None:
    words = Words(
        "title",
        "https://a.gov.vn/x http://gov.vn www.b.gov.vn https://khonggov.vn https://gov.vn.vidu.example",
    )
    assert elsewhere(words, ["gov.vn"]) == ["khonggov.vn", "gov.vn.vidu.example"]


def test_plain_text_has_links_where_somebody_typed_an_address() -> None:
    assert elsewhere(
        Words("title", "Xem (https://vidu.example/a), Nghị quyết 57/NQ-TW, an@vidu.example")
    ) == ["vidu.example"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read(text: str) -> None:
    elsewhere(Words("post", text, f'<a href="https://{text}">x</a>'))
    assert elsewhere(Words("title", f"{text} https://vidu.example"))[-1:] == ["vidu.example"]
