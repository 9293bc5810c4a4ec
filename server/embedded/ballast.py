"""Some megabytes of the disk kept for the moment when it is full.

PostgreSQL ends where its log cannot grow, and cannot start again without a little room. So a file of nothing lies
beside the cluster; when the database has ended on a full disk it is removed, and made again once there is room for
many of it.
"""

import contextlib
import os
from pathlib import Path

SIZE_BYTES = 48 << 20  # three segments of PostgreSQL's log
SEGMENT_BYTES = 16 << 20  # with less than this free the log could not grow
PLENTY = 3  # so many times its size must be free before it is made


class Ballast:
    """The file. Nothing it does raises: it is a convenience, and may not keep a database from starting."""

    def __init__(self, file: Path, size_bytes: int = SIZE_BYTES) -> None:
        self._file = file
        self._size_bytes = size_bytes

    def keep(self) -> None:
        """Make it where it is not there and there is room."""
        with contextlib.suppress(OSError):
            if (
                self._held_bytes() < self._size_bytes
                and self._free_bytes() > PLENTY * self._size_bytes
            ):
                fd = os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600)
                try:
                    os.posix_fallocate(fd, 0, self._size_bytes)
                finally:
                    os.close(fd)

    def release(self) -> bool:
        """Give the room back where hardly any is left; whether it was given."""
        with contextlib.suppress(OSError):
            if self._free_bytes() < SEGMENT_BYTES and self._file.exists():
                self._file.unlink()
                return True
        return False

    def _held_bytes(self) -> int:
        return self._file.stat().st_size if self._file.exists() else 0

    def _free_bytes(self) -> int:
        found = os.statvfs(self._file.parent)
        return found.f_bavail * found.f_frsize
