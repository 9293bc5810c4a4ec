"""Which office document a zip is, by the names in it: nothing in it is unpacked, and macros are not taken."""

import io
import zipfile
from typing import BinaryIO

from server.examining import wire

MOST_NAMES = 20_000
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
OPEN_KINDS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
LOCAL_HEADER_BYTES = 30
MACROS = ("vbaproject.bin", "vbadata.xml")
OPEN_MACROS = ("basic/", "scripts/")


def told_apart(file: BinaryIO) -> wire.Answer:
    """The document in `file`, by the usual ending of its name."""
    try:
        names = zipfile.ZipFile(file).namelist()
    # The fourth is what zipfile raises for a version or a compression that it does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, MemoryError):
        return wire.Declined(wire.Why.ANOTHER)
    lowered = [name.lower() for name in names]
    if len(names) > MOST_NAMES:
        return wire.Declined(wire.Why.ANOTHER)
    if any(name.endswith(MACROS) or name.startswith(OPEN_MACROS) for name in lowered):
        return wire.Declined(wire.Why.MACROS)
    kinds = {ending for part, ending in PARTS.items() if part in names}
    if "[Content_Types].xml" in names and len(kinds) == 1:
        return wire.Package(kinds.pop())
    kind = _open_document(file)
    return wire.Package(kind) if kind else wire.Declined(wire.Why.ANOTHER)


def rehearse() -> None:
    """Do it once with a harmless package, while what it imports can still be opened."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w") as made:
        made.writestr("tệp", "")
        made.writestr("file", "")  # in another encoding
    told_apart(told)


def _open_document(file: BinaryIO) -> str | None:
    """OpenDocument says what it is in its first file, which is called `mimetype` and not packed."""
    file.seek(0)
    head = file.read(LOCAL_HEADER_BYTES + 200)
    name_bytes, extra_bytes = (
        int.from_bytes(head[26:28], "little"),
        int.from_bytes(head[28:30], "little"),
    )
    size_bytes, packed = int.from_bytes(head[18:22], "little"), int.from_bytes(head[8:10], "little")
    name = head[LOCAL_HEADER_BYTES : LOCAL_HEADER_BYTES + name_bytes]
    start = LOCAL_HEADER_BYTES + name_bytes + extra_bytes
    if name != b"mimetype" or packed:
        return None
    said = head[start : start + size_bytes]
    return (
        OPEN_KINDS.get(said.removeprefix(OPEN_DOCUMENT)) if said.startswith(OPEN_DOCUMENT) else None
    )
