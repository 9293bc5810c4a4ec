"""What bytes are, told by themselves: nobody is believed about the type of a file. Pure.

The first bytes say which of few kinds it is. An image and a package (a zip, which every office document is) are
then looked at in a process of their own; a text is read through. What is none of these is not taken, and neither
is markup, whatever it calls itself.
"""

import codecs
import re
from collections.abc import Iterable
from enum import Enum

from rooms.errors import Malformed
from rooms.files import FileType

HEAD_BYTES = 4096  # as much as `sniffed` wants to see


class Kind(Enum):
    """What the first bytes can say."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"
    PACKAGE = "package"
    PDF = "pdf"
    TEXT = "text"


DECODED = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.GIF})
BEGINNINGS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"GIF8[79]a"), Kind.GIF),
    (re.compile(rb"%PDF-[12]\."), Kind.PDF),
    (re.compile(rb"PK\x03\x04"), Kind.PACKAGE),
)
# Controls but for tab, line ends and form feed: a text has none.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def sniffed(head: bytes) -> Kind:
    """The kind of a file that begins so. TEXT only means that it is none of the others."""
    return next((kind for pattern, kind in BEGINNINGS if pattern.match(head)), Kind.TEXT)


def text_of(pieces: Iterable[bytes], name: str) -> FileType:
    """The type of what was taken for a text, all of it. Raises Malformed where it is none in UTF-8, or markup.

    A table separated by commas looks like any other text: here its name may say so.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    begun = False
    try:
        for piece in (*pieces, None):
            read = decoder.decode(piece or b"", final=piece is None)
            if UNREADABLE.search(read):
                raise Malformed("file-type", field="file")
            first = read.lstrip("\ufeff \t\r\n\f")
            if first and not begun:
                begun = True
                if first.startswith("<"):
                    raise Malformed("file-type", field="file")
    except UnicodeDecodeError:
        raise Malformed("file-type", field="file") from None
    return FileType.CSV if name.lower().endswith(".csv") else FileType.TEXT
