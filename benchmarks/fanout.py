"""How fast an entry reaches a full room: this server and Litestar's own ChannelsPlugin, side by side in one run.

    python -m benchmarks.fanout --chart docs/fanout.svg

Each server has one processor to itself, the sockets another (read in C: a C compiler is needed). Both keep all their sockets open, and are measured in
turn, round after round. Medians and their ratios are what counts: figures of another machine, or of minutes in
which this one had other things to do, cannot be compared. What exactly is measured stands in `fanout_product.py`:
the product's own path from the commit on, to signed-in members, without the command that came before.
"""

import argparse
import asyncio
import contextlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from benchmarks.beside import database
from benchmarks.fanout_chart import chart
from benchmarks.fanout_servers import Channels, Product, Side

IN_FLIGHT = (1, 8)
BARS = {1: 3.5, 8: 10.0}
WARM_S = 0.5


def measure(url: str, sockets: int, seconds: float, rounds: int, rest_s: float) -> dict[str, Any]:
    """Both servers in turn; for each and each number in flight the medians, and how the two compare."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    with contextlib.ExitStack() as open_:
        sides: list[Side] = [
            open_.enter_context(Product(url, sockets, cores[0])),
            open_.enter_context(Channels(sockets, cores[0])),
        ]
        found: dict[str, list[dict[str, float]]] = {}
        for _ in range(rounds):
            for in_flight in IN_FLIGHT:
                for side in sides:
                    time.sleep(rest_s)
                    side.crowd.measure(in_flight, WARM_S)
                    section = side.crowd.measure(in_flight, seconds)
                    found.setdefault(f"{side.name} {in_flight}", []).append(section.figures())
        memory = {side.name: side.bytes_per_connection for side in sides}
    medians = {
        name: {what: median(figures[what] for figures in rounds_) for what in rounds_[0]}
        for name, rounds_ in found.items()
    }
    return {
        "memory_bytes_per_connection": memory,
        "sections": medians,
        "ratios": {
            str(n): medians[f"product {n}"]["deliveries_per_s"]
            / medians[f"channels {n}"]["deliveries_per_s"]
            for n in IN_FLIGHT
        },
        "cpu_ratios": {
            str(n): medians[f"channels {n}"]["cpu_s_per_million"]
            / medians[f"product {n}"]["cpu_s_per_million"]
            for n in IN_FLIGHT
        },
        "spread": {
            name: [
                min(f["deliveries_per_s"] for f in rounds_),
                max(f["deliveries_per_s"] for f in rounds_),
            ]
            for name, rounds_ in found.items()
        },
    }


async def run(sockets: int, seconds: float, rounds: int, rest_s: float) -> dict[str, Any]:
    """Measure with a database beside."""
    with tempfile.TemporaryDirectory() as folder:
        async with database(Path(folder) / "data") as url:
            return await asyncio.to_thread(measure, url, sockets, seconds, rounds, rest_s)


def table(result: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{'':12} {'in flight':>9} {'deliveries/s':>13} {'p50 ms':>8} {'p99 ms':>8} {'CPU s/million':>14}"
    ]
    for name, figures in result["sections"].items():
        side, in_flight = name.split()
        lines.append(
            f"{side:12} {in_flight:>9} {figures['deliveries_per_s']:13,.0f} {figures['p50_ms']:8.2f}"
            f" {figures['p99_ms']:8.2f} {figures['cpu_s_per_million']:14.2f}"
        )
    for side, size in result["memory_bytes_per_connection"].items():
        lines.append(f"{side:12} {size / 1024:.1f} KiB a connection")
    for in_flight, ratio in result["ratios"].items():
        cheaper = result["cpu_ratios"][in_flight]
        lines.append(
            f"{in_flight} in flight: {ratio:.2f} times as many a second (bar: {BARS[int(in_flight)]}),"
            f" {cheaper:.2f} times as many for the same processor time"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table and a line of JSON, draw; exit 1 where a delivery was missed, or (--bars) a bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=3, help="of each section")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--rest", type=float, default=0, help="seconds between sections, for others"
    )
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where a bar is not met")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    result = asyncio.run(run(chosen.sockets, chosen.seconds, chosen.rounds, chosen.rest))
    missing = int(sum(figures["missing"] for figures in result["sections"].values()))
    print(table(result), file=sys.stderr)
    if chosen.chart:
        chosen.chart.write_text(chart(result, chosen.sockets), "utf-8")
    short = [n for n, bar in BARS.items() if result["ratios"][str(n)] < bar]
    line = {
        "test": "fanout",
        "size": chosen.sockets,
        "seed": 0,
        "n": chosen.rounds,
        "violations": missing,
        "p50": result["sections"]["product 1"]["p50_ms"],
        "p99": result["sections"]["product 1"]["p99_ms"],
        "seconds": chosen.seconds,
    }
    print(msgspec.json.encode(line | result).decode())
    sys.exit(bool(missing or (chosen.bars and short)))


if __name__ == "__main__":
    main()
