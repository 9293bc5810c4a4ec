"""A file on its way in: streamed to the disk, hashed on the way, looked at, and put where it is kept.

Nothing of it is in memory but a piece, and whatever comes of it, its temporary file is gone when the request is.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from rooms.errors import Busy, Malformed, TooLarge, TooMany
from rooms.files import MIB, Allowance, FileType, Kept
from server.config import Settings
from server.examining import Examiner
from server.examining.wire import Image, Package
from server.files import kinds
from server.files.kinds import DECODED, HEAD_BYTES, Kind, sniffed
from server.files.shelf import PIECE_BYTES, Folder
from server.tally import Tally

SILENCE_S = 30.0  # between two pieces of an upload
LONGEST_S = 900.0  # for all of it
AT_ONCE = 16  # uploads of this process
AT_ONCE_OF_ONE = 6  # of the same person: a page sends five


class Received(NamedTuple):
    """A file as it came, for as long as its request lasts. `digest` is its SHA-256."""

    path: Path
    head: bytes
    digest: str
    size_bytes: int


class Intake:
    """Takes files in. `allowance` is what people and rooms may keep."""

    def __init__(self, folder: Folder, most_mib: int, allowance: Allowance) -> None:
        self.allowance = allowance
        self.folder = folder
        self._most_mib = most_mib
        self._examiner = Examiner(most_mib * MIB)
        self._under_way: Tally[int] = Tally()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings have it, into the data folder."""
        allowance = Allowance(
            settings.files_of_person_mib * MIB,
            settings.files_of_room_mib * MIB,
            settings.files_a_day,
        )
        return cls(Folder(Path(settings.data) / "files"), settings.file_max_mib, allowance)

    @asynccontextmanager
    async def received(
        self, pieces: AsyncIterator[bytes], announced_bytes: int | None, person_id: int
    ) -> AsyncGenerator[Received, None]:
        """What a person sends, once all of it is there. Raises TooLarge, Malformed (nothing), TooMany, Busy."""
        if (announced_bytes or 0) > self._most_mib * MIB:
            raise self._too_large()
        with self._place(person_id):
            async with self._temporary() as (path, file):
                with file:
                    received = await self._written(pieces, path, file)
                yield received

    @contextmanager
    def _place(self, person_id: int) -> Generator[None, None, None]:
        """One of the places there are. Slow streams of one person shall not take them all."""
        if self._under_way[person_id] >= AT_ONCE_OF_ONE:
            raise TooMany("uploads-of-one", most=AT_ONCE_OF_ONE, retry_after_s=5)
        if self._under_way.total() >= AT_ONCE:
            raise Busy("uploads-busy", retry_after_s=5)
        self._under_way[person_id] += 1
        try:
            yield
        finally:
            self._under_way.less(person_id)

    async def kept(self, received: Received, name: str, person_id: int) -> Kept:
        """Look at the file and keep what is made of it. Raises Malformed, Busy.

        `name` is the one it was given, `person_id` who brings it.
        """
        kind = sniffed(received.head)
        if kind in DECODED:
            return await self._image(received, kind, person_id)
        if kind is Kind.PACKAGE:
            found = await self._examiner.examine(received.path, kind.value, person_id)
            assert isinstance(found, Package), "asked about a package"
            return await self._as_it_is(received, FileType[found.ending.upper()])
        if kind is Kind.PDF:
            return await self._as_it_is(received, FileType.PDF)
        return await self._as_it_is(received, await asyncio.to_thread(_text, received.path, name))

    async def _written(self, pieces: AsyncIterator[bytes], path: Path, file: BinaryIO) -> Received:
        digest, size_bytes, head, waiting = hashlib.sha256(), 0, b"", bytearray()
        try:
            async with asyncio.timeout(LONGEST_S):
                async for piece in _none_late(pieces):
                    size_bytes += len(piece)
                    if size_bytes > self._most_mib * MIB:
                        raise self._too_large()
                    waiting += piece
                    if len(waiting) >= PIECE_BYTES:
                        head = head or bytes(waiting[:HEAD_BYTES])
                        await asyncio.to_thread(_write, file, digest, bytes(waiting))
                        waiting.clear()
        except TimeoutError:
            raise Busy("upload-slow", retry_after_s=1) from None
        await asyncio.to_thread(_write, file, digest, bytes(waiting))
        if not size_bytes:
            raise Malformed("empty", field="file")
        return Received(path, head or bytes(waiting[:HEAD_BYTES]), digest.hexdigest(), size_bytes)

    async def _image(self, received: Received, kind: Kind, person_id: int) -> Kept:
        made = await self._examiner.examine(received.path, kind.value, person_id)
        assert isinstance(made, Image), "asked about an image"
        full, small = await self._put(made.full), await self._put(made.small)
        kept_as = FileType[made.format]
        return Kept(kept_as, len(made.full), full, made.width, made.height, small)

    async def _as_it_is(self, received: Received, kept_as: FileType) -> Kept:
        digest = bytes.fromhex(received.digest)
        await self.folder.put(received.path, digest)
        return Kept(kept_as, received.size_bytes, digest)

    async def _put(self, body: bytes) -> bytes:
        digest = hashlib.sha256()
        async with self._temporary() as (path, file):
            with file:
                await asyncio.to_thread(_write, file, digest, body)
            await self.folder.put(path, digest.digest())
        return digest.digest()

    @asynccontextmanager
    async def _temporary(self) -> AsyncGenerator[tuple[Path, BinaryIO], None]:
        """A new file to write, which is gone afterwards unless it was put where it is kept."""
        path, file = await asyncio.to_thread(self.folder.temporary)
        try:
            yield path, file
        finally:
            path.unlink(missing_ok=True)

    def _too_large(self) -> TooLarge:
        return TooLarge("file-too-large", field="file", most_mib=self._most_mib)


async def _none_late(pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The pieces. Raises TimeoutError where the next one does not come."""
    while True:
        try:
            async with asyncio.timeout(SILENCE_S):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        yield piece


def _write(file: BinaryIO, digest: "hashlib._Hash", piece: bytes) -> None:
    file.write(piece)
    file.flush()
    digest.update(piece)


def _text(path: Path, name: str) -> FileType:
    with path.open("rb") as file:
        return kinds.text_of(iter(lambda: file.read(PIECE_BYTES), b""), name)
