"""Who reads a document and at which address: the language, the links that keep it, times and numbers as it writes them."""

from datetime import datetime
from urllib.parse import urlencode

from msgspec import Struct

from rooms.digests import ZONE
from web.documents.markup import Html, element
from web.documents.words import WORDS, Code, Words

_SWAPPED = str.maketrans(",.", ".,")


class View(Struct, frozen=True):
    """One reading.

    `asked`: the language stands in the address, so links keep it. `styles` and `icon` are the addresses of the
    style sheets, by medium, and of the icon (None: there is none). `origin`: what addresses begin with on paper, which names none where
    it is empty.
    """

    language: Code
    asked: bool
    path: str
    now: datetime
    styles: dict[str, str]
    icon: str | None = None
    page: int = 1
    origin: str = ""

    @property
    def words(self) -> Words:
        """The words of the language."""
        return WORDS[self.language]

    def link(self, path: str, *, page: int = 1, after: int = 0, fragment: str = "") -> str:
        """An address of this site in the language of this reading."""
        return _address(path, page, after, self.language if self.asked else None) + fragment

    def in_other_language(self) -> str:
        """This page in the other language."""
        return _address(self.path, self.page, 0, self.other)

    @property
    def other(self) -> Code:
        """The language this is not in."""
        return "en" if self.language == "vi" else "vi"

    def number(self, value: int) -> str:
        """2.318, or in English 2,318."""
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    def decimal(self, value: float) -> str:
        """2.318,4, or in English 2,318.4: one digit after the point, none where it would be 0."""
        written = f"{value:,.1f}".removesuffix(".0")
        return written.translate(_SWAPPED) if self.language == "vi" else written

    def when(self, at: datetime) -> str:
        """25/12/2025 14:05, in Việt Nam."""
        return at.astimezone(ZONE).strftime("%d/%m/%Y %H:%M")

    def time(self, at: datetime) -> Html:
        """The same for machines too."""
        return element("time", self.when(at), datetime=at.isoformat(timespec="seconds"))


def _address(path: str, page: int, after: int, language: Code | None) -> str:
    """The path with what of its query is not as it would be without."""
    query = {"page": page if page > 1 else None, "after": after or None, "lang": language}
    said = urlencode({name: value for name, value in query.items() if value is not None})
    return f"{path}?{said}" if said else path
