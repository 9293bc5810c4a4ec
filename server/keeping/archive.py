"""The file of a backup: a plain tar whose last member seals every byte before it.

Any `tar` opens it. What is read back here must be, byte for byte, what was written: a file cut short, or changed
in one bit, is refused before anything is done with it. The seal tells accidents, not forgers; those are found
by the signed record.
"""

import hashlib
import io
import os
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)  # of a tar
SEAL, MANIFEST = "seal", "manifest.json"
FORMAT = 1  # of the manifest
TAIL_BYTES = 2 * BLOCK + len(END)  # the seal's header and its one block, and the end
READ_BYTES = 1 << 20
OURS_ALONE = 0o600


class BadBackup(RuntimeError):
    """The file is no backup, or no longer the one that was written; the message is one sentence."""


class Part(Struct, frozen=True):
    """A member of the file, as the manifest has it."""

    name: str
    size: int
    sha256: str


class Writer:
    """Writes to FILE.new, which becomes FILE when it is whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._new = file.with_name(f"{file.name}.new")
        self._out: BinaryIO = os.fdopen(
            os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OURS_ALONE), "wb"
        )
        self._hash = hashlib.sha256()
        self._at = int(time.time())
        self.parts: list[Part] = []
        self.size = 0

    def add(self, name: str, content: bytes) -> None:
        """A further member."""
        self.parts.append(Part(name, len(content), hashlib.sha256(content).hexdigest()))
        self._write(_member(name, content, self._at))

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest, to which the parts are added, and the seal; then the file has its name."""
        told = manifest | {"parts": self.parts}
        self._write(_member(MANIFEST, msgspec.json.encode(told), self._at))
        self._write(_tail(self._hash.hexdigest(), self._at))
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        self._new.replace(self._file)

    def abandon(self) -> None:
        """Leave nothing."""
        self._out.close()
        self._new.unlink(missing_ok=True)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._hash.update(content)
        self.size += len(content)


class Reader:
    """A backup that was read once from end to end, and found whole. Raises BadBackup, OSError."""

    def __init__(self, file: Path) -> None:
        self._file = file
        if not _is_sealed(file):
            raise BadBackup(
                f"{file} is no backup, or it was cut short or changed since it was made."
            )
        self.manifest: dict[str, Any] = {}
        parts: list[Part] = []
        for name, content in self._members():
            if name == MANIFEST:
                self.manifest = msgspec.json.decode(content)
            elif name != SEAL:
                parts.append(Part(name, len(content), hashlib.sha256(content).hexdigest()))
        if self.manifest.get("parts") != msgspec.to_builtins(parts):
            raise BadBackup(f"{file} does not hold what its own manifest names.")

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of every member, in the order in which they were written. Raises BadBackup."""
        known = {part["name"]: part["sha256"] for part in self.manifest["parts"]}
        for name, content in self._members():
            if name in known:
                if hashlib.sha256(content).hexdigest() != known[name]:
                    raise BadBackup(f"{self._file} was changed while it was read.")
                yield name, content

    def _members(self) -> Iterator[tuple[str, bytes]]:
        try:
            with tarfile.open(self._file, "r:", encoding="utf-8", errors="strict") as tar:
                for member in tar:
                    content = tar.extractfile(member) or io.BytesIO()
                    yield member.name, content.read()
                    tar.members = []  # type: ignore[attr-defined]  # it would remember every one
        except (tarfile.TarError, msgspec.MsgspecError, UnicodeError, ValueError) as error:
            raise BadBackup(f"{self._file} is no backup, or it was damaged: {error}.") from error


def _is_sealed(file: Path) -> bool:
    """Whether the file ends with the seal of everything before it."""
    left = file.stat().st_size - TAIL_BYTES
    seen = hashlib.sha256()
    with file.open("rb") as content:
        while left > 0:
            block = content.read(min(left, READ_BYTES))
            if not block:
                break
            seen.update(block)
            left -= len(block)
        tail = content.read(TAIL_BYTES + 1)
    try:
        at = int(tarfile.TarInfo.frombuf(tail[:BLOCK], "utf-8", "strict").mtime)
    except (tarfile.HeaderError, ValueError):
        return False
    return tail == _tail(seen.hexdigest(), at)


def _member(name: str, content: bytes, at: int) -> bytes:
    head = tarfile.TarInfo(name)
    head.size, head.mtime, head.mode = len(content), at, OURS_ALONE
    return head.tobuf(tarfile.PAX_FORMAT) + content + bytes(-len(content) % BLOCK)


def _tail(digest: str, at: int) -> bytes:
    return _member(SEAL, digest.encode(), at) + END
