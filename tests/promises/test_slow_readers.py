"""P14: a reader that does not read harms nobody, holds little, and goes on later without a gap."""

import asyncio
import time
from pathlib import Path

import asyncpg
import uvloop

from benchmarks.audience import Audience
from benchmarks.fanout_product import prepare
from benchmarks.fanout_sockets import memory_bytes
from benchmarks.listener import Listener
from rooms.journal import Entry
from rooms.store import Store
from server.live.redis import RedisBus, portal_of
from server.live.sweep import news_of
from tests.pouring import let_pour, pour
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.redis import RedisServer

TEXT = "Đề xuất tháo gỡ điểm nghẽn về cơ chế tài chính cho nghiên cứu khoa học. " * 4
SLOWER = 1.5
CALM_S = 0.01  # differences below this are nobody's harm
HELD_BYTES = 256 * 1024
CLOSED_S = 30.0
NOTICED_S = 15.0  # to read what lies before the end of the line, for all of them on one core
RESUMABLE = {1013, None}  # come back later; a line that takes nothing may be cut instead of told
WATCHDOG = 5


class Writer:
    """Another node, without followers: it writes at a steady rate and tells the others by the bus."""

    def __init__(self, pool: asyncpg.Pool, bus: RedisBus, room_id: int, per_s: int) -> None:
        self._store = Store(pool, self._announce)
        let_pour(self._store)
        self._bus = bus
        self._room_id = room_id
        self._per_s = per_s
        self.seq = 0

    async def write(self, seconds: float) -> range:
        """Write for so long, where the machine is behind several at once; the numbers of what was written."""
        first, began = self.seq + 1, time.monotonic()
        written, count = 0, round(seconds * self._per_s)
        while written < count:
            await asyncio.sleep(max(0.0, began + written / self._per_s - time.monotonic()))
            due = min(count, int((time.monotonic() - began) * self._per_s) + 1) - written
            await self._store.run(pour, None, self._room_id, [TEXT] * due)
            written += due
        return range(first, self.seq + 1)

    def _announce(self, written: object) -> None:
        assert isinstance(written, list)
        for entry in written:
            assert isinstance(entry, Entry)
            self._bus.publish(news_of(entry))
            self.seq = entry.seq


async def test_readers_that_stop_reading_harm_nobody(
    promise: Promising, database_url: str, redis_server: RedisServer, tmp_path: Path
) -> None:
    with promise("P14") as running:
        served = Served(tmp_path / "var", database_url, redis_server.url)
        keep = _keep(running, served, database_url, redis_server.url)
        # the listeners have a fast loop to themselves
        await asyncio.to_thread(uvloop.run, asyncio.wait_for(keep, running.left_s))


async def _keep(running: Promise, served: Served, database_url: str, redis_url: str) -> None:
    each = running.of(30, 500)
    stage = await prepare(database_url, 2 * each)
    await served.start()
    bus = RedisBus(redis_url, portal_of(served.secret))
    try:
        async with asyncpg.create_pool(database_url, min_size=1, max_size=2) as pool:
            telling = asyncio.create_task(bus.run(lambda _: None, lambda: None))
            writer = Writer(pool, bus, stage["room"], running.of(50, 200))
            writer.seq = stage["seq"]
            await _compare(running, served, stage, writer, each)
            telling.cancel()
            await asyncio.wait([telling])
    finally:
        await served.stop()


async def _compare(
    running: Promise, served: Served, stage: dict[str, object], writer: Writer, each: int
) -> None:
    cookies = stage["cookies"]
    assert isinstance(cookies, list)
    usual = Audience(int(str(stage["room"])), int(str(stage["epoch"])))
    stopped = Audience(usual.room_id, usual.epoch)
    normal = [Listener(usual, cookies[n // 10], writer.seq) for n in range(each)]
    await usual.open(normal, served.port)
    await writer.write(running.of(1.0, 5.0))  # its memory is what it is at work
    before = await writer.write(running.of(2.0, 20.0))
    await usual.reach(normal, writer.seq)

    slow = [Listener(stopped, cookies[(each + n) // 10], writer.seq, narrow=True) for n in range(each)]  # fmt: skip
    await stopped.open(slow, served.port)
    base, began = memory_bytes(served.pid), time.monotonic()
    for listener in slow:
        listener.stop_reading()
    watching = asyncio.create_task(_most_memory(served.pid))
    during = await writer.write(running.of(6.0, 60.0))
    async with asyncio.timeout(30):
        await usual.reach(normal, writer.seq)
    watching.cancel()
    most = await watching

    running.n = len(before) + len(during)
    p99 = [_p99(usual, numbers) for numbers in (before, during)]
    running.times = [at for seq in during for at in usual.latencies_s[seq]]
    held = max(0, most - base) // each
    running.facts |= {"p99_before_s": round(p99[0], 4), "held_bytes": held}
    allowed = max(SLOWER * p99[0], CALM_S) * running.of(WATCHDOG, 1)
    running.holds(p99[1] <= allowed, f"p99 {p99[1]:.3f} s beside {p99[0]:.3f} s without")
    running.holds(held <= HELD_BYTES, f"{held} bytes are held for each")
    await _go_on(running, served, stopped, slow, began, writer.seq)
    for audience in (usual, stopped):
        running.holds(audience.wrong == 0, f"{audience.wrong} entries missed or repeated")


async def _go_on(
    running: Promise,
    served: Served,
    stopped: Audience,
    slow: list[Listener],
    began: float,
    seq: int,
) -> None:
    """They read again, or come back where they were sent away, and get every entry."""
    behind = [seq - listener.seq for listener in slow]
    running.holds(min(behind) > 10, f"one was only {min(behind)} entries behind")
    for listener in slow:
        listener.go_on()
    sent_away = time.monotonic() - began > CLOSED_S + 10
    await _told(slow, NOTICED_S if sent_away else 1.0)
    gone = [listener for listener in slow if listener.closed]
    running.facts |= {"closed": len(gone), "codes": {str(code): n for code, n in stopped.codes.items()}}  # fmt: skip
    if sent_away:
        running.holds(len(gone) == len(slow), f"{len(slow) - len(gone)} were not sent away")
    running.holds(set(stopped.codes) <= RESUMABLE, f"closed for {dict(stopped.codes)}")
    back = time.monotonic()
    for listener in gone:
        listener.narrow = False  # they read again
    await stopped.catch_up(slow, served.port, seq, at_once=20)
    running.facts["all_back_s"] = round(time.monotonic() - back, 2)


async def _told(slow: list[Listener], within_s: float) -> None:
    """Wait until all have read as far as the end of their lines: what was on its way comes first."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and not all(listener.closed for listener in slow):
        await asyncio.sleep(0.1)


async def _most_memory(pid: int) -> int:
    """The most that the process holds until this is cancelled."""
    most = 0
    try:
        while True:
            most = max(most, memory_bytes(pid))
            await asyncio.sleep(0.2)
    except asyncio.CancelledError:
        return most


def _p99(audience: Audience, numbers: range) -> float:
    ranked = sorted(at for seq in numbers for at in audience.latencies_s[seq])
    return ranked[len(ranked) * 99 // 100]
