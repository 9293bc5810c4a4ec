from hypothesis import given
from hypothesis import strategies as st

from rooms.proposals.articles import articles
from rooms.text import LONGEST_BODY

LINES = st.sampled_from(
    ["Điều 1. Phạm vi", "# Chương I", "## Mục 2", "1. Khoản một.", "```", "# không phải tiêu đề", "", "điều kiện", "**Điều 2.** Áp dụng"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=12).map("\n".join))


@given(TEXTS)
def test_the_pieces_one_behind_the_other_are_the_text(text: str) -> None:
    found = articles(text)
    assert "".join(each.source for each in found) == (text if text.strip() else "")
    assert all(text[each.first :].startswith(each.source) and each.source for each in found)


def test_a_law_is_read_by_its_articles() -> None:
    text = "Căn cứ Hiến pháp;\n\nĐiều 1. Phạm vi\nNghị quyết này…\n\n**Điều 2.** Áp dụng\n1. Cơ quan…\n"
    assert [each.heading for each in articles(text)] == ["", "Điều 1. Phạm vi", "Điều 2.** Áp dụng"]
    assert [each.heading for each in articles("\n# Chương I\nMột.\n## Mục 1\nHai.")] == [
        "Chương I",
        "Mục 1",
    ]


def test_what_is_no_heading_begins_nothing() -> None:
    assert [each.heading for each in articles("điều kiện kèm theo\n\n```\n# chú thích\n```\n")] == [
        ""
    ]
    assert articles(" \n") == []


def test_an_article_longer_than_a_post_goes_on_in_further_pieces() -> None:
    text = "Điều 1. Dài\n" + "Một câu của điều này. " * 3000
    found = articles(text)
    assert len(found) > 6
    assert max(len(each.source) for each in found) <= LONGEST_BODY
    assert [each.heading for each in found if each.heading] == ["Điều 1. Dài"]
    assert "".join(each.source for each in found) == text
