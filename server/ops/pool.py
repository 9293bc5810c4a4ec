"""The pool of database connections, which notes how long each was waited for.

The one that was given back last is kept at hand for whoever comes next. With a database nearby, to hand one back and to have
it again costs as much as a small statement, and a free one is neither waited for in a task of its own nor by a timer.
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
LENT = 1_000  # times that one is handed on; then it is the pool's again, which replaces the old

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
        self._at_hand: _Proxy | None = None  # in use, as the pool sees it
        self._lent = 0
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
        conn, self._at_hand = self._at_hand, None
        if conn is not None and _con_of(conn) is None:  # it broke, and the pool has noticed
            conn = None
        elif conn is not None and conn.is_closed():
            await super().release(conn, timeout=ORDER_S)
            conn = None
        if conn is None:
            patience = None if self.get_idle_size() else timeout  # a free one is not waited for
            try:
                conn = await super()._acquire(patience)  # type: ignore[misc]
            except Exception:
                self.refused += 1
                raise
        self.waits.observe(time.perf_counter() - began)
        return conn

    async def release(self, connection: "_Proxy", *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as it is called
        """Take one back. What must be put in order first is, also where the caller is cancelled."""
        if self._can_be_kept(connection):
            self._at_hand = connection
            self._lent += 1
            return
        self._lent = 0
        await super().release(connection, timeout=timeout or ORDER_S)

    def _can_be_kept(self, connection: "_Proxy") -> bool:
        """Whether the next may have it as it is, and nobody waits for one in vain meanwhile."""
        held = _con_of(connection)
        waiting: Any = self
        return (
            self._at_hand is None
            and self._lent < LENT
            and held is not None
            and getattr(held, "in_order", bool)()
            and not waiting._queue.empty()  # noqa: SLF001 - who waits, waits because it is
            and not self.is_closing()
        )

    def get_idle_size(self) -> int:
        """How many are free, the one at hand among them."""
        return super().get_idle_size() + (self._at_hand is not None)

    async def close(self) -> None:
        """Let everybody finish, then close all."""
        conn, self._at_hand = self._at_hand, None
        if conn is not None:
            await super().release(conn, timeout=ORDER_S)
        await super().close()


def _con_of(connection: Any) -> Any:
    """What is behind a connection of a pool; None: it is the pool's again."""
    return connection._con  # noqa: SLF001
