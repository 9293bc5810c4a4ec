"""Passwords as argon2id hashes, made and checked in threads, a few at a time: each takes memory on purpose."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from rooms.accounts import PasswordHash

AT_ONCE = 2  # each holds 64 MiB for some tens of milliseconds

_hasher = PasswordHasher()
_places = asyncio.Semaphore(AT_ONCE)


@cache
def _nobody() -> str:
    """A hash to check where there is no account, so that both answers take as long."""
    return _hasher.hash("nobody has this password")


async def hashed(password: str) -> PasswordHash:
    """The hash to keep."""
    async with _places:
        return PasswordHash(await asyncio.to_thread(_hasher.hash, password))


async def matches(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept. None: there is none, which takes as long to find out."""
    async with _places:
        return await asyncio.to_thread(_verify, kept, password)


def _verify(kept: str | None, password: str) -> bool:
    try:
        _hasher.verify(kept or _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return kept is not None
