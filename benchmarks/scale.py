"""How far this server goes: what sockets up to a million need, from costs measured here, and whether that is so.

    python -m benchmarks.scale --measure                 what things cost here, into benchmarks/scale_costs.json
    python -m benchmarks.scale --check                   the model beside real runs
    python -m benchmarks.scale --chart docs/scale.svg    the table and the picture

In this order, each alone on a quiet machine; they take about three, five and no minutes. Nothing beyond a few thousand
sockets is run: above that it is arithmetic (`scale_model.py`), as good as the costs are.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
import uvloop

from benchmarks import scale_check
from benchmarks.scale_at_nodes import SMALL, Size
from benchmarks.scale_chart import chart
from benchmarks.scale_costs import FILE, Costs, load, save
from benchmarks.scale_limits import Limits, at_best, shards_for
from benchmarks.scale_measure import measure
from benchmarks.scale_model import Scenario

SIZES = (1_000, 10_000, 100_000, 1_000_000)
SMALL_RUNS = (scale_check.Run(40, 2, 1, 8, 2), scale_check.Run(40, 2, 2, 8, 2))

HEAD = (
    f"{'sockets':>9} {'nodes':>8} {'shards':>7} {'deliveries/s':>13} {'Redis out/s':>12}"
    f" {'statements/s':>13} {'db cores':>9} {'GiB':>6}  limits, the nearest first"
)


def said(costs: Costs, limits: Limits, scenario: Scenario) -> dict[str, Any]:
    """For one number of sockets: what it needs, and the limits that are passed or nearest, the worst first."""
    here = at_best(costs, scenario, limits)
    used = sorted(limits.used(here).items(), key=lambda each: -each[1])
    return {
        "sockets": scenario.sockets,
        "nodes": here.nodes,
        "enough": limits.nodes_suffice(here),
        "shards": shards_for(here, limits),
        "deliveries_per_s": here.of.deliveries_per_s,
        "redis_out_per_s": here.redis_out_per_s,
        "statements_per_s": here.statements_per_s,
        "db_cores": here.db_cores,
        "memory_gib": here.memory_bytes * here.nodes / 2**30,
        "used": {name: float(f"{part:.3g}") for name, part in used},
    }


def table(rows: list[dict[str, Any]]) -> str:
    """For people."""
    lines = [HEAD]
    for row in rows:
        nodes = f"{row['nodes']:,}" if row["enough"] else "none do"
        nearest = ", ".join(f"{name} {part:.0%}" for name, part in list(row["used"].items())[:3])
        lines.append(
            f"{row['sockets']:9,} {nodes:>8} {row['shards']:7,} {row['deliveries_per_s']:13,.0f}"
            f" {row['redis_out_per_s']:12,.0f} {row['statements_per_s']:13,.0f} {row['db_cores']:9.1f}"
            f" {row['memory_gib']:6.1f}  {nearest}"
        )
    return "\n".join(lines)


async def checked(costs: Costs, runs: tuple[scale_check.Run, ...]) -> list[dict[str, Any]]:
    """What the model says of these runs, and what they were."""
    rows = []
    for run in runs:
        with tempfile.TemporaryDirectory() as folder:
            real, missed = await scale_check.measured(run, Path(folder))
        told = scale_check.predicted(costs, run)
        rows.append({"run": str(run), "predicted": told, "measured": real, "missed": missed})
        print(scale_check.table(rows[-1:]), file=sys.stderr)
    return rows


def main() -> None:
    """Do what was asked for; a line of JSON. Exits 1 where an entry was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="measure the costs anew")
    parser.add_argument("--check", action="store_true", help="hold the model against real runs")
    parser.add_argument("--sockets", type=int, nargs="+", help="check only runs of so many sockets")
    parser.add_argument("--chart", type=Path, help="where to draw what it says, as SVG")
    parser.add_argument("--costs", type=Path, default=FILE, help="the file of costs")
    parser.add_argument("--small", action="store_true", help="sizes at which nothing is learnt")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    begun = time.monotonic()
    if chosen.measure:
        with tempfile.TemporaryDirectory() as folder:
            size = SMALL if chosen.small else Size()
            save(uvloop.run(measure(size, Path(folder))), chosen.costs)
    costs, limits, scenario = load(chosen.costs), Limits(), Scenario(0)
    runs: tuple[scale_check.Run, ...] = SMALL_RUNS if chosen.small else scale_check.RUNS
    if chosen.sockets:
        runs = tuple(run for run in runs if run.sockets in chosen.sockets)
    real = uvloop.run(checked(costs, runs)) if chosen.check else []
    rows = [said(costs, limits, scenario.at(size)) for size in SIZES]
    alone = [said(costs, limits, scenario.at(size).without_presence()) for size in SIZES]
    print(f"{table(rows)}\nwithout presence\n{table(alone)}", file=sys.stderr)
    if chosen.chart:
        chosen.chart.write_text(chart(costs, limits, scenario), "utf-8")
    missed = sum(row["missed"] for row in real)
    line = {
        "test": "scale", "size": SIZES[-1], "seed": 0, "n": len(real), "violations": missed,
        "p50": None, "p99": None, "seconds": round(time.monotonic() - begun, 1),
        "processors": os.cpu_count(), "sizes": rows, "without_presence": alone, "checked": real,
    }  # fmt: skip
    print(msgspec.json.encode(line).decode())
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
