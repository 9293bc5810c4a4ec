"""Measures all that `scale_model.py` is given, at nodes and apart from them, and takes out of a cost what another counts."""

import asyncio
import os
import platform
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks import scale_apart as apart
from benchmarks.beside import Redis, database
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.node import Node
from benchmarks.scale_at_nodes import NOBODYS_ROOM, Bench, Size
from benchmarks.scale_costs import Costs
from benchmarks.scale_meter import Meter, postmaster
from server.live.window import News


async def measure(size: Size, folder: Path) -> Costs:
    """All costs, at this size."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(database(folder / "data"))
        redis = Redis(folder)
        stack.callback(redis.kill)
        await asyncio.to_thread(redis.start)
        master = await postmaster(url)
        stage = await prepare(url, size.sockets + size.returning + LINES_PER_PERSON * 10)
        alone = Meter({}, {"db": master})
        sweep, sweep_db = await apart.sweep(url, alone, size.rooms, size.looks)
        first, second = (Node(folder / "var", url, redis.url) for _ in range(2))
        await stack.enter_async_context(first)
        await stack.enter_async_context(second)
        meter = Meter({"a": first.pid, "b": second.pid}, {"db": master})
        bench = Bench(size, stage, (first, second), url, redis, meter)
        found = await bench.nothing()
        found |= await bench.writes()
        found |= await bench.pages()
        found |= await bench.hearing()
        taken = await apart.redis(
            redis.url, redis.pid, round(size.rate * size.seconds), len(bench.frame) + 40
        )
        told = News(NOBODYS_ROOM, stage["epoch"], 12, "post.added", bench.frame)
        both = await apart.publishing(redis.url, told, 1 / size.rate, size.seconds / 2)
        found |= await bench.opening()
        people = len(bench.listeners) / LINES_PER_PERSON + 1
        found |= await bench.beats(people * sweep.each)
        found |= await bench.deliveries(found["hear_s"])
        for listener in bench.listeners:
            listener.close()
    found["publish_s"] = max(0.0, both - found["hear_s"])
    # a node that writes hears itself as well; the model counts that apart
    found["write_s"] = max(0.0, found["write_s"] - both)
    return Costs(
        **found, redis_in_s=taken.first, redis_out_s=taken.each,
        sweep_s=sweep.first, sweep_room_s=sweep.each,
        sweep_db_s=sweep_db.first, sweep_room_db_s=sweep_db.each, machine=_machine(),
    )  # fmt: skip


def _machine() -> str:
    models = [
        line.partition(": ")[2]
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    model = models[0] if models else platform.machine()
    return f"{model}, {os.cpu_count()} processors, Python {platform.python_version()}, Linux {platform.release()}"
