"""Draws what `scale_model.py` says from a hundred sockets to a million: small panels, both axes by powers of ten."""

import math
from collections.abc import Iterator

from benchmarks.drawing import WIDTH, picture, text
from benchmarks.scale_costs import Costs
from benchmarks.scale_limits import Limits, at_best
from benchmarks.scale_model import Load, Scenario

SIZES = [round(10 ** (n / 8)) for n in range(16, 49)]  # 100 to 1,000,000
WIDE, HIGH = 264, 140  # of the plot of a panel
LEFT, TOP, ACROSS, DOWN = 60, 96, 380, 222
STYLE = """
  .frame { stroke: #d0d7de; fill: none } .limit { stroke: #8c959f; stroke-dasharray: 4 4 }
  .line { fill: none; stroke-width: 2 } .c0 { stroke: #b42318 } .c1 { stroke: #1f6feb } .c2 { stroke: #8250df }
  .c3 { stroke: #57843c } .t0 { fill: #b42318 } .t1 { fill: #1f6feb } .t2 { fill: #8250df } .t3 { fill: #57843c }
  @media (prefers-color-scheme: dark) {
    .frame { stroke: #3d444d } .limit { stroke: #6e7681 }
    .c0 { stroke: #f97066 } .c1 { stroke: #6cb6ff } .c2 { stroke: #d2a8ff } .c3 { stroke: #8ddb8c }
    .t0 { fill: #f97066 } .t1 { fill: #6cb6ff } .t2 { fill: #d2a8ff } .t3 { fill: #8ddb8c }
  }
"""
Lines = dict[str, list[float]]


def chart(costs: Costs, limits: Limits, scenario: Scenario) -> str:
    """Six panels. Where no number of nodes is enough, what as many ask for as are without presence."""
    bare = [at_best(costs, scenario.at(size).without_presence(), limits) for size in SIZES]
    best = [at_best(costs, scenario.at(size), limits) for size in SIZES]
    loads = [
        here if limits.nodes_suffice(here) else Load(costs, here.of, without.nodes)
        for here, without in zip(best, bare, strict=True)
    ]
    away = [Load(costs, each.of.without_redis(), each.nodes) for each in loads]
    panels: list[tuple[str, Lines, float | None]] = [
        ("A second, of all nodes", {
            "deliveries": [each.of.deliveries_per_s for each in loads],
            "entries": [each.of.entries_per_s for each in loads],
            "rooms followed": [each.of.rooms for each in loads],
        }, None),
        ("Processes that are needed", {
            "as it is": [each.nodes if limits.nodes_suffice(each) else 0 for each in best],
            "without presence": [each.nodes if limits.nodes_suffice(each) else 0 for each in bare],
        }, limits.db_connections / limits.pool_size),
        ("Cores of one process' loop", {
            "all": [each.node_cores for each in loads],
            "deliveries": [each.node_parts()["deliveries"] for each in loads],
            "presence": [each.node_parts()["presence"] for each in loads],
            "writes, pages": [
                each.node_parts()["writes"] + each.node_parts()["pages"] for each in loads
            ],
        }, limits.use),
        ("Redis: cores, and entries alone", {
            "all": [each.redis_cores for each in loads],
            "without presence": [each.redis_cores for each in bare],
        }, limits.use),
        ("PostgreSQL: cores", {
            "all": [each.db_cores for each in loads],
            "writes": [each.db_parts()["writes"] for each in loads],
            "sweep": [each.db_parts()["sweep"] for each in loads],
            "sweep, Redis away": [each.db_parts()["sweep"] for each in away],
        }, limits.db_cores * limits.use),
        ("Memory of all nodes, GiB", {
            "with the kernel's": [each.memory_bytes * each.nodes / 2**30 for each in loads],
        }, None),
    ]  # fmt: skip
    parts = [
        text(0, 46, _said(scenario), "small"),
        text(0, 62, "Dashed: what there is, of cores as much of it as may be used. Across: sockets.", "small"),
    ]  # fmt: skip
    for n, (title, lines, limit) in enumerate(panels):
        left, top = LEFT + n % 2 * ACROSS, TOP + n // 2 * DOWN
        parts += _panel(left, top, title, lines, limit)
    height = TOP + (len(panels) + 1) // 2 * DOWN - 24
    return picture("From a hundred sockets to a million", height, STYLE, parts)


def _said(scenario: Scenario) -> str:
    return (
        f"Rooms of {scenario.per_room}; everybody writes every {1 / scenario.entries_per_person_s:.0f} s, opens a page"
        f" every {1 / scenario.pages_per_person_s:.0f} s; {scenario.present:.0%} have their room before them."
    )


def _panel(left: float, top: float, title: str, lines: Lines, limit: float | None) -> Iterator[str]:
    values = [value for line in lines.values() for value in line if value > 0] + [limit or 1.0]
    high = math.ceil(math.log10(max(values)))
    low = max(high - 6, math.floor(math.log10(min(values))))
    first, last = math.log10(SIZES[0]), math.log10(SIZES[-1])

    def x(size: float) -> float:
        return round(left + (math.log10(size) - first) / (last - first) * WIDE, 1)

    def y(value: float) -> float:
        place = max(0.0, (math.log10(max(value, 1e-12)) - low) / (high - low))
        return round(top + HIGH - place * HIGH, 1)

    yield text(left, top - 8, title)
    yield f'<rect class="frame" x="{left}" y="{top}" width="{WIDE}" height="{HIGH}"/>'
    for power in range(low, high + 1, max(1, (high - low) // 4)):
        yield text(left - 6, y(10.0**power) + 4, _short(power), "small", "end")
    for power in (2, 4, 6):
        yield text(x(10.0**power), top + HIGH + 16, _short(power), "small", "middle")
    if limit:
        yield f'<line class="limit" x1="{left}" x2="{left + WIDE}" y1="{y(limit)}" y2="{y(limit)}"/>'
    at = left
    for n, (name, line) in enumerate(lines.items()):
        points = " ".join(
            f"{x(size)},{y(value)}"
            for size, value in zip(SIZES, line, strict=True)
            if value >= 10.0**low
        )
        yield f'<polyline class="line c{n}" points="{points}"/>'
        yield text(at, top + HIGH + 34, name, f"small t{n}")
        at += 7 * len(name) + 12


def _short(power: int) -> str:
    """A power of ten as people say it."""
    names = {3: "1 k", 4: "10 k", 5: "100 k", 6: "1 M", 7: "10 M", 8: "100 M", 9: "1 G"}
    return names.get(power, f"{10.0**power:g}")


assert WIDTH >= LEFT + ACROSS + WIDE - 1, "two panels fit side by side"
