"""How many commands a second are written: this server, and what the same driver does with a single insert.

    python -m benchmarks.write --chart docs/write.svg

The product's command is its real one, a reply, the whole way to its answer (`write_product.py`); the others insert one
row and answer (`write_bare.py`). All of them run at once on one database that keeps its promises (every commit is
on the disk before its answer), and are measured in turn, round after round: medians and their ratios are what counts.
The product is also measured without group commit, every command in a transaction of its own.
"""

import argparse
import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from benchmarks.beside import CHECKOUT, database, ended, free_port, reachable
from benchmarks.write_chart import chart
from benchmarks.write_load import Found, Plan, Target

WORDS = "Tôi cho rằng dữ liệu mở phải có hạn công bố rõ ràng. " * 6  # some 400 bytes, as posts have
WARM_S = 1.0
BARS = {"many": 0.6, "hot": 2.0}
# Who is measured, and where: each client in a room of its own, or all in one.
SECTIONS = ("litestar", "fastapi", "product many", "alone many", "product hot", "alone hot")


class Side:
    """A server as a process, and what clients send it."""

    def __init__(self, name: str, url: str, clients: int) -> None:
        self.port = free_port()
        bare = name in {"litestar", "fastapi"}
        command = (
            ["benchmarks.write_bare", name, url, str(self.port)]
            if bare
            else ["benchmarks.write_product", url, str(self.port), str(clients)]
        )
        if name == "alone":
            command.append("--alone")
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command], stdout=subprocess.PIPE, cwd=CHECKOUT
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        reachable(self.port)
        if bare:
            everywhere = [Target(f"/rooms/{n}") for n in range(clients)]
            self.targets = {"many": everywhere, "hot": everywhere}
        else:
            self.targets = msgspec.json.decode(said, type=dict[str, list[Target]])
        self.body = json.dumps({"body": WORDS} if bare else {"key": "KEY", "body": WORDS})

    def measure(self, where: str, seconds: float) -> dict[str, float]:
        """Let all clients write for so long."""
        plan = Plan(self.port, self.targets[where], self.body, seconds, WARM_S)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.write_load", msgspec.json.encode(plan).decode()],
            cwd=CHECKOUT, stdout=subprocess.PIPE, check=True, timeout=seconds + 60,
        )  # fmt: skip
        found = msgspec.json.decode(done.stdout, type=Found)
        times = found.times_ms or [0.0]
        return {
            "commands_per_s": found.commands / found.seconds,
            "refused": found.refused,
            "p50_ms": times[len(times) // 2],
            "p99_ms": times[int(len(times) * 0.99)],
        }

    def end(self) -> None:
        """Stop it."""
        ended(self._process)


@contextlib.contextmanager
def servers(url: str, clients: int) -> Iterator[dict[str, Side]]:
    """All of them, those that can be had."""
    names = ["litestar", "product", "alone"] + ["fastapi"] * bool(find_spec("fastapi"))
    sides: dict[str, Side] = {}
    try:
        for name in names:
            sides[name] = Side(name, url, clients)
        time.sleep(WARM_S)
        yield sides
    finally:
        for side in sides.values():
            side.end()


def measure(url: str, clients: int, seconds: float, rounds: int) -> dict[str, Any]:
    """The medians of each section, and how they compare."""
    found: dict[str, list[dict[str, float]]] = {}
    with servers(url, clients) as sides:
        for _ in range(rounds):
            for section in SECTIONS:
                name, _, where = section.partition(" ")
                if name in sides:
                    found.setdefault(section, []).append(
                        sides[name].measure(where or "many", seconds)
                    )
    medians = {
        section: {what: median(figures[what] for figures in all_) for what in all_[0]}
        for section, all_ in found.items()
    }
    rate = {section: figures["commands_per_s"] for section, figures in medians.items()}
    return {
        "sections": medians,
        "ratios": {
            "many": rate["product many"] / rate["litestar"],
            "hot": rate["product hot"] / rate["alone hot"],
        },
    }


async def run(clients: int, seconds: float, rounds: int) -> dict[str, Any]:
    """Measure with a database beside."""
    with tempfile.TemporaryDirectory() as folder:
        async with database(Path(folder) / "data") as url:
            return await asyncio.to_thread(measure, url, clients, seconds, rounds)


def table(result: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{'':14} {'commands/s':>11} {'p50 ms':>8} {'p99 ms':>8}"]
    lines += [
        f"{section:14} {figures['commands_per_s']:11,.0f} {figures['p50_ms']:8.1f} {figures['p99_ms']:8.1f}"
        for section, figures in result["sections"].items()
    ]
    ratios = result["ratios"]
    lines += [
        f"many rooms: {ratios['many']:.2f} times a single insert on Litestar (bar: {BARS['many']})",
        f"one hot room: {ratios['hot']:.2f} times the same without group commit (bar: {BARS['hot']})",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table and a line of JSON, draw; exit 1 where a command was refused, or (--bars) a bar missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=48)
    parser.add_argument("--seconds", type=float, default=5, help="of each section")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where a bar is not met")
    chosen = parser.parse_args()
    result = asyncio.run(run(chosen.clients, chosen.seconds, chosen.rounds))
    refused = int(sum(figures["refused"] for figures in result["sections"].values()))
    print(table(result), file=sys.stderr)
    if chosen.chart:
        chosen.chart.write_text(chart(result, chosen.clients), "utf-8")
    many = result["sections"]["product many"]
    line = {
        "test": "write", "size": chosen.clients, "seed": 0, "n": chosen.rounds, "violations": refused,
        "p50": many["p50_ms"], "p99": many["p99_ms"], "seconds": chosen.seconds,
    }  # fmt: skip
    print(msgspec.json.encode(line | result).decode())
    short = [what for what, bar in BARS.items() if result["ratios"][what] < bar]
    sys.exit(bool(refused or (chosen.bars and short)))


if __name__ == "__main__":
    main()
