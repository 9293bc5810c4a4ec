"""What subscribers never get when Redis is killed: this server, ChannelsPlugin and socket.io, one after the other.

    python -m benchmarks.lost --chart docs/lost.svg

Two nodes of each on one Redis. Numbers are published at the first, one after the other; subscribers listen at the
second, and what each got is held against what was acknowledged. Meanwhile Redis is killed without a word and started
again on its port, at the same times for all; it keeps on the disk what it was told. ChannelsPlugin is measured with the client of Redis as
it comes, and with one that tries for as long as it takes, as socket.io's does. Counts, so no quiet machine is needed.
"""

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.beside import Redis
from benchmarks.lost_chart import NAMES, chart
from benchmarks.lost_sides import SIDES, Stage, here
from benchmarks.lost_subscribers import tally

DOWN_S, UP_S = (0.2, 2.0), (2.0, 5.0)
READY_S = 60.0
FIRST_S, LAST_S = 1.0, 3.0  # of publishing, before the first kill and after the last start


async def measure(name: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """The figures of one side. `chosen`: as `main` takes it."""
    with tempfile.TemporaryDirectory() as folder:
        redis = Redis(Path(folder), kept=True)
        await asyncio.to_thread(redis.start)
        try:
            async with SIDES[name](Path(folder), redis.url, chosen.subscribers) as stage:
                return await _measured(stage, redis, chosen)
        finally:
            redis.kill()


async def _measured(stage: Stage, redis: Redis, chosen: argparse.Namespace) -> dict[str, Any]:
    begun, enough, chance = time.monotonic(), asyncio.Event(), random.Random(chosen.seed)
    listening = [asyncio.create_task(each.run()) for each in stage.subscribers]
    try:
        async with asyncio.timeout(READY_S):
            for each in stage.subscribers:
                await each.ready.wait()
        publishing = asyncio.create_task(stage.publisher.run(chosen.per_s, enough))
        await asyncio.sleep(FIRST_S)
        for _ in range(chosen.restarts):
            redis.kill()
            await asyncio.sleep(chance.uniform(*DOWN_S) / chosen.haste)
            await asyncio.to_thread(redis.start)
            await asyncio.sleep(chance.uniform(*UP_S) / chosen.haste)
        await asyncio.sleep(LAST_S / chosen.haste)
        enough.set()
        await publishing
        published = stage.publisher.published
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(chosen.settle):
                while any(  # noqa: ASYNC110 - an event for each would be work of its own
                    tally(each.heard, published).lost for each in stage.subscribers
                ):
                    await asyncio.sleep(0.1)
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
    found = [tally(each.heard, published) for each in stage.subscribers]
    return {
        "published": published,
        "subscribers": len(found),
        "lost": sum(each.lost for each in found),
        "least": min(each.lost for each in found),
        "most": max(each.lost for each in found),
        "twice": sum(each.twice for each in found),
        "disordered": sum(each.disordered for each in found),
        "ended": sum(each.ended for each in stage.subscribers),
        "repeated": stage.publisher.repeated,
        "seconds": round(time.monotonic() - begun, 1),
    }


def table(sides: dict[str, dict[str, Any]]) -> str:
    """The figures for people."""
    heads = "published", "never got", "of all", "least", "most", "twice", "disordered", "ended"
    lines = [f"{'':26}" + "".join(f"{head:>12}" for head in heads)]
    for name, found in sides.items():
        part = found["lost"] / max(1, found["published"] * found["subscribers"])
        cells = (
            found["published"], found["lost"], f"{part:.2%}",
            *(found[head] for head in ("least", "most", "twice", "disordered", "ended")),
        )  # fmt: skip
        lines.append(f"{NAMES[name]:26}" + "".join(f"{cell:>12}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table and a line of JSON, draw; exit 1 where this server lost, doubled or disordered any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=20)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--per-s", type=float, default=50, help="messages")
    parser.add_argument("--seed", type=int, default=1284)
    parser.add_argument("--haste", type=float, default=1.0, help="pauses shorter by this factor")
    parser.add_argument("--settle", type=float, default=15, help="seconds for what is late")
    parser.add_argument("--only", nargs="+", choices=SIDES, help="these sides")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    chosen = parser.parse_args()
    begun = time.monotonic()
    sides = {name: asyncio.run(measure(name, chosen)) for name in chosen.only or here()}
    print(table(sides), file=sys.stderr)
    if chosen.chart:
        chosen.chart.write_text(chart(sides, chosen.restarts), "utf-8")
    ours = sides.get("product", {"published": 0, "lost": 0, "twice": 0, "disordered": 0})
    wrong = ours["lost"] + ours["twice"] + ours["disordered"]
    line = {
        "test": "lost", "size": chosen.subscribers, "seed": chosen.seed, "n": ours["published"],
        "violations": wrong, "p50": None, "p99": None,
        "seconds": round(time.monotonic() - begun, 1), "restarts": chosen.restarts,
    }  # fmt: skip
    print(msgspec.json.encode(line | {"sides": sides}).decode())
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
