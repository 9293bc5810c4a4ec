"""Passwords as argon2id hashes, made and checked in threads, a few at a time: each takes memory on purpose."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from rooms.accounts import PasswordHash
from rooms.errors import Busy

AT_ONCE = 2  # each holds 64 MiB for some tens of milliseconds
WAITING = 100  # a few seconds' worth: whoever comes later is told to come back

_hasher = PasswordHasher()
_places = asyncio.Semaphore(AT_ONCE)
_waiting = 0


@cache
def _nobody() -> str:
    """A hash to check where there is no account, so that both answers take as long."""
    return _hasher.hash("nobody has this password")


@asynccontextmanager
async def _place() -> AsyncGenerator[None, None]:
    """A turn at hashing. Raises Busy where too many wait for one."""
    global _waiting  # noqa: PLW0603 - one count for the process, like the places themselves
    if _waiting >= WAITING:
        raise Busy("contended", retry_after_s=2)
    _waiting += 1
    try:
        async with _places:
            yield
    finally:
        _waiting -= 1


async def hashed(password: str) -> PasswordHash:
    """The hash to keep. Raises Busy."""
    async with _place():
        return PasswordHash(await asyncio.to_thread(_hasher.hash, password))


async def matches(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept. None: there is none, which takes as long to find out. Raises Busy."""
    async with _place():
        return await asyncio.to_thread(_verify, kept, password)


def _verify(kept: str | None, password: str) -> bool:
    try:
        _hasher.verify(kept or _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None
