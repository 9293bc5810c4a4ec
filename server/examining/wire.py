"""What the process answers, once, and then it ends. No pickles: it has read a hostile file."""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Image(Struct, frozen=True, tag=True):
    """An image made anew, and a small one of it (WebP). `format` is what it is now: PNG, JPEG or WEBP."""

    format: str
    width: int
    height: int
    full: bytes
    small: bytes


class Package(Struct, frozen=True, tag=True):
    """An office document, by the usual ending of its name: `docx`."""

    ending: str


class Why(StrEnum):
    """Why a file is not taken."""

    BROKEN = "broken"
    TOO_LARGE = "too large"
    MACROS = "macros"
    ANOTHER = "another kind"


class Declined(Struct, frozen=True, tag=True):
    """The file is not taken."""

    why: Why


Answer: TypeAlias = Image | Package | Declined
