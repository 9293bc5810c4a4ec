"""Whether this process should be sent work, part by part, with an answer in time whatever the parts do.

News reaches followers by the bus or by the sweep: one of the two is enough. The database is asked by one question at
a time, however many ask: where it answers nobody, its silence holds one connection and not one for each look.
"""

import asyncio

import structlog

from rooms import entries
from rooms.errors import Refused
from server.live.hub import Hub

log = structlog.get_logger(__name__)

DEADLINE_S = 1.0  # for the database; a balancer that asks waits little longer


class Readiness:
    """Of the process whose live path is `hub`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._asking: asyncio.Task[str] | None = None

    async def unwell(self) -> dict[str, str]:
        """What keeps the process from being ready, by part; empty: nothing does. Answers within DEADLINE_S."""
        parts = {
            "database": await self._database(),
            "live": "" if self.news() else "neither the bus nor the sweep brings news",
            "serving": "stopping" if self._hub.draining else "",
        }
        return {part: why for part, why in parts.items() if why}

    def news(self) -> bool:
        """Whether entries of other processes reach the followers here."""
        return self._hub.bus.well() or self._hub.sweep.well()

    async def _database(self) -> str:
        asking = self._asking
        if asking is None or asking.done():
            asking = self._asking = asyncio.create_task(self._ask())
        done, _ = await asyncio.wait([asking], timeout=DEADLINE_S)
        return asking.result() if done else f"no answer within {DEADLINE_S:g} s"

    async def _ask(self) -> str:
        try:
            async with self._hub.store.looking() as tx:
                await entries.heads(tx, [])
        except Refused as refused:
            return refused.reason
        except Exception:
            log.exception("the database cannot be asked")
            return "failed"
        return ""
