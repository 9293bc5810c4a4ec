"""Draws what `fanout.py` found, readable on light and on dark pages."""

from collections.abc import Sequence

from benchmarks.drawing import WIDTH, bar, picture, text
from benchmarks.fanout_results import Finding, Measured, medians

BAR, GAP, LEFT, TOP = 18, 6, 250, 60
ROOM = WIDTH - LEFT - 90
SOCKETS = 1000  # drawn where it was measured
ALIKE = {"ws-session"}  # differs from another only in how it accepts
GROUPS = {"1": "One event in flight", "8": "Eight events in flight"}
STYLE = """
  .ours { fill: #b42318 } .limit { fill: #57606a } .theirs { fill: #afb8c1 }
  @media (prefers-color-scheme: dark) {
    .ours { fill: #f97066 } .limit { fill: #b1bac4 } .theirs { fill: #6e7681 }
  }
"""


def chart(found: Sequence[Finding]) -> str:
    """Bars of deliveries a second to a room of one size, one group for each number of events in flight.

    Each group has a scale of its own. Raises ValueError where there is nothing to draw.
    """
    middle = medians(found)
    sizes = sorted({sockets for sockets, _ in middle})
    if not sizes:
        raise ValueError("nothing was measured")
    sockets = SOCKETS if SOCKETS in sizes else sizes[-1]
    sides = [each for (n, _), each in middle.items() if n == sockets and each.side not in ALIKE]
    parts, y = [], TOP
    for section, words in GROUPS.items():
        drawn, height = _group(
            [each for each in sides if section in each.sections], section, words, y
        )
        parts += drawn
        y += height
    note = (
        "Medians of one run on one machine, the server on one core. Each group has its own scale."
    )
    parts.append(text(0, y, note, "small"))
    return picture(f"Deliveries a second to {sockets:,} sockets in one room", y + 14, STYLE, parts)


def _group(sides: list[Measured], section: str, words: str, top: int) -> tuple[list[str], int]:
    rates = {each.side: each.sections[section]["deliveries_per_s"] for each in sides}
    most = max(rates.values(), default=1.0)
    parts, y = [text(0, top, words)], top + 12
    for each in sorted(sides, key=lambda each: -rates[each.side]):
        kind = "ours" if each.side.startswith("product") else "theirs"
        width = max(2, round(ROOM * rates[each.side] / most))
        parts += [
            text(LEFT - 10, y + 14, each.title, "small", "end"),
            bar(LEFT, y, width, BAR, "limit" if each.side == "unjoined" else kind),
            text(LEFT + width + 8, y + 14, f"{round(rates[each.side], -2):,.0f}", "small"),
        ]
        y += BAR + GAP
    return parts, y - top + 28
