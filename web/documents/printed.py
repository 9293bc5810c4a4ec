"""Safe HTML as data for `printed.typ`: elements and texts, never a source to be compiled.

What a page shows is what its PDF has, for it is made of the same markup. Nothing that somebody wrote is read as a
program: the template is a fixed file, and this is its input.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urljoin

from msgspec import Struct

from web.documents.glyphs import printable

TEMPLATE = Path(__file__).parent / "printed.typ"
DEEPEST = 16  # elements in each other: typst lays out so many with room to spare
LONGEST_WORD = 60  # characters, then it may be broken

Node: TypeAlias = "str | dict[str, Any]"

_EMPTY = {"br", "hr", "img"}
_LEFT_OUT = {"svg", "nav"}
_PARTS = {"li", "dt", "dd", "thead", "tbody", "tr", "th", "td"}  # are shown by what they are in
_OF_BLOCKS = {
    "article",
    "section",
    "div",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "table",
    "thead",
    "tbody",
    "tr",
}
_BLOCKS = _OF_BLOCKS | {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_ADDRESS = re.compile(r"(?i)^(https?://|mailto:)\S+$")
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")
_SPACES = re.compile(r"[ \t\n]+")


class Printing(Struct, frozen=True):
    """A document to be set. `running` stands above each page; `at`: when it was made, in seconds since 1970."""

    title: str
    language: str
    running: str
    nodes: list[Any]
    at: int


def printed(
    title: str, language: str, running: str, markup: str, origin: str, at: int, *, plain: bool
) -> Printing:
    """The document with this markup inside. `origin`: what addresses of this site begin with; `plain`: as `printable`."""
    tree = _Tree(origin, plain=plain)
    tree.feed(markup)
    tree.close()
    return Printing(
        printable(title, plain=plain), language, printable(running, plain=plain), tree.nodes, at
    )


class _Tree(HTMLParser):
    """Markup that was filtered before, so every element is closed where it should be."""

    def __init__(self, origin: str, *, plain: bool) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self._origin = origin
        self._plain = plain
        self._inside: list[list[Node]] = [self.nodes]  # of the elements that are open
        self._open: list[str] = []
        self._kept: list[bool] = []
        self._left_out = 0
        self._level = 0  # of the last heading: none is skipped

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self._add({"t": tag, "c": []})
            return
        if tag in _LEFT_OUT or self._left_out:
            self._left_out += 1
            return
        node: dict[str, Any] = {"t": tag, "c": []} | self._said_of(tag, dict(attrs))
        self._open.append(tag)
        deep = len(self._open) > DEEPEST and not (tag in _PARTS and self._kept[-1])
        self._kept.append(not deep)
        if deep:  # what it holds stands where it would
            self._inside.append(self._inside[-1])
        else:
            self._add(node)
            self._inside.append(node["c"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self._left_out:
            self._left_out -= 1
            return
        self._open.pop()
        self._kept.pop()
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._left_out:
            return
        text = printable(data, plain=self._plain)
        if "pre" not in self._open:
            text = _SPACES.sub(" ", text)
            if text == " " and self._between_blocks():
                return
        for n, piece in enumerate(_LONG.split(text)):
            if piece:
                self._add(piece)
            if n % 2:  # one of the long ones, and the word goes on
                self._add({"t": "wbr", "c": []})

    def _between_blocks(self) -> bool:
        """Whether a space here separates nothing: where only blocks stand, or behind one."""
        before = self._inside[-1][-1] if self._inside[-1] else None
        behind = isinstance(before, dict) and before["t"] in _BLOCKS
        return behind or not self._open or self._open[-1] in _OF_BLOCKS

    def _add(self, node: Node) -> None:
        if not self._left_out:
            self._inside[-1].append(node)

    def _said_of(self, tag: str, attrs: dict[str, str | None]) -> dict[str, Any]:
        """What the template needs to know of an element besides its name."""
        if tag in _HEADINGS:
            self._level = min(_HEADINGS[tag], self._level + 1)
            return {"level": self._level}
        if tag == "a":
            address = urljoin(self._origin, attrs.get("href") or "")
            return {"href": address if _ADDRESS.match(address) else None}
        if tag == "li":
            value = attrs.get("value") or ""
            return {"n": int(value) if value.isdecimal() else None}
        return {"dim": True} if "dim" in (attrs.get("class") or "").split() else {}
