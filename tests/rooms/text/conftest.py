"""A strict reader of what rendering made of a text."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

# Written down a second time on purpose: the code under test must not be its own judge.
ELEMENTS = {
    *("a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"),
    *("pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start"), ("td", "align"), ("th", "align")}
EMPTY = {"br", "hr"}
HARMFUL = {*map(chr, range(0x20)), *"\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
HARMFUL -= {"\n", "\t"}


@pytest.fixture(scope="session")
def faults() -> Callable[[str], list[str]]:
    """What a strict reader objects to in stored HTML."""

    def read(html: str) -> list[str]:
        reader = Reader()
        reader.feed(html)
        reader.close()
        return [
            *reader.faults,
            *(f"<{tag}> is open at the end" for tag in reader.open),
            *(f"a character: {c!r}" for c in html if c in HARMFUL),
        ]

    return read


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if (tag, name) not in ATTRIBUTES:
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not self._leads_somewhere_safe(value or ""):
                self.faults.append(f"an address: {value!r}")
        if tag == "a" and ("rel", "nofollow ugc noopener") not in attrs:
            self.faults.append("a link that vouches for its target")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data!r}")

    @staticmethod
    def _leads_somewhere_safe(address: str) -> bool:
        # As a browser reads it: blanks and controls fall out, a backslash is a slash, case does not
        # matter.
        seen = "".join(c for c in address if c > " ").replace("\\", "/").lower()
        if seen != address.lower():
            return False
        if seen.startswith("#"):
            return seen[1:2] in {"m", "p"} and seen[2:].isdecimal()
        if seen.startswith("/"):
            return not seen.startswith("//")
        return seen.startswith(("http://", "https://", "mailto:"))
