"""Both forms of a letter say the same, and people's words can be nothing but words in them."""

import re
from html.parser import HTMLParser

from server.mail.text import Link, Part, Text, html, plain

NASTY = 'Lê <script>alert(1)</script> "Hoa"\r\n\r\n-- \nhttps://ke-gian.invalid & <a href="x">'
TEXT = Text(
    "vi",
    "Thông báo",
    (
        Part(("Kính gửi Ông/Bà,",)),
        Part((f"{NASTY} nhắc tên Ông/Bà.",), NASTY, Link("Xem ý kiến", "https://x.invalid/r/1?a=1&b=2")),
    ),
    (Part((), link=Link("Ngừng nhận thư", "https://x.invalid/u/abc")),),
)  # fmt: skip


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_words_of_people_are_no_markup() -> None:
    page = html(TEXT)
    read = Tags()
    read.feed(page)
    assert "<script" not in page
    assert set(read.tags) <= {
        "html", "head", "meta", "title", "body", "div", "p", "blockquote", "a", "hr",
    }  # fmt: skip
    assert read.links == ["https://x.invalid/r/1?a=1&b=2", "https://x.invalid/u/abc"]


def test_words_of_people_make_no_line_of_their_own() -> None:
    lines = plain(TEXT).splitlines()
    assert lines.count("-- ") == 1
    assert not any(line.startswith("https://ke-gian.invalid") for line in lines)
    assert "https://x.invalid/r/1?a=1&b=2" in lines


def test_nothing_is_fetched_by_a_letter() -> None:
    assert not re.search(r"<(img|link|script|iframe)|url\(|@import", html(TEXT))
