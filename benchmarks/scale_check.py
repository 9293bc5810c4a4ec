"""Holds `scale_model.py` against real runs at sizes that a small machine holds: what it said, and what it was.

Rooms of a real portal, their members on sockets dealt out to its nodes, posts by HTTP at all nodes in turn, every entry
counted at every socket. The costs come from elsewhere (`scale_measure.py`: news by the bus, one thing at a time).
"""

import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.audience import Audience
from benchmarks.beside import Redis, database
from benchmarks.big_room import Pace, Writing
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.fanout_sockets import memory_bytes
from benchmarks.listener import Listener
from benchmarks.node import Node
from benchmarks.scale_costs import Costs
from benchmarks.scale_meter import Meter, postmaster
from benchmarks.scale_model import Load, Scenario

PATIENCE_S = 60.0
WRITERS = 10  # of `Writing`, which takes a cookie of each


class Run(NamedTuple):
    """One real run: so many sockets in so many rooms on so many nodes, `per_s` posts in all rooms together."""

    sockets: int
    rooms: int
    nodes: int
    per_s: float
    seconds: float

    def __str__(self) -> str:
        """For tables."""
        return f"{self.sockets} in {self.rooms} at {self.nodes}, {self.per_s:g}/s"


RUNS = (
    Run(200, 1, 1, 10, 15),
    Run(1000, 1, 1, 5, 15),
    Run(1000, 20, 1, 20, 15),
    Run(3000, 3, 1, 5, 15),
    Run(200, 1, 2, 10, 15),
    Run(1000, 20, 2, 20, 15),
    Run(3000, 3, 2, 5, 15),
)


def predicted(costs: Costs, run: Run) -> dict[str, float]:
    """What the model says: cores of a node, of PostgreSQL and of Redis; memory of a node; time of coming in."""
    scenario = Scenario(
        run.sockets, run.sockets // run.rooms, LINES_PER_PERSON,
        entries_per_person_s=run.per_s / run.sockets, pages_per_person_s=0, present=0,
    )  # fmt: skip
    load = Load(costs, scenario, run.nodes)
    found = {
        "node cores": load.node_cores,
        "db cores": load.db_cores,
        "node MiB": (costs.node_bytes + load.sockets * costs.socket_bytes) / (1 << 20),
        "opening s": run.sockets * costs.open_s,
    }
    return found | ({"redis cores": load.redis_cores} if run.nodes > 1 else {})


async def measured(run: Run, folder: Path) -> tuple[dict[str, float], int]:
    """The same as it is, and how many entries did not reach somebody, or not in order."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(database(folder / "data"))
        redis = Redis(folder) if run.nodes > 1 else None
        if redis is not None:
            stack.callback(redis.kill)
            await asyncio.to_thread(redis.start)
        each = run.sockets // run.rooms
        stages = [await prepare(url, max(each, WRITERS)) for _ in range(run.rooms)]
        nodes = [Node(folder / "var", url, redis.url if redis else None) for _ in range(run.nodes)]
        for node in nodes:
            await stack.enter_async_context(node)
        own = {str(n): node.pid for n, node in enumerate(nodes)}
        beside = {"redis": redis.pid} if redis else {}
        meter = Meter(own | beside, {"db": await postmaster(url)})
        meter.begin()
        crowds = [await _open(stage, each, nodes) for stage in stages]
        opening = sum(meter.spent_s()[name] for name in own)
        writings = [Writing(nodes, stage) for stage in stages]
        pace = Pace(run.seconds, run.per_s / run.rooms, 0, 1e9)
        try:
            await asyncio.sleep(1)
            begun = time.monotonic()
            meter.begin()
            async with asyncio.timeout(run.seconds + PATIENCE_S):
                await asyncio.gather(*(writing.run(pace) for writing in writings))
            missed = sum(
                await asyncio.gather(
                    *(
                        _missed(*crowd, max(writing.seqs))
                        for crowd, writing in zip(crowds, writings, strict=True)
                    )
                )
            )
            took, spent = time.monotonic() - begun, meter.spent_s()
        finally:
            for writing in writings:
                await writing.close()
        held = sum(memory_bytes(node.pid) for node in nodes) / run.nodes
        for _, listeners in crowds:
            for listener in listeners:
                listener.close()
    found = {
        "node cores": sum(spent[name] for name in own) / run.nodes / took,
        "db cores": spent["db"] / took,
        "node MiB": held / (1 << 20),
        "opening s": opening,
    }
    return found | ({"redis cores": spent["redis"] / took} if redis else {}), missed


async def _open(
    stage: dict[str, Any], sockets: int, nodes: list[Node]
) -> tuple[Audience, list[Listener]]:
    crowd = Audience(stage["room"], stage["epoch"])
    listeners = [
        Listener(crowd, stage["cookies"][n // LINES_PER_PERSON], stage["seq"])
        for n in range(sockets)
    ]
    for n, node in enumerate(nodes):
        await crowd.open(listeners[n :: len(nodes)], node.port)
    return crowd, listeners


async def _missed(crowd: Audience, listeners: list[Listener], last: int) -> int:
    try:
        async with asyncio.timeout(PATIENCE_S):
            await crowd.reach(listeners, last)
    except TimeoutError:
        return crowd.wrong + sum(max(0, last - each.seq) for each in listeners)
    return crowd.wrong


def table(rows: list[dict[str, Any]]) -> str:
    """What was said and what was, side by side, with what was said as a part of it."""
    lines = [f"{'run':30} {'':12} {'predicted':>10} {'measured':>10} {'of it':>7}"]
    for row in rows:
        for name, real in row["measured"].items():
            said = row["predicted"][name]
            lines.append(f"{row['run']:30} {name:12} {said:10.4g} {real:10.4g} {said / real:7.0%}")
        if row["missed"]:
            lines.append(f"{row['run']:30} MISSED {row['missed']}")
    return "\n".join(lines)
