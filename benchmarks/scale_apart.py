"""Costs of `scale_model.py` that are measured apart from a node: Redis by itself, our bus, a look at the journals."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import NamedTuple

import asyncpg

from benchmarks.fanout_sockets import server_cpu_s
from benchmarks.scale_meter import Meter
from rooms import accounts, entries
from rooms.accounts import SignUp
from rooms.people import Constituency
from rooms.store import Store
from server.keys import new_key
from server.live.redis import RedisBus
from server.live.window import News

LISTENERS = (1, 9)
CHANNEL = "measured"


class Line(NamedTuple):
    """A cost that grows with a number: `first` at none of it, `each` for each more."""

    first: float
    each: float


def line_through(at: dict[int, float]) -> Line:
    """The line through two points; neither part of a cost is below zero, whatever noise says."""
    (low, cost), (high, more) = sorted(at.items())
    each = max(0.0, (more - cost) / (high - low))
    return Line(max(0.0, cost - each * low), each)


async def redis(url: str, pid: int, messages: int, size: int) -> Line:
    """Seconds of Redis for a message it takes, and for each it passes on, sent one by one."""
    host, port = url.removeprefix("redis://").partition("/")[0].split(":")
    at = {}
    for listeners in LISTENERS:
        async with AsyncExitStack() as stack:
            for _ in range(listeners):
                reader, writer = await asyncio.open_connection(host, int(port))
                stack.callback(writer.close)
                writer.write(f"SUBSCRIBE {CHANNEL}\r\n".encode())
                await reader.readuntil(b":1\r\n")
                task = asyncio.create_task(_swallow(reader))
                stack.callback(task.cancel)
            reader, writer = await asyncio.open_connection(host, int(port))
            stack.callback(writer.close)
            message = b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (
                len(CHANNEL), CHANNEL.encode(), size, b"x" * size,
            )  # fmt: skip
            begun = server_cpu_s(pid)
            for _ in range(messages):
                writer.write(message)
                await reader.readuntil(b"\r\n")
            at[listeners] = (server_cpu_s(pid) - begun) / messages
    return line_through(at)


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(1 << 16):
        pass


async def publishing(url: str, news: News, each_s: float, seconds: float) -> float:
    """Seconds of a process for a piece of news that it gives to our bus, and hears again, as every node does."""
    bus = RedisBus(url, portal="measured")
    heard = asyncio.Event()
    running = asyncio.create_task(bus.run(lambda _: heard.set(), lambda: None))
    while not bus.well():  # noqa: ASYNC110 - it has no event for it
        await asyncio.sleep(0.05)
    begun, n = time.process_time(), round(seconds / each_s)
    for _ in range(n):
        bus.publish(news)
        await asyncio.sleep(each_s)
    spent = time.process_time() - begun
    idle = await _idle(each_s, n)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert heard.is_set(), "or nothing was measured"
    return max(0.0, (spent - idle) / n)


async def _idle(each_s: float, n: int) -> float:
    """What the waiting itself costs."""
    begun = time.process_time()
    for _ in range(n):
        await asyncio.sleep(each_s)
    return time.process_time() - begun


async def sweep(url: str, meter: Meter, people: int, times: int) -> tuple[Line, Line]:
    """A look at the heads of one room, and of as many as there are people: of the node, and of PostgreSQL."""
    async with asyncpg.create_pool(url, min_size=1, max_size=1) as pool:
        store = Store(pool, lambda _: None)
        for n in range(people):
            form = SignUp(
                new_key(), f"nhin-{new_key()}@vidu.invalid", f"Người {n}", "", Constituency.CITIZEN
            )
            await store.run(accounts.sign_up, None, form, None)
        await pool.execute("analyze room")
        ids = [row["id"] for row in await pool.fetch("select id from room limit $1", people)]
        node, db = {}, {}
        for asked in (ids[:1], ids):
            known = dict.fromkeys(asked, 0)

            async def look(known: dict[int, int] = known) -> None:
                async with store.looking() as tx:
                    for head in await entries.heads(tx, list(known)):
                        if head.seq < known[head.id]:
                            raise AssertionError("a journal went back")

            node[len(asked)], db[len(asked)] = await _each(look, meter, times)
    return line_through(node), line_through(db)


async def _each(
    look: Callable[[], Awaitable[None]], meter: Meter, times: int
) -> tuple[float, float]:
    await look()
    meter.begin()
    begun = time.process_time()
    for _ in range(times):
        await look()
    return (time.process_time() - begun) / times, meter.spent_s()["db"] / times
