"""Whatever text or HTML there may be, only permitted HTML is left of it: by both filters, or the one that suffices."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.errors import Refused
from rooms.text import markdown
from rooms.text.markdown import enforce, render

NOTHING = re.compile("(?!)")
HARMFUL = (
    "<p onclick=x>",
    "<p/onclick=x>",
    "<script>",
    "<P>",
    "<p ",
    "<",
    "<!---->",
    "&#x6a;",
    "&colon;",
    "<svg>",
    "<br/x>",
)

PIECES = st.sampled_from(
    [
        *("* ", "** ", "_", "~~", "`", "```", "> ", "- ", "1. ", "# ", "|", "|-|", "[", "](", ")"),
        *("![", "<", ">", "&", "\\", "\n", "\n\n", "\t", " ", "'", '"', ":", "/", "//", "@"),
        *("www.", "http://a.vn", "javascript:", "[a](#m1)", "[b](#p2)", "<b>", "</b>", "<!--"),
        *("-->", "<a@b.vn>", "&amp;", "&#x6a;", "\ufdd0", "&#xfdd0;", "&#x202e;", "&#12;", "đ"),
    ]
)
SOURCE = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@given(source=SOURCE)
@settings(deadline=None, max_examples=400)
def test_every_text_becomes_permitted_html(source: str, faults: Callable[[str], list[str]]) -> None:
    try:
        html = render(source)
    except Refused:
        return
    assert not faults(html)
    assert enforce(html) == html


@given(source=SOURCE)
@settings(deadline=None, max_examples=400)
def test_where_one_filter_suffices_the_other_would_change_nothing(source: str) -> None:
    given: list[str] = []

    def noted(html: str) -> str:
        given.append(html)
        return enforce(html)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "enforce", noted)
        with suppress(Refused):
            render(source)
    for html in given:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(markdown, "PLAIN", NOTHING)
            both = enforce(html)
        assert enforce(html) == both


def test_most_texts_need_one_filter_and_whatever_has_an_attribute_two() -> None:
    assert markdown.PLAIN.fullmatch(render("Tôi **đồng ý**.\n\n- một & hai\n- ba > bốn"))
    for html in (*HARMFUL, render("[xem](#p1)"), render("```\nmã\n```")):
        assert not markdown.PLAIN.fullmatch(html), html


TAGS = st.sampled_from(
    [
        *(
            "a",
            "p",
            "br",
            "pre",
            "ol",
            "li",
            "table",
            "tr",
            "td",
            "em",
            "strong",
            "code",
            "h1",
            "h3",
        ),
        *("svg", "math", "style", "script", "title", "textarea", "select", "template", "noscript"),
        *("b", "form", "img", "iframe", "button", "xmp", "plaintext"),
    ]
)
HTML = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.sampled_from(
            [
                *('<a href="#m1">', "<a href=javascript:x>", '<p id="x" class="y" style="z">'),
                *(
                    '<img src=x onerror="x">',
                    '<td align="left" onclick=x>',
                    "<!--",
                    "-->",
                    "<![CDATA[",
                ),
                *(
                    "&lt;",
                    "&#13;",
                    "&#12;",
                    "\x0c",
                    "&#x202e;",
                    "\r",
                    "\n",
                    "<",
                    ">",
                    '"',
                    "=",
                    "x",
                ),
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=20,
).map("".join)


@given(html=HTML)
@settings(deadline=None, max_examples=400)
def test_enforcing_holds_for_any_html_and_is_done_once(
    html: str, faults: Callable[[str], list[str]]
) -> None:
    left = enforce(html)
    assert not faults(left)
    assert enforce(left) == left
