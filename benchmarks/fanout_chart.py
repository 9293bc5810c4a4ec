"""Draws the figures of `fanout.py`, readable on light and on dark pages."""

from typing import Any

from benchmarks.drawing import WIDTH, bar, picture, text

BAR, GAP, LEFT, TOP = 26, 10, 190, 64
ROOM = WIDTH - LEFT - 110
NAMES = {"product": "Diên Hồng", "channels": "Litestar ChannelsPlugin"}
STYLE = """
  .product { fill: #b42318 } .channels { fill: #8c959f }
  @media (prefers-color-scheme: dark) { .product { fill: #f97066 } .channels { fill: #6e7681 } }
"""


def chart(result: dict[str, Any], sockets: int) -> str:
    """Bars of deliveries a second, one group for each number of events in flight."""
    sections = result["sections"]
    most = max(figures["deliveries_per_s"] for figures in sections.values())
    parts, y = [], TOP
    for in_flight, ratio in result["ratios"].items():
        events = "event" if in_flight == "1" else "events"
        parts.append(text(0, y + 14, f"{in_flight} {events} in flight: {ratio:.1f} ×"))
        y += 26
        for side, name in NAMES.items():
            figures = sections[f"{side} {in_flight}"]
            rate = figures["deliveries_per_s"]
            width = max(2, round(ROOM * rate / most))
            parts += [
                text(LEFT - 12, y + 18, name, "small", "end"),
                bar(LEFT, y, width, BAR, side),
                text(
                    LEFT + width + 8,
                    y + 18,
                    f"{round(rate, -2):,.0f}/s",
                ),
            ]
            y += BAR + GAP
        y += 12
    memory = ", ".join(
        f"{NAMES[side]} {size / 1024:.1f} KiB"
        for side, size in result["memory_bytes_per_connection"].items()
    )
    parts.append(
        text(
            0, y + 10, f"Memory a connection: {memory}. Medians of one run on one machine.", "small"
        )
    )
    title = f"Deliveries a second to {sockets:,} sockets in one room, server on one core"
    return picture(title, y + 24, STYLE, parts)
