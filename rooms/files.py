"""Files: what a member brings into a room, theirs alone until a post of theirs takes it.

A row says whose a file is, what it was found to be, and which post carries it; the bytes lie elsewhere, by their
digest. Who may read the post may have the file, and with the post it goes: a retracted one's are there for nobody.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from rooms import audit, filenames, silence, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Malformed, NotFound, TooMany
from rooms.people import Who
from rooms.policy import RULES
from rooms.readable import READINGS
from rooms.roles import Role
from rooms.screening import Words
from rooms.text import clean, within
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 5  # files of one post
LONGEST_ALT = 500  # characters
MIB = 1 << 20


class FileType(StrEnum):
    """Everything a file can be; what is none of these is not taken. The values are media types."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"
    PDF = "application/pdf"
    TEXT = "text/plain"
    CSV = "text/csv"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODP = "application/vnd.oasis.opendocument.presentation"


IMAGES = frozenset({FileType.PNG, FileType.JPEG, FileType.WEBP})
NAMELESS = IMAGES | {FileType.TEXT, FileType.CSV}  # none says who wrote it
ENDINGS: dict[FileType, tuple[str, ...]] = {
    kind: (f".{kind.name.lower()}",) for kind in FileType
} | {FileType.JPEG: (".jpg", ".jpeg"), FileType.TEXT: (".txt", ".md", ".log")}


class Upload(Command, frozen=True):
    """A file as it came: the name it was given, the SHA-256 (in hex) and the size of its bytes."""

    name: str
    digest: str
    size_bytes: int


class Kept(Struct, frozen=True):
    """What was made of it and is kept. Images have a size in pixels and the digest of a small one."""

    type: FileType
    size_bytes: int
    digest: bytes
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None


class Attaching(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a post takes, and what an image shows, in words."""

    id: int
    alt: Annotated[str, Meta(max_length=LONGEST_ALT)] = ""


Taking = Annotated[list[Attaching], Meta(max_length=MOST)]


class Attachment(Struct, frozen=True):
    """A file as everybody sees it who reads its post. Only images have a `width` and `height`."""

    id: int
    name: str
    type: FileType
    size_bytes: int
    width: int | None
    height: int | None
    alt: str


class Allowance(Struct, frozen=True):
    """How much may be kept: of one person, of one room, and how many files of a person within a day."""

    person_bytes: int
    room_bytes: int
    a_day: int


class Floor(Struct, frozen=True):
    """A member who brings a file, and how much there is already. `named`: the room shows names."""

    may: bool
    silenced: int | None
    archived: bool
    named: bool
    today: int
    person_bytes: int
    room_bytes: int


class Found(Struct, frozen=True):
    """A file that somebody may have, and where its bytes are."""

    name: str
    type: FileType
    size_bytes: int
    digest: bytes
    thumbnail: bytes | None


class Digest(Struct, frozen=True):
    """Names bytes that some file needs."""

    digest: bytes


async def welcome(tx: Tx, who: Who, room_id: int, key: UUID, allowance: Allowance) -> None:
    """Say no before the bytes are sent, where `upload` would, and not to who asks again. Raises what that raises."""
    if await audit.known(tx.conn, who, key):
        return
    roles = list(RULES["files.upload"].roles)
    await _welcome(tx, who, room_id, allowance, roles, 0)


async def upload(
    tx: Tx, who: Who, room_id: int, upload: Upload, kept: Kept, allowance: Allowance
) -> Attachment:
    """Bring a file into a room. Raises NotFound, Forbidden, Conflict (archived), TooMany (an allowance is used up).

    Malformed where the room shows no names and the file may carry its author's.
    """
    await tx.conn.execute(q["alone"], room_id, who.id)
    floor = await _welcome(tx, who, room_id, allowance, tx.roles, kept.size_bytes)
    if not floor.named and kept.type not in NAMELESS:
        raise Malformed("file-may-name", field="file")
    name = filenames.safe(clean(upload.name, "name"), ENDINGS[kept.type])
    tx.screen(Words("name", name))
    file = await tx.one(
        Attachment,
        q["insert"],
        room_id,
        who.id,
        name,
        kept.type,
        kept.size_bytes,
        kept.digest,
        kept.width,
        kept.height,
        kept.thumbnail,
    )
    assert file is not None, "an insert returns its row"
    tx.rooms.add(room_id)
    tx.facts |= {"file": file.id, "size_bytes": file.size_bytes}
    return file


async def take(
    tx: Tx, room_id: int, number: int, post_id: int, taking: Sequence[Attaching]
) -> list[Attachment]:
    """Bind the files to the post of the member with this number, in their order.

    Raises Conflict where one of them is not there, is somebody else's or has a post: the three look the same.
    """
    alts = [_alt(each.alt) for each in taking]
    for alt in filter(None, alts):
        tx.screen(Words("post", alt))
    ids = [each.id for each in taking]
    found = await tx.all(Attachment, q["take"], room_id, number, post_id, ids, alts)
    if len(found) != len(taking):
        raise Conflict("file-gone", field="files")
    tx.facts["files"] = ids
    return sorted(found, key=lambda file: ids.index(file.id))


async def found(tx: Tx, who: Who | None, file_id: int, name: str) -> Found:
    """A file with this id and name that this person (None: nobody signed in) may have. Raises NotFound.

    Whoever may read the file of a case may have those of what it is about, also while it is held or hidden.
    """
    deciding = list(READINGS["case.see"].roles)
    file = await tx.one(Found, q["found"], file_id, who.id if who else None, deciding)
    if file is None or file.name != name:
        raise NotFound("no-file")
    return file


async def forget_waiting(tx: Tx, _: None, hours: int) -> int:
    """Let go of files that no post took for so long, an act of the system; how many."""
    gone: int = await tx.conn.fetchval(q["forget_waiting"], hours)
    return gone


async def needed(tx: Tx, digests: Sequence[bytes]) -> set[bytes]:
    """Those of the digests whose bytes some file needs."""
    return {row.digest for row in await tx.all(Digest, q["needed"], list(digests))}


async def _welcome(
    tx: Tx, who: Who, room_id: int, allowance: Allowance, roles: list[Role], size_bytes: int
) -> Floor:
    floor = await tx.one(Floor, q["floor"], room_id, who.id, roles)
    if floor is None:
        await silence.must_not_hold(tx, who)
        raise await standing.outsider(tx, room_id, "no-room")
    await silence.must_let(tx, floor)
    if floor.archived:
        raise Conflict("room-archived")
    if floor.today >= allowance.a_day:
        raise TooMany("too-many-files-today", most=allowance.a_day)
    if floor.person_bytes + size_bytes > allowance.person_bytes:
        raise TooMany("files-of-person-full", most_mib=allowance.person_bytes // MIB)
    if floor.room_bytes + size_bytes > allowance.room_bytes:
        raise TooMany("files-of-room-full", most_mib=allowance.room_bytes // MIB)
    return floor


def _alt(typed: str) -> str:
    return within(" ".join(clean(typed, "files").split()), "files", LONGEST_ALT)
