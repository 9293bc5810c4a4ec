"""Counts that several nodes share, in Redis: one call for one act, by Redis' own clock.

When Redis does not answer, `take` says so at once or, once every `AWAY_S`, after `PATIENCE_S`; the node then counts
for itself. A call is never cancelled half way: its connection would hold somebody else's answer.
"""

import asyncio
import time

import structlog

from server.limits.rate import Rate
from server.limits.script import OfCluster, OfOne
from server.live.cluster import on_cluster
from server.live.once import LOST

log = structlog.get_logger(__name__)

AWAY_S = 2.0  # without trying again


class Away(Exception):
    """Redis does not answer just now."""


class Shared:
    """The counts of a portal in one Redis. Begin in a running loop, and `close` at the end."""

    def __init__(self, url: str, portal: str = "dienhong") -> None:
        self._prefix = f"{portal}:limit:"
        self._script = OfCluster(url) if on_cluster(url) else OfOne(url)
        self._away_until = 0.0
        self._calls: set[asyncio.Task[float]] = set()

    async def take(self, whom: str, rate: Rate) -> float:
        """Take one; 0.0, or the seconds to wait where none is left. Raises Away."""
        if self._away_until:
            if time.monotonic() < self._away_until:
                raise Away
            self._away_until = time.monotonic() + AWAY_S  # this one looks, the others go on
        call = asyncio.create_task(self._ask(whom, rate))
        self._calls.add(call)
        call.add_done_callback(self._done)
        return await asyncio.shield(call)

    async def _ask(self, whom: str, rate: Rate) -> float:
        try:
            said = await self._script.take(self._prefix + whom, rate)
        except LOST as error:
            if not self._away_until:
                log.warning("redis lost, limits are counted on this node", error=str(error))
            self._away_until = time.monotonic() + AWAY_S
            raise Away from error
        self._away_until = 0.0
        return said

    def _done(self, call: "asyncio.Task[float]") -> None:
        self._calls.discard(call)
        if not call.cancelled():
            call.exception()  # whoever asked was told, or has gone

    async def close(self) -> None:
        """Let go of the connections."""
        await asyncio.gather(*self._calls, return_exceptions=True)
        await self._script.aclose()
