"""What the logs of the portal put in the place of something that may have to go: a salted hash, which stays when the words are erased."""

import hashlib
import os
from datetime import UTC, datetime

SALT_BYTES = 16


def new_salt() -> bytes:
    """So that nobody finds by trying what stands behind a commitment."""
    return os.urandom(SALT_BYTES)


def committed(salt: bytes, said: str) -> bytes:
    """The hash that stands for it: of the salt's 32 hexadecimal digits and the text after them."""
    return hashlib.sha256((salt.hex() + said).encode()).digest()


def instant(at: datetime) -> str:
    """A time in UTC with all six digits of its microseconds: `2026-11-25T08:30:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
