"""What one process knows of itself, and what it finds out when somebody looks.

Counts are plain numbers that lie where things happen. A look gathers them; only what must be asked of the database is
asked, at most every FRESH_S seconds and for DEADLINE_S at the longest, so that looking harms nobody.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from rooms.errors import Refused
from server.followers.follower import Follower
from server.live.hub import Hub
from server.ops import lines, waiting
from server.ops.lines import Lines
from server.ops.pool import TimedPool
from server.ops.pulse import Pulse
from server.ops.readiness import DEADLINE_S, Readiness
from server.ops.requests import Requests
from server.ops.verbs import CountedStore
from server.ops.waiting import Waiting
from server.rendering import Renderer

FRESH_S = 10.0


class Seen(NamedTuple):
    """One look. `waiting` None: the database did not tell."""

    watch: "Watch"
    lines: Lines
    unwell: dict[str, str]
    waiting: Waiting | None


class Watch:
    """Of the process with this live path, this renderer and these durable followers."""

    def __init__(
        self, hub: Hub, readiness: Readiness, renderer: Renderer, followers: Sequence[Follower]
    ) -> None:
        self.hub = hub
        self.renderer = renderer
        self.requests = Requests()
        self.pulse = Pulse()
        self.pool: TimedPool
        self.store: CountedStore | None = None  # until the process has begun
        self._readiness = readiness
        self._followers = followers
        self._waiting: Waiting | None = None
        self._asked_at = -FRESH_S
        self._asking: asyncio.Task[Waiting] | None = None

    @asynccontextmanager
    async def running(self, pool: TimedPool, store: CountedStore) -> AsyncGenerator[None, None]:
        """Watch until the block ends."""
        self.pool, self.store = pool, store
        beating = asyncio.create_task(self.pulse.run())
        try:
            yield
        finally:
            beating.cancel()
            self.store = None

    async def look(self) -> Seen | None:
        """Now; None before the process has begun and once it has ended."""
        if self.store is None:
            return None
        unwell, kept = await asyncio.gather(
            self._readiness.unwell(), self._look_into_the_database(self.store)
        )
        return Seen(self, await lines.count(self.hub), unwell, kept)

    async def _look_into_the_database(self, store: CountedStore) -> Waiting | None:
        if time.monotonic() - self._asked_at < FRESH_S:
            return self._waiting
        asking = self._asking
        if asking is None or asking.done():
            asking = self._asking = asyncio.create_task(waiting.look(store, self._followers))
        done, _ = await asyncio.wait([asking], timeout=DEADLINE_S)
        self._waiting = None
        if done:
            with suppress(Refused):
                self._waiting = asking.result()
                self._asked_at = time.monotonic()
        return self._waiting
