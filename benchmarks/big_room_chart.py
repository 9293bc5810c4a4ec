"""Draws the figures of `big_room.py`: how long entries took over time, and what the nodes held meanwhile."""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.drawing import WIDTH, picture, text

LEFT, RIGHT, TOP = 72, 16, 76
HIGH, LOW = 220, 110  # of the two panels
GAP = 52
STYLE = """
  .axis { stroke: #d0d7de } .bar { stroke: #8c959f; stroke-dasharray: 4 4 }
  .half, .most, .memory { fill: none; stroke-linecap: round; stroke-width: 3 } .most { stroke-width: 4 } .memory { stroke-width: 2 }
  .half { stroke: #8c959f } .most, .memory { stroke: #b42318 }
  @media (prefers-color-scheme: dark) {
    .axis { stroke: #3d444d } .bar { stroke: #6e7681 }
    .half { stroke: #6e7681 } .most, .memory { stroke: #f97066 }
  }
"""


def chart(
    result: dict[str, Any],
    title: str,
    bars_s: dict[str, float],
    legend: tuple[str, str] | None = None,
) -> str:
    """Above, for each row the median and the 99th percentile, in ms; below, memory in MiB.

    `legend` None: a row is an entry on its way to its followers.
    """
    rows, memory = result["rows"], [(at, size / (1 << 20)) for at, size in result["memory"]]
    ends = max([at for at, *_ in rows] + [at for at, _ in memory] + [1.0])
    slowest = max([most for *_, most in rows] + [min(bars_s.values())]) * 1000
    largest = max(size for _, size in memory) * 1.1
    across = _scale(0, ends, LEFT, WIDTH - RIGHT)
    up = _scale(0, slowest, TOP + HIGH, TOP)
    below = TOP + HIGH + GAP
    held = _scale(0, largest, below + LOW, below)
    points = {
        "most": "".join(f"M{across(at)} {up(most * 1000)}h0" for at, _, most in rows),
        "half": "".join(f"M{across(at)} {up(half * 1000)}h0" for at, half, _ in rows),
    }
    line = " ".join(f"{across(at)},{held(size)}" for at, size in memory)
    parts = [
        *(
            text(0, 42 + 16 * n, words, "small")
            for n, words in enumerate(legend or _legend(result))
        ),
        *_frame(TOP, HIGH, slowest, "ms"),
        *(
            f'<line class="bar" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up(bar * 1000)}" y2="{up(bar * 1000)}"/>'
            for bar in bars_s.values()
            if bar * 1000 <= slowest
        ),
        *(f'<path class="{kind}" d="{each}"/>' for kind, each in points.items()),
        *_frame(below, LOW, largest, "MiB"),
        f'<polyline class="memory" points="{line}"/>',
        text(LEFT, below + LOW + 20, "0 s", "small"),
        text(WIDTH - RIGHT, below + LOW + 20, f"{ends:.0f} s", "small", "end"),
    ]
    return picture(title, below + LOW + 32, STYLE, parts)


def _legend(result: dict[str, Any]) -> tuple[str, str]:
    found = ", ".join(
        f"{took * 1000:.0f} ms {name} bursts" for name, took in result["p99_s"].items()
    )
    return (
        "A point is an entry on its way to its followers: red the 99th percentile of them, grey the median.",
        f"The 99th percentile of all: {found}. Missed: {result['missed']}. Below, memory.",
    )


def _frame(top: float, height: float, most: float, unit: str) -> Sequence[str]:
    return (
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{top + height}" y2="{top + height}"/>',
        f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="{top}" y2="{top + height}"/>',
        text(LEFT - 8, top + 10, f"{most:,.0f} {unit}", "small", "end"),
        text(LEFT - 8, top + height, "0", "small", "end"),
    )


def _scale(low: float, high: float, begin: float, end: float) -> Callable[[float], float]:
    return lambda value: round(begin + (value - low) / (high - low) * (end - begin), 1)
