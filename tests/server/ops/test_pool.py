"""The connection that is kept at hand: never in the middle of something, never dead, never in somebody's way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from rooms.connections import Connection, connection
from server.ops import pool as timed
from server.ops.pool import TimedPool

PID = "select pg_backend_pid()"


@contextlib.asynccontextmanager
async def pooled(url: str, most: int) -> AsyncIterator[TimedPool]:
    async with TimedPool(url, min_size=1, max_size=most, connection_class=Connection) as pool:
        yield pool


async def test_one_after_the_other_has_the_same_and_those_at_once_have_their_own(
    database_url: str,
) -> None:
    async with pooled(database_url, 3) as pool:
        pids = set()
        for _ in range(20):
            async with connection(pool) as conn:
                pids.add(await conn.fetchval(PID))
        assert len(pids) == 1
        assert (pool.get_idle_size(), pool.get_size()) == (1, 1)

        async def hold() -> int:
            async with connection(pool) as conn:
                await conn.execute("select pg_sleep(0.2)")
                return int(await conn.fetchval(PID))

        assert len(set(await asyncio.gather(*(hold() for _ in range(3))))) == 3
        assert pool.get_idle_size() == pool.get_size() == 3
        assert len(await asyncio.gather(*(hold() for _ in range(9)))) == 9, "who waits is served"


async def test_a_pool_of_one_serves_all_who_wait(database_url: str) -> None:
    async with pooled(database_url, 1) as pool:

        async def ask() -> int:
            async with connection(pool) as conn:
                return int(await conn.fetchval(PID))

        async with asyncio.timeout(60):
            assert len(set(await asyncio.gather(*(ask() for _ in range(30))))) == 1


async def test_one_that_died_at_hand_is_given_to_nobody(database_url: str) -> None:
    async with pooled(database_url, 2) as pool:
        async with connection(pool) as conn:
            pid = await conn.fetchval(PID)
        other = await asyncpg.connect(database_url)
        try:
            await other.execute("select pg_terminate_backend($1)", pid)
        finally:
            await other.close()
        await asyncio.sleep(0.2)
        async with asyncio.timeout(30), connection(pool) as conn:
            assert await conn.fetchval(PID) != pid
        assert pool.get_idle_size() <= pool.get_size()


async def test_one_broken_off_is_put_in_order_before_somebody_else_has_it(
    database_url: str,
) -> None:
    async with pooled(database_url, 2) as pool:

        async def begin() -> None:
            async with connection(pool) as conn, conn.transaction():
                await conn.execute("create temporary table dang_do (n int)")
                await conn.execute("select pg_sleep(30)")

        task = asyncio.create_task(begin())
        await asyncio.sleep(0.3)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        async with asyncio.timeout(30):
            for _ in range(3):
                async with connection(pool) as conn:
                    assert not conn.is_in_transaction()
                    assert await conn.fetchval("select to_regclass('pg_temp.dang_do')") is None


async def test_it_goes_back_to_the_pool_in_the_end(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed, "LENT", 3)
    async with pooled(database_url, 2) as pool:
        kept = []
        for _ in range(8):
            async with connection(pool) as conn:
                await conn.fetchval(PID)
            kept.append(pool._at_hand is not None)
        assert kept == [True, True, True, False] * 2
