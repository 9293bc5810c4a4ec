"""P15: a storm of connections is taken in, and taken in again by the other node when the first one dies."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

from benchmarks.audience import Audience
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.fanout_sockets import memory_bytes
from benchmarks.listener import Listener
from rooms.store import Store
from tests.pouring import poured
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served

CONNECTED_S = 30.0
AGAIN_S = 60.0
MEMORY_BYTES = 400 << 20
WATCHDOG = 5
# A person reads the room in a transaction of their own; what all see, sessions, rights and inboxes are shared.
# A connection given back is swept by a transaction more.
TRANSACTIONS = 4.0  # a socket of a page that opens
TRANSACTIONS_AGAIN = 1.0  # a socket that comes back with its cursor


async def test_all_come_in_at_once_and_again_when_their_node_dies(
    promise: Promising, database_url: str, tmp_path: Path
) -> None:
    with promise("P15") as running:
        nodes = [Served(tmp_path / name, database_url) for name in ("a", "b")]
        storm = asyncio.wait_for(_storm(running, database_url, nodes), running.left_s)
        await asyncio.to_thread(uvloop.run, storm)  # the sockets have a fast loop to themselves


async def _storm(running: Promise, url: str, nodes: list[Served]) -> None:
    count = running.of(300, 3_000, 10_000)
    stage = await prepare(url, count)
    first, second = nodes
    await asyncio.gather(*(node.start() for node in nodes))
    try:
        crowd = Audience(stage["room"], stage["epoch"])
        listeners = [
            Listener(crowd, stage["cookies"][n // LINES_PER_PERSON], stage["seq"], snapshot=True)
            for n in range(count)
        ]
        before = await _transactions(url)
        running.times = await crowd.open(listeners, first.port, at_once=count)
        running.facts["connected_s"] = round(max(running.times), 2)
        await asyncio.sleep(running.of(0, 5))
        running.facts["memory_mib"] = memory_bytes(first.pid) >> 20
        running.holds(crowd.snapshots >= count, "not everybody read the room")

        first.kill()
        async with asyncio.timeout(20):
            while not all(listener.closed for listener in listeners):
                await asyncio.sleep(0.05)
        between = await _transactions(url)
        head = await _say(url, stage["room"])
        for listener in listeners:
            listener.snapshot = False
        again = await crowd.open(listeners, second.port, at_once=count)
        running.facts["again_s"] = round(max(again), 2)
        async with asyncio.timeout(30):
            await crowd.reach(listeners, head)
        await _everybody_hears(running, crowd, listeners, stage, url)
    finally:
        await second.stop()
    after = await _transactions(url)
    running.n = count
    _judge(running, crowd, (between - before) / count, (after - between) / count)


def _judge(running: Promise, crowd: Audience, opened: float, again: float) -> None:
    running.facts |= {"transactions": round(opened, 2), "transactions_again": round(again, 2)}
    slack = running.of(WATCHDOG, 1)
    running.holds(running.facts["connected_s"] <= CONNECTED_S * slack, "slow to connect")
    running.holds(running.facts["again_s"] <= AGAIN_S * slack, "slow to come back")
    running.holds(running.facts["memory_mib"] << 20 <= MEMORY_BYTES, "too much memory")
    few = running.of(3, 1)  # what the nodes do by themselves is shared by fewer
    running.holds(opened <= few * TRANSACTIONS, f"{opened:.1f} transactions a socket")
    running.holds(again <= few * TRANSACTIONS_AGAIN, f"{again:.1f} for a socket that came back")
    running.holds(crowd.wrong == 0, f"{crowd.wrong} entries missed or repeated")
    # asked to come back in a moment, which they do: a machine that is too busy says so
    running.holds(all(" 503 " in said for said in crowd.refusals), f"{dict(crowd.refusals)}")
    running.facts["asked_to_wait"] = sum(crowd.refusals.values())


async def _everybody_hears(
    running: Promise, crowd: Audience, listeners: list[Listener], stage: dict[str, Any], url: str
) -> None:
    """After the storm the room is as before."""
    head = await _say(url, stage["room"])
    try:
        async with asyncio.timeout(30):
            await crowd.reach(listeners, head)
    except TimeoutError:
        late = sum(listener.seq < head for listener in listeners)
        running.violated(f"{late} did not hear what was said afterwards")


async def _say(url: str, room_id: int) -> int:
    """A few entries more; the number of the last."""
    async with asyncpg.create_pool(url, min_size=1, max_size=1) as pool:
        await poured(Store(pool), room_id, 5)
        return int(await pool.fetchval("select seq from room where id = $1", room_id))


async def _transactions(url: str) -> int:
    """How many the database has committed, as far as its backends have told."""
    conn = await asyncpg.connect(url)
    try:
        return int(
            await conn.fetchval(
                "select xact_commit from pg_stat_database where datname = current_database()"
            )
        )
    finally:
        await conn.close()
