"""A room of thousands that is written to all the time: how long an entry takes to everybody, and what is missed.

    python -m benchmarks.big_room --chart docs/big-room.svg
    python -m benchmarks.big_room --nodes 2 --chart docs/big-room-two-nodes.svg

Posts are written through the public API, as a page writes them, at a steady rate, and every now and then many at
once. Every follower comes in by session, rights and room. The time is that from the beginning of the transaction,
as the entry tells it, to its arrival at a follower. Two nodes need a Redis: --redis URL, or a server that is here.
"""

import argparse
import asyncio
import contextlib
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvloop

from benchmarks.audience import Audience
from benchmarks.beside import database
from benchmarks.beside import redis as redis_beside
from benchmarks.big_room_chart import chart
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.fanout_sockets import WORDS, memory_bytes
from benchmarks.listener import Listener
from benchmarks.node import Node
from server.keys import new_key

BARS_S = {"outside": 0.25, "inside": 1.0}
AFTER_S = 2.0  # an entry written so soon after a burst began belongs to it
PATIENCE_S = 30.0
WRITERS = 10  # people who write in turn
BODY = (WORDS * 9)[:400]


class Pace:
    """So many posts a second, and `burst` at once every `every_s`, for `seconds`."""

    def __init__(self, seconds: float, per_s: float, burst: int, every_s: float) -> None:
        self.seconds = seconds
        self.per_s = per_s
        self.burst = burst
        self.every_s = every_s

    def bursts_s(self) -> list[float]:
        """When the bursts begin. The first stretch is without."""
        times = (self.every_s * n for n in range(1, int(self.seconds / self.every_s) + 1))
        return [at for at in times if at < self.seconds - AFTER_S]


class Writing:
    """Posts through the public API of the nodes in turn; when each was written, by its number."""

    def __init__(self, nodes: Sequence[Node], stage: dict[str, Any]) -> None:
        self.seqs: dict[int, float] = {}
        self.answers: Counter[int] = Counter()
        self._stage = stage
        self._people = [
            httpx.AsyncClient(
                base_url=node.url,
                headers={"origin": node.url, "cookie": cookie},
                timeout=PATIENCE_S,
            )
            for node, cookie in zip(
                [nodes[n % len(nodes)] for n in range(WRITERS)],
                [stage["cookies"][n % len(stage["cookies"])] for n in range(WRITERS)],
                strict=True,
            )
        ]
        self._n = 0
        self._began = 0.0

    async def run(self, pace: Pace) -> None:
        """Write at this pace, and wait for the last answer."""
        opening = {"title": "Phòng lớn", "body": BODY, "kind": "question", "key": str(new_key())}
        path = f"/rooms/{self._stage['room']}/threads"
        opened = await self._people[0].post(path, json=opening)
        opened.raise_for_status()
        self._path = f"/threads/{opened.json()['result']['thread']['id']}/posts"
        self._began = time.monotonic()
        posts = [n / pace.per_s for n in range(round(pace.seconds * pace.per_s))]
        times = sorted(posts + [at for at in pace.bursts_s() for _ in range(pace.burst)])
        under_way = set()
        for at in times:
            await asyncio.sleep(max(0.0, self._began + at - time.monotonic()))
            under_way.add(asyncio.create_task(self._post(at)))
        await asyncio.gather(*under_way)

    async def _post(self, at: float) -> None:
        self._n += 1
        http = self._people[self._n % WRITERS]
        said = {"key": str(new_key()), "body": BODY, "kind": "opinion"}
        while True:
            answer = await http.post(self._path, json=said)
            self.answers[answer.status_code] += 1
            if answer.status_code == 201:  # noqa: PLR2004
                (seq,) = answer.json()["seqs"].values()
                self.seqs[seq] = at
                return
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        """Close the clients."""
        for http in self._people:
            await http.aclose()


async def measure(
    followers: int, pace: Pace, nodes: int, redis_url: str | None, folder: Path
) -> dict[str, Any]:
    """The figures of one run."""
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(database(folder / "data"))
        stage = await prepare(url, max(followers, WRITERS * LINES_PER_PERSON))
        if nodes > 1 and redis_url is None:
            redis_url = await stack.enter_async_context(redis_beside(folder))
        here = [
            await stack.enter_async_context(Node(folder / "var", url, redis_url))
            for _ in range(nodes)
        ]
        crowd = Audience(stage["room"], stage["epoch"])
        listeners = [
            Listener(crowd, stage["cookies"][n // LINES_PER_PERSON], stage["seq"])
            for n in range(followers)
        ]
        for n, node in enumerate(here):
            await crowd.open(listeners[n::nodes], node.port)
        writing = Writing(here, stage)
        memory: list[tuple[float, int]] = []
        watching = asyncio.create_task(watch(here, memory))
        try:
            await writing.run(pace)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    await crowd.reach(listeners, max(writing.seqs))
        finally:
            watching.cancel()
            await writing.close()
        for listener in listeners:
            listener.close()
    return figures(crowd, listeners, writing, pace, memory)


def figures(
    crowd: Audience,
    listeners: Sequence[Listener],
    writing: Writing,
    pace: Pace,
    memory: list[tuple[float, int]],
) -> dict[str, Any]:
    """What was found, in figures and in rows for the chart."""
    bursts = pace.bursts_s()
    parts: dict[str, list[float]] = {"outside": [], "inside": []}
    rows = []
    for seq, at in sorted(writing.seqs.items()):
        took = crowd.latencies_s[seq]
        inside = any(begun <= at < begun + AFTER_S for begun in bursts)
        parts["inside" if inside else "outside"] += took
        if took:
            rows.append((at, quantile(took, 0.5), quantile(took, 0.99)))
    last = max(writing.seqs)
    missing = sum(last - min(listener.seq, last) for listener in listeners)
    return {
        "entries": len(writing.seqs),
        "missed": missing + crowd.wrong,
        "closed": sum(crowd.codes.values()),
        "answers": {str(code): n for code, n in writing.answers.items()},
        "p99_s": {name: quantile(took, 0.99) for name, took in parts.items() if took},
        "p50_s": {name: quantile(took, 0.5) for name, took in parts.items() if took},
        "memory_mib": [round(size / (1 << 20), 1) for _, size in (memory[0], memory[-1])],
        "rows": rows,
        "memory": [(round(at, 1), size) for at, size in memory],
    }


def quantile(took: Sequence[float], part: float) -> float:
    """The time within which this part of them was done, in seconds."""
    ranked = sorted(took)
    return round(ranked[min(len(ranked) - 1, int(len(ranked) * part))], 4)


async def watch(nodes: Sequence[Node], memory: list[tuple[float, int]]) -> None:
    """Note what the nodes hold together, every second; at least once."""
    began = time.monotonic()
    while True:
        memory.append((time.monotonic() - began, sum(memory_bytes(node.pid) for node in nodes)))
        await asyncio.sleep(1)


def main() -> None:
    """Measure, print a line of JSON, draw; exit 1 where an entry was missed, or (--bars) a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=3213)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--per-s", type=float, default=10, help="posts")
    parser.add_argument("--burst", type=int, default=50, help="posts at once")
    parser.add_argument("--every-s", type=float, default=30, help="between bursts")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--redis", help="its URL, for more than one node")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where a bar is not met")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    pace = Pace(chosen.seconds, chosen.per_s, chosen.burst, chosen.every_s)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        result = uvloop.run(
            measure(chosen.followers, pace, chosen.nodes, chosen.redis, Path(folder))
        )
    if chosen.chart:
        title = f"{chosen.followers:,} followers of one room on {chosen.nodes} node{'s' * (chosen.nodes > 1)}"
        chosen.chart.write_text(chart(result, title, BARS_S), "utf-8")
    line = {
        "test": "big_room", "size": chosen.followers, "seed": 0, "n": result["entries"],
        "violations": result["missed"], "p50": result["p50_s"].get("outside"),
        "p99": result["p99_s"].get("outside"), "seconds": round(time.monotonic() - began, 1),
        "nodes": chosen.nodes, "processors": os.cpu_count(),
    }  # fmt: skip
    told = {name: value for name, value in result.items() if name not in {"rows", "memory"}}
    print(msgspec.json.encode(line | told).decode())
    short = [name for name, took in result["p99_s"].items() if took > BARS_S[name]]
    sys.exit(bool(result["missed"] or (chosen.bars and short)))


if __name__ == "__main__":
    main()
