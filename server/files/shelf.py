"""Where the bytes of files are kept: by their SHA-256, each once, whole or not at all.

`Shelf` is what is needed of such a place; `Folder` is the one there is, in the data folder. Several server
processes share it when they share that folder.
"""

import asyncio
import os
import re
import secrets
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import BinaryIO, Protocol

PIECE_BYTES = 256 * 1024
NAME = re.compile(r"[0-9a-f]{62}")


class Shelf(Protocol):
    """A place for bytes by digest."""

    async def put(self, file: Path, digest: bytes) -> None:
        """Keep the bytes of a local file, durably, once this returns. What is there already counts as put just now."""

    def read(self, digest: bytes, start: int, length: int) -> AsyncGenerator[bytes, None]:
        """So many bytes from `start` on, in pieces. Raises FileNotFoundError."""

    def older(self, than_s: float) -> AsyncGenerator[list[bytes], None]:
        """The digests that were put longer ago, some at a time."""

    async def remove(self, digest: bytes, than_s: float) -> bool:
        """Keep them no longer, unless they were put again meanwhile, less than `than_s` ago; whether they went."""


class Folder:
    """Files in `<root>/ab/cdef…`, and beside them `tmp` for what is not whole yet. Only the server may read them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._tmp = root / "tmp"

    def temporary(self) -> tuple[Path, BinaryIO]:
        """A new file to write, on the same disk."""
        self._tmp.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._tmp / secrets.token_hex(16)
        opened = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        return path, os.fdopen(opened, "wb")

    async def put(self, file: Path, digest: bytes) -> None:
        """Move the file to its place."""
        await asyncio.to_thread(self._put, file, digest)

    async def read(self, digest: bytes, start: int, length: int) -> AsyncGenerator[bytes, None]:
        """The bytes, read beside the loop."""
        file = await asyncio.to_thread(self._place(digest).open, "rb")
        try:
            await asyncio.to_thread(file.seek, start)
            while length and (
                piece := await asyncio.to_thread(file.read, min(PIECE_BYTES, length))
            ):
                length -= len(piece)
                yield piece
        finally:
            file.close()

    async def older(self, than_s: float) -> AsyncGenerator[list[bytes], None]:
        """The digests of files put longer ago, folder by folder."""
        for number in range(256):
            folder = self._root / f"{number:02x}"
            if found := await asyncio.to_thread(_older, folder, time.time() - than_s):
                yield found

    async def remove(self, digest: bytes, than_s: float) -> bool:
        """Delete the file, or leave it if it is newer."""
        return await asyncio.to_thread(self._remove, digest, time.time() - than_s)

    async def tidy(self, than_s: float) -> int:
        """Delete what was begun longer ago and never put; how many."""
        return await asyncio.to_thread(self._tidy, time.time() - than_s)

    def _place(self, digest: bytes) -> Path:
        name = digest.hex()
        return self._root / name[:2] / name[2:]

    def _put(self, file: Path, digest: bytes) -> None:
        place = self._place(digest)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(file)
        file.replace(place)  # the same bytes, where there were any
        _sync(place.parent)
        _sync(self._root)

    def _remove(self, digest: bytes, before: float) -> bool:
        place, aside = self._place(digest), self._tmp / secrets.token_hex(16)
        self._tmp.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            place.replace(aside)
            if aside.stat().st_mtime >= before:  # put again after it was found: somebody needs it
                aside.replace(place)
                return False
            aside.unlink()
        except FileNotFoundError:  # another process sweeps too
            return False
        return True

    def _tidy(self, before: float) -> int:
        left = [file for file in self._tmp.glob("*") if _is_older(file, before)]
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)


def _older(folder: Path, before: float) -> list[bytes]:
    files = folder.iterdir() if folder.is_dir() else ()
    ours = (file for file in files if NAME.fullmatch(file.name))
    return [bytes.fromhex(f.parent.name + f.name) for f in ours if _is_older(f, before)]


def _is_older(file: Path, before: float) -> bool:
    """Whether it is there, and older."""
    try:
        return file.stat().st_mtime < before
    except FileNotFoundError:  # another process sweeps too
        return False


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
