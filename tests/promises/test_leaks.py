"""P34: nothing leaks over time: memory stays level under steady work, and whoever leaves, leaves nothing behind."""

import asyncio
import time
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

from benchmarks.audience import Audience
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.fanout_sockets import memory_bytes
from benchmarks.listener import Listener
from rooms.store import Store
from tests.debate import gather
from tests.pouring import let_pour, poured
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.world import World

MIB_A_MINUTE = 1.0
STEP_MIB = 4.0  # what the allocator takes at once; over minutes it is lost in the bar
LISTENERS = 40
AT_ONCE = 50
WARM = 0.4  # of the time: windows and caches fill up to their bounds
QUIET_S = 20.0


async def test_memory_and_descriptors_are_level(
    promise: Promising, database_url: str, tmp_path: Path
) -> None:
    with promise("P34") as running:
        served = Served(tmp_path / "var", database_url)
        steady = asyncio.wait_for(_steady(running, database_url, served), running.left_s)
        await asyncio.to_thread(uvloop.run, steady)


async def _steady(running: Promise, url: str, served: Served) -> None:
    stage = await prepare(url, LISTENERS + AT_ONCE)
    await served.start()
    try:
        await _under_load(running, url, served, stage)
        await _come_and_go(running, served, stage)
    finally:
        await served.stop()


async def _under_load(running: Promise, url: str, served: Served, stage: dict[str, Any]) -> None:
    """Listeners listen, entries are written, pages are read; the memory meanwhile."""
    seconds = running.of(8.0, 120.0, 600.0)
    crowd = Audience(stage["room"], stage["epoch"])
    listeners = _listeners(crowd, stage, LISTENERS)
    await crowd.open(listeners, served.port)
    began, held = time.monotonic(), [(0.0, memory_bytes(served.pid))]
    async with asyncpg.create_pool(url, min_size=1, max_size=1) as pool:
        store = Store(pool)
        let_pour(store)
        while time.monotonic() - began < seconds:
            await poured(store, stage["room"], 20, 400)
            reader = Listener(crowd, stage["cookies"][-1], listeners[0].seq, snapshot=True)
            await crowd.open([reader], served.port)  # a page that is opened, and closed
            reader.close()
            crowd.latencies_s.clear()
            held.append((time.monotonic() - began, memory_bytes(served.pid)))
            await asyncio.sleep(0.1)
        head = await pool.fetchval("select seq from room where id = $1", stage["room"])
    await crowd.reach(listeners, head)
    stage["seq"] = head  # where those who come later begin
    for listener in listeners:
        listener.close()
    grown, slope = _growth(held, WARM * seconds)
    running.n += len(held)
    running.facts |= {"mib_a_minute": round(slope, 2), "mib": round(held[-1][1] / (1 << 20))}
    running.holds(slope <= MIB_A_MINUTE or grown <= STEP_MIB, f"{slope:.1f} MiB a minute")
    running.holds(crowd.wrong == 0, f"{crowd.wrong} entries missed or repeated")


async def _come_and_go(running: Promise, served: Served, stage: dict[str, Any]) -> None:
    """Sockets that open, follow and are cut; the descriptors afterwards."""
    crowd = Audience(stage["room"], stage["epoch"])
    before = await _until_open(served.pid, 0)
    cycles = running.of(200, 2_000, 20_000)
    for n in range(cycles // AT_ONCE):
        await _wave(crowd, stage, served.port)
        if n == cycles // AT_ONCE // 2:
            held = memory_bytes(served.pid)
    running.n += cycles
    after = await _until_open(served.pid, before)
    grown = (memory_bytes(served.pid) - held) / (1 << 20)
    running.facts |= {"open_before": before, "open_after": after, "grown_mib": round(grown, 2)}
    running.holds(after <= before, f"{after} files are open, {before} were")
    running.holds(grown <= STEP_MIB * running.of(1, 2), f"{grown:.1f} MiB more after {cycles}")


async def _wave(crowd: Audience, stage: dict[str, Any], port: int) -> None:
    listeners = _listeners(crowd, stage, AT_ONCE)
    await crowd.open(listeners, port)
    for listener in listeners:
        listener.close()


def _listeners(crowd: Audience, stage: dict[str, Any], count: int) -> list[Listener]:
    cookies = stage["cookies"]
    return [Listener(crowd, cookies[n // LINES_PER_PERSON], stage["seq"]) for n in range(count)]


async def _until_open(pid: int, most: int) -> int:
    """Wait until so few files are open, or as few as there will be; how many."""
    found, least, since = 0, 1 << 30, time.monotonic()
    while time.monotonic() - since < QUIET_S:
        found = _open_files(pid)
        if found <= most:
            return found
        if found < least:
            least, since = found, time.monotonic()
        elif most == 0 and time.monotonic() - since > 1:
            return found
        await asyncio.sleep(0.1)
    return found


def _open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def _growth(held: list[tuple[float, int]], after_s: float) -> tuple[float, float]:
    """How many MiB were added after so long, and how many a minute, by least squares."""
    points = [(at / 60, size / (1 << 20)) for at, size in held if at >= after_s]
    at = sum(x for x, _ in points) / len(points)
    size = sum(y for _, y in points) / len(points)
    slope = sum((x - at) * (y - size) for x, y in points) / sum((x - at) ** 2 for x, _ in points)
    return slope * (points[-1][0] - points[0][0]), slope


def test_a_leak_is_seen() -> None:
    """The judge can judge: two MiB a minute are found among steps, and level memory is level."""
    steps = [(float(s), (100 << 20) + s * (2 << 20) // 60 // 4096 * 4096) for s in range(300)]
    assert 1.9 < _growth(steps, 60)[1] < 2.1
    assert _growth([(float(s), 100 << 20) for s in range(300)], 60) == (0.0, 0.0)


async def test_whoever_leaves_leaves_no_task_and_no_client_behind(world: World) -> None:
    """In this process, where tasks can be counted: by hanging up in every moment of coming in."""
    debate = await gather(world)
    hub = world.app.state.hub
    page = await debate.owner.get(f"{debate.room}/entries?limit=1")
    crowd = Audience(debate.room_id, page["epoch"])
    port = int(world.url.rsplit(":", 1)[1])

    async def wave(wait_s: float) -> None:
        people = [debate.owner, debate.member, debate.observer, debate.moderator]
        listeners = [Listener(crowd, people[n % 4].cookie, page["seq"]) for n in range(24)]
        opening = asyncio.create_task(crowd.open(listeners, port))
        await asyncio.sleep(wait_s)
        opening.cancel()
        await asyncio.wait([opening])
        for listener in listeners:
            listener.close()

    async def level(most: int) -> int:
        async with asyncio.timeout(20):
            while len(asyncio.all_tasks()) > most or hub.clients:
                await asyncio.sleep(0.05)
        return len(asyncio.all_tasks())

    await wave(1.0)
    async with asyncio.timeout(60):
        while hub.clients:
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    before = len(asyncio.all_tasks())
    for n in range(10):
        await wave(0.02 * n)
    assert await level(before) <= before
    assert debate.room_id not in hub.rooms
    assert not hub.admission.people
