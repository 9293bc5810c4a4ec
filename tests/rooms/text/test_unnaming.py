"""Whoever is taken out of what others wrote is gone from their mentions and quotations, and everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.text import mentions, quotes, unnaming
from rooms.text.markdown import render

NOBODY = "Tài khoản đã xóa"
NAME, SECRET = "Phạm Minh", "khoẳm"
THEIRS = {7, 8}
MENTION, OTHER = f"[@{NAME}](#m4)", "[@Lan](#m1)"
QUOTE = f"> [{NAME}](#p7): lời {SECRET}\n> dòng hai {SECRET}"
PARTS = st.sampled_from(
    [MENTION, OTHER, QUOTE, "> [Lan](#p9): giữ lại", "Tôi **đồng ý**.", f"- xem [{NAME}](#p8) nhé", "> không của ai", "`[@mã](#m4)`"]
)  # fmt: skip


def without(body: str) -> tuple[str, str]:
    html = unnaming.in_html(render(body), 4, THEIRS, NOBODY)
    return html, unnaming.in_body(body, html, 4, THEIRS, NOBODY)


def test_a_mention_shows_the_new_name_and_a_quotation_goes_whole() -> None:
    html, body = without(
        f"{QUOTE}\ntiếp {SECRET}\n\nTôi hỏi {MENTION} và {OTHER}.\n\n> [Lan](#p9): giữ"
    )
    assert (NAME in html, SECRET in html) == (False, False)
    assert body == f"> [{NOBODY}](#p7)\n\nTôi hỏi [@{NOBODY}](#m4) và {OTHER}.\n\n> [Lan](#p9): giữ"
    assert html == render(body)


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_whatever_stands_around_it(parts: list[str]) -> None:
    source = "\n\n".join(parts)
    html, body = without(source)
    for text in (html, body, render(body)):
        assert NAME not in text
        assert SECRET not in text
    assert (mentions(html), quotes(html)) == (mentions(render(source)), quotes(render(source)))
    assert html.count("đồng ý") == source.count("đồng ý")
    assert html.count("giữ lại") == source.count("giữ lại")
    assert without(body) == (unnaming.in_html(render(body), 4, THEIRS, NOBODY), body)


@pytest.mark.parametrize(
    "body",
    [
        f"Hỏi [@{NAME}][m]\n\n[m]: #m4",
        f'Hỏi [@{NAME}](#m4 "{NAME}")',
        f"Hỏi [@**Phạm** Minh](<#m4>) {NAME[:0]}",
        f"> > [{NAME}](#p7): {SECRET}\n> > và {SECRET}\n> \n> Lời của tôi",
        f"1. > [{NAME}](#p7): lời {SECRET}\n\n   Tôi hỏi {MENTION}",
    ],
    ids=["by reference", "with a title", "with emphasis", "in a quotation", "in a list"],
)
def test_however_it_is_written(body: str) -> None:
    html, kept = without(body)
    for text in (html, kept, render(kept)):
        assert NAME not in text
        assert SECRET not in text


def test_where_nothing_is_theirs_nothing_changes() -> None:
    body = f"> [Lan](#p9): {SECRET}\n\nTôi hỏi {OTHER}, `[@{NAME}](#m4)`."
    assert without(body)[0] == render(body)
