"""Markdown becomes the HTML people expect, example by example."""

import pytest

from rooms.errors import Malformed, Refused, TooComplex, TooLarge
from rooms.text.markdown import render

REL = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Chia sẻ dữ liệu **còn chậm**.", "<p>Chia sẻ dữ liệu <strong>còn chậm</strong>.</p>\n"),
        ("một\nhai", "<p>một<br>\nhai</p>\n"),
        ("~~30 ngày~~ 15 ngày", "<p><del>30 ngày</del> 15 ngày</p>\n"),
        ("```sql\nselect 'a' < \"b\"\n```", "<pre><code>select 'a' &lt; \"b\"\n</code></pre>\n"),
        ("3. ba\n4. bốn", '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>\n'),
        ("- [x] xong\n- [ ] chưa", "<ul>\n<li>☑ xong</li>\n<li>☐ chưa</li>\n</ul>\n"),
        ("Khoản 1[^1]\n\n[^1]: theo Luật", "<p>Khoản 1[^1]</p>\n<p>[^1]: theo Luật</p>\n"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_markdown_means_what_people_expect(source: str, html: str) -> None:
    assert render(source) == html


def test_headings_stay_below_those_of_the_page() -> None:
    html = render("# một\n\n## hai\n\n##### năm\n\n###### sáu\n\nbảy\n===")
    assert html == "<h3>một</h3>\n<h4>hai</h4>\n<h6>năm</h6>\n<h6>sáu</h6>\n<h3>bảy</h3>\n"


def test_a_table_keeps_its_alignment() -> None:
    html = render("| Bộ | Số |\n|:--|--:|\n| KH&CN | 12 |")
    assert '<th align="left">Bộ</th>' in html
    assert '<td align="right">12</td>' in html
    assert '<td align="left">KH&amp;CN</td>' in html


@pytest.mark.parametrize(
    "address",
    [
        "https://most.gov.vn/van-ban?so=57&loai=NQ#dieu-2",
        "HTTP://example.vn",
        "https://xn--bnh-8na.vn:8443/",
        "mailto:gop-y@most.gov.vn",
        "/r/5/t/12#p123",
        "#p123",
        "#m12",
    ],
)
def test_links_lead_to_the_web_and_within_this_site(address: str) -> None:
    shown = address.replace("&", "&amp;")
    assert render(f"[xem]({address})") == f'<p><a href="{shown}" {REL}>xem</a></p>\n'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "javascript:123",
        "JaVaScRiPt:x",
        "java&#10;script:x",
        "&#1;javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.vn/x",
        "//example.vn/x",
        "\\\\example.vn",
        "https:example.vn",
        "https:/\\\\example.vn",
        "https://most.gov.vn@example.vn/",
        "https://a\\\\@example.vn",
        "van-ban.html",
        "?x=1",
        "#top",
        "#m0",
        "#m012",
        "#p12x",
        "#m1234567890",
    ],
)
def test_an_address_that_leads_elsewhere_leaves_only_its_words(address: str) -> None:
    assert render(f"[xem]({address}) **đây**") == "<p>xem <strong>đây</strong></p>\n"


def test_bare_addresses_become_links() -> None:
    html = render("Xem www.most.gov.vn, https://a.vn/x và hop@a.vn")
    for address in ("http://www.most.gov.vn", "https://a.vn/x", "mailto:hop@a.vn"):
        assert f'<a href="{address}" {REL}>' in html


def test_no_image_is_fetched_by_reading() -> None:
    assert render("![Sơ đồ](https://a.vn/x.png)") == (
        f'<p><a href="https://a.vn/x.png" {REL}>Sơ đồ</a></p>\n'
    )
    assert render("![](https://a.vn/x.png)") == (
        f'<p><a href="https://a.vn/x.png" {REL}>https://a.vn/x.png</a></p>\n'
    )
    assert render("![Sơ đồ](data:image/png;base64,x)") == "<p>Sơ đồ</p>\n"
    assert render("[![Sơ đồ](https://a.vn/x.png)](https://b.vn)") == (
        f'<p><a href="https://b.vn" {REL}>Sơ đồ</a></p>\n'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Dùng List<String> thay cho <script>alert(1)</script>",
        "<tên đơn vị>, <Bộ KH&CN>",
        "<!-- ghi chú -->",
        "<div onclick=x>khối</div>",
        "\\<b>",
        "a < b",
    ],
)
def test_what_looks_like_html_is_shown_as_it_was_typed(typed: str) -> None:
    shown = typed.replace("\\<", "<").replace("&", "&amp;").replace("<", "&lt;")
    assert render(typed) == f"<p>{shown.replace('>', '&gt;')}</p>\n"


def test_a_harmful_character_cannot_come_as_a_reference() -> None:
    assert render("hop-dong-&#x202e;fdp.&#0;exe") == "<p>hop-dong-fdp.\ufffdexe</p>\n"


def test_angle_brackets_that_mean_something_still_do() -> None:
    assert (
        render("<https://a.vn/x>") == f'<p><a href="https://a.vn/x" {REL}>https://a.vn/x</a></p>\n'
    )
    assert render("[a](</r/1 b>)") == f'<p><a href="/r/1%20b" {REL}>a</a></p>\n'
    assert render("`a <b> c`") == "<p><code>a &lt;b&gt; c</code></p>\n"
    assert render("[a](https://a.vn/<b>)") == f'<p><a href="https://a.vn/%3Cb%3E" {REL}>a</a></p>\n'


def test_a_long_chain_of_quotes_is_shown_at_a_bearable_depth() -> None:
    html = render(">" * 5_000 + " Đồng ý")
    assert html.count("<blockquote>") == 8
    assert "Đồng ý" in html


@pytest.mark.parametrize(
    ("source", "kind", "reason"),
    [
        ("ý" * 10_001, TooLarge, "text-too-long"),
        ("- " * 20 + "x", TooComplex, "nested-too-deeply"),
        ("*a* " * 1_600, TooComplex, "too-many-elements"),
        ("a\0", Malformed, "nul-character"),
        ("a\udc80", Malformed, "lone-surrogate"),
    ],
)
def test_what_is_too_much_is_refused(source: str, kind: type[Refused], reason: str) -> None:
    with pytest.raises(kind) as refused:
        render(source)
    assert (refused.value.reason, refused.value.field) == (reason, "body")
