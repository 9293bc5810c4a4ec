"""Counts acts and refuses what is too much: 429, with the seconds to wait."""

import hashlib
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rooms.errors import TooMany
from server.limits.here import Here
from server.limits.kinds import KINDS, Kind
from server.limits.rate import Rate
from server.limits.shared import Away, Shared


class Limiter:
    """The limits of this node, together with the others where there is a Redis.

    `scale` multiplies them all; 0 switches them off. While Redis is away every node allows the whole limit itself.
    `portal` begins the names of its counts in Redis.
    """

    def __init__(
        self, redis_url: str | None = None, scale: float = 1.0, portal: str = "dienhong"
    ) -> None:
        self._url = redis_url
        self._portal = portal
        self._scale = scale
        self._shared: Shared | None = None
        self._here = {(kind.name, by): Here() for kind in KINDS for by in "apc"}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Count together until the block ends."""
        self._shared = Shared(self._url, self._portal) if self._url else None
        try:
            yield
        finally:
            shared, self._shared = self._shared, None
            if shared is not None:
                await shared.close()

    async def address(self, kind: Kind, address: str) -> None:
        """Count one to where a request comes from. Raises TooMany."""
        await self._take(kind, "a", address, kind.address)

    def address_here(self, kind: Kind, address: str) -> None:
        """The same for a kind that this process counts by itself: nothing is waited for."""
        assert not kind.shared, "others count it too"
        if kind.address is not None and self._scale:
            _refuse(self._here[kind.name, "a"].take(address, kind.address.scaled(self._scale)))

    async def person(self, kind: Kind, person_id: int) -> None:
        """Count one to somebody who is signed in. Raises TooMany."""
        await self._take(kind, "p", str(person_id), kind.person)

    async def account(self, kind: Kind, email: str) -> None:
        """Count one to whom a request names, whether there is such an account or not. Raises TooMany."""
        named = hashlib.blake2b(email.strip().casefold().encode(), digest_size=16).hexdigest()
        await self._take(kind, "c", named, kind.account)

    async def _take(self, kind: Kind, by: str, whom: str, rate: Rate | None) -> None:
        if rate is None or not self._scale:
            return
        rate = rate.scaled(self._scale)
        _refuse(await self._wait_s(kind, by, whom, rate))

    async def _wait_s(self, kind: Kind, by: str, whom: str, rate: Rate) -> float:
        if kind.shared and self._shared is not None:
            try:
                return await self._shared.take(f"{kind.name}:{by}:{whom}", rate)
            except Away:
                pass
        return self._here[kind.name, by].take(whom, rate)


def _refuse(wait_s: float) -> None:
    if wait_s:
        raise TooMany("too-often", retry_after_s=math.ceil(wait_s))
