"""Costs of `scale_model.py` that are measured at two real nodes: one is written to, one is listened to.

What a thing costs is the processor time of the process that does it while it is done many times, less what the process
spends anyway, divided by how many times that was.
"""

import asyncio
import re
import time
from typing import Any, NamedTuple

import httpx
import msgspec
from redis.asyncio import Redis as RedisClient

from benchmarks.audience import Audience
from benchmarks.beside import Redis
from benchmarks.big_room import Pace, Writing
from benchmarks.fanout_product import LINES_PER_PERSON
from benchmarks.fanout_sockets import memory_bytes
from benchmarks.listener import Listener
from benchmarks.node import Node
from benchmarks.scale_meter import Meter, unreclaimable_bytes
from benchmarks.scale_model import BEHIND
from server.live.presence import Part
from server.live.redis import SHARDS, pack
from server.live.wheel import BEAT_S
from server.live.window import News

SEQ = re.compile(rb'"seq":\d+')
NOBODYS_ROOM = 1_000_000_007
PATIENCE_S = 60.0


class Size(NamedTuple):
    """How much of everything. `rate`: of news a second."""

    sockets: int = 1000
    returning: int = 300
    seconds: float = 8.0
    beats_s: float = float(BEAT_S)
    posts_per_s: float = 30.0
    rate: float = 500.0
    rooms: int = 1000
    looks: int = 200
    deliveries_per_s: float = 5000.0


SMALL = Size(60, 20, 1.0, 2.0, 30.0, 100.0, 40, 20, 600.0)


class Bench:
    """The two nodes and what is beside them; each method is one thing that is measured."""

    def __init__(
        self,
        size: Size,
        stage: dict[str, Any],
        nodes: tuple[Node, Node],
        url: str,
        redis: Redis,
        meter: Meter,
    ) -> None:
        self.size, self.stage, self.nodes, self.url, self.redis, self.meter = (
            size, stage, nodes, url, redis, meter,
        )  # fmt: skip
        self.idle: dict[str, float] = {}  # seconds a second
        self.frame = b""  # of an entry of that room
        self.crowd = Audience(stage["room"], stage["epoch"])
        self.listeners: list[Listener] = []

    def over_idle(self, seconds: float) -> dict[str, float]:
        """What was spent since the meter began, less what is spent anyway."""
        return {
            name: max(0.0, spent - self.idle.get(name, 0.0) * seconds)
            for name, spent in self.meter.spent_s().items()
        }

    async def nothing(self) -> dict[str, float]:
        """A second with nobody there."""
        await asyncio.sleep(2)
        self.meter.begin()
        await asyncio.sleep(self.size.seconds)
        self.idle = {n: spent / self.size.seconds for n, spent in self.meter.spent_s().items()}
        return {
            "idle_s": (self.idle["a"] + self.idle["b"]) / 2,
            "idle_db_s": self.idle["db"] / 2,
            "node_bytes": float(memory_bytes(self.nodes[1].pid)),
        }

    async def writes(self) -> dict[str, float]:
        """Posts at one node, which nobody follows yet."""
        writing = Writing(self.nodes[:1], self.stage)
        begun = time.monotonic()
        self.meter.begin()
        try:
            await writing.run(Pace(self.size.seconds, self.size.posts_per_s, 0, 1e9))
        finally:
            await writing.close()
        spent, n = self.over_idle(time.monotonic() - begun), len(writing.seqs)
        self.stage["seq"] = max(writing.seqs)
        return {
            "write_s": spent["a"] / n,
            "write_db_s": spent["db"] / n,
            "render_s": spent["a+"] / n,
        }

    async def pages(self) -> dict[str, float]:
        """The room as a page reads it, and an entry of it as it is on the line."""
        node, room = self.nodes[0], self.stage["room"]
        n, at_once, size = round(self.size.seconds * 20), asyncio.Semaphore(4), 0
        headers = {"cookie": self.stage["cookies"][0]}
        async with httpx.AsyncClient(
            base_url=node.url, headers=headers, timeout=PATIENCE_S
        ) as http:

            async def read() -> int:
                async with at_once:
                    answer = (await http.get(f"/rooms/{room}")).raise_for_status()
                    return answer.num_bytes_downloaded

            await read()
            begun = time.monotonic()
            self.meter.begin()
            size = sum(await asyncio.gather(*(read() for _ in range(n))))
            spent = self.over_idle(time.monotonic() - begun)
            page = await http.get(f"/rooms/{room}/entries?after={self.stage['seq'] - 1}")
        (entry,) = msgspec.json.decode(page.content, type=_Page).entries
        self.frame = bytes(entry)
        return {
            "page_s": spent["a"] / n, "page_db_s": spent["db"] / n, "page_bytes": size / n,
            "entry_bytes": float(len(self.frame) + 4),
        }  # fmt: skip

    async def hearing(self) -> dict[str, float]:
        """News of a room that nobody follows, and of who is present there."""
        members = frozenset(range(1, 21))
        part = msgspec.json.encode(Part("x" * 16, members, frozenset({3}), 4, {7: frozenset({5})}))
        news = News(NOBODYS_ROOM, self.stage["epoch"], 12, "post.added", self.frame)
        return {
            "hear_s": await self._heard(news),
            "part_s": await self._heard(News(NOBODYS_ROOM, 0, 0, "presence", part)),
        }

    async def _heard(self, news: News) -> float:
        n = round(self.size.rate * self.size.seconds / 2)
        begun = time.monotonic()
        self.meter.begin()
        async with RedisClient.from_url(self.redis.url) as redis:
            for _ in range(n):
                await self._publish(redis, news)
                await asyncio.sleep(max(0.0, begun + _ / self.size.rate - time.monotonic()))
        spent = self.over_idle(time.monotonic() - begun)
        return (spent["a"] + spent["b"]) / len(self.nodes) / n

    async def _publish(self, redis: RedisClient, news: News) -> None:
        [channel] = await redis.pubsub_channels(f"dienhong*:{news.room_id % SHARDS}")
        heard = await redis.publish(channel, pack(news))
        if heard != len(self.nodes):
            raise RuntimeError("the nodes do not listen where this benchmark thinks")

    async def opening(self) -> dict[str, float]:
        """Sockets come in and follow from the newest entry; others come back BEHIND entries late."""
        held, kernel = memory_bytes(self.nodes[1].pid), unreclaimable_bytes()
        fresh = await self._open(self.size.sockets, self.stage["seq"])
        held, kernel = memory_bytes(self.nodes[1].pid) - held, unreclaimable_bytes() - kernel
        late = await self._open(self.size.returning, self.stage["seq"] - BEHIND)
        return {
            "open_s": fresh["b"], "open_db_s": fresh["db"],
            "socket_bytes": max(0.0, held / self.size.sockets),
            "kernel_bytes": max(0.0, kernel / self.size.sockets / 2),  # this end is on the machine too
            "catch_up_s": max(0.0, late["b"] - fresh["b"]),
            "catch_up_db_s": max(0.0, late["db"] - fresh["db"]),
        }  # fmt: skip

    async def _open(self, n: int, seq: int) -> dict[str, float]:
        """What each cost."""
        first = len(self.listeners)
        cookies = self.stage["cookies"]
        more = [
            Listener(self.crowd, cookies[(first + m) // LINES_PER_PERSON], seq) for m in range(n)
        ]
        begun = time.monotonic()
        self.meter.begin()
        await self.crowd.open(more, self.nodes[1].port)
        async with asyncio.timeout(PATIENCE_S):
            await self.crowd.reach(more, self.stage["seq"])
        self.listeners += more
        return {name: spent / n for name, spent in self.over_idle(time.monotonic() - begun).items()}

    async def beats(self, sweep_s: float) -> dict[str, float]:
        """They stay. `sweep_s`: what the looks at their rooms cost a second."""
        await asyncio.sleep(1)
        self.meter.begin()
        await asyncio.sleep(self.size.beats_s)
        spent = max(0.0, self.over_idle(self.size.beats_s)["b"] - sweep_s * self.size.beats_s)
        self.idle = {n: cpu / self.size.beats_s for n, cpu in self.meter.spent_s().items()}
        return {"beat_s": spent / (len(self.listeners) * self.size.beats_s / BEAT_S)}

    async def deliveries(self, hear_s: float) -> dict[str, float]:
        """Entries by the bus to all of them, each alone. Last, as the journal knows nothing of them."""
        every_s = len(self.listeners) / self.size.deliveries_per_s
        n = max(5, round(self.size.seconds / every_s))
        begun, seq = time.monotonic(), self.stage["seq"]
        self.meter.begin()
        async with RedisClient.from_url(self.redis.url) as redis:
            for _ in range(n):
                seq += 1
                frame = SEQ.sub(b'"seq":%d' % seq, self.frame, 1)
                await self._publish(
                    redis, News(self.stage["room"], self.stage["epoch"], seq, "post.added", frame)
                )
                await asyncio.sleep(max(0.0, begun + (_ + 1) * every_s - time.monotonic()))
        async with asyncio.timeout(PATIENCE_S):
            await self.crowd.reach(self.listeners, seq)
        spent = self.over_idle(time.monotonic() - begun)["b"] - n * hear_s
        return {"deliver_s": max(0.0, spent / n / len(self.listeners))}


class _Page(msgspec.Struct):
    entries: list[msgspec.Raw]
