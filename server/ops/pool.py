"""The pool of database connections, which notes how long each was waited for.

Where one is free it is had, and given back, without a task or a timer: together they cost as much as a small statement.
"""

import time
from typing import TYPE_CHECKING, Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from server.histogram import Histogram

# What `asyncpg.create_pool` would give; a subclass must name them.
QUERIES_OF_CONNECTION = 50_000
IDLE_S = 300.0
ORDER_S = 1.5  # to put one in order that is given back in the middle of something

if TYPE_CHECKING:
    _Pool = asyncpg.Pool[asyncpg.Record]
    _Proxy = PoolConnectionProxy[asyncpg.Record]
else:
    _Pool = asyncpg.Pool


class TimedPool(_Pool):
    """Takes what `asyncpg.create_pool` takes. `waits`: for every connection that was had; `refused`: those that were not."""

    def __init__(self, dsn: str, **options: Any) -> None:
        self.waits = Histogram()
        self.refused = 0
        kept: dict[str, Any] = {
            "max_queries": QUERIES_OF_CONNECTION,
            "max_inactive_connection_lifetime": IDLE_S,
            "loop": None,
            "connection_class": asyncpg.Connection,
            "record_class": asyncpg.Record,
        }
        super().__init__(dsn, **kept | options)

    async def _acquire(self, timeout: float | None) -> "_Proxy":  # noqa: ASYNC109 - as it is called
        """What both ways to acquire one come to."""
        began = time.perf_counter()
        try:
            patience = (
                None if self.get_idle_size() else timeout
            )  # where nobody waits nothing must end it
            conn: _Proxy = await super()._acquire(patience)  # type: ignore[misc]
        except Exception:
            self.refused += 1
            raise
        self.waits.observe(time.perf_counter() - began)
        return conn

    async def release(self, connection: "_Proxy", *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as it is called
        """Take one back. What is to be put in order first goes on where the caller is cancelled."""
        proxy: Any = connection  # there is no other way around the task
        held = proxy._con  # noqa: SLF001
        if held is None or not getattr(held, "in_order", bool)():
            await super().release(connection, timeout=timeout or ORDER_S)
            return
        held._on_release()  # noqa: SLF001
        await proxy._holder.release(ORDER_S)  # noqa: SLF001 - which waits for nothing then
