"""Keys of commands. One sort is random, for a command that is sent; the other is made of what is imported."""

import hashlib
import os
import time
from uuid import UUID

import msgspec

_encode = msgspec.json.Encoder().encode


def new_key() -> UUID:
    """A UUIDv7: the time in milliseconds, then chance (RFC 9562, 5.7)."""
    return _uuid((time.time_ns() // 1_000_000).to_bytes(6) + os.urandom(10), 7)


def key_of(*facts: int | str) -> UUID:
    """A UUIDv8 made of the facts: the same facts, the same key, whenever they are read again."""
    return _uuid(hashlib.sha256(_encode(facts)).digest()[:16], 8)


def _uuid(raw: bytes, version: int) -> UUID:
    number = int.from_bytes(raw)
    number = number & ~(0xF << 76) | version << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)
