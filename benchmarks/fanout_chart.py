"""Draws the figures of `fanout.py`, readable on light and on dark pages."""

from typing import Any
from xml.sax.saxutils import escape

WIDTH, BAR, GAP, LEFT, TOP = 720, 26, 10, 190, 64
ROOM = WIDTH - LEFT - 110
NAMES = {"product": "Diên Hồng", "channels": "Litestar ChannelsPlugin"}
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 16px } .small { font-size: 12px; fill: #656d76 }
  .product { fill: #b42318 } .channels { fill: #8c959f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9198a1 } .product { fill: #f97066 } .channels { fill: #6e7681 }
  }
"""


def chart(result: dict[str, Any], sockets: int) -> str:
    """Bars of deliveries a second, one group for each number of events in flight."""
    sections = result["sections"]
    most = max(figures["deliveries_per_s"] for figures in sections.values())
    parts, y = [], TOP
    for in_flight, ratio in result["ratios"].items():
        events = "event" if in_flight == "1" else "events"
        parts.append(_text(0, y + 14, f"{in_flight} {events} in flight: {ratio:.1f} ×"))
        y += 26
        for side, name in NAMES.items():
            figures = sections[f"{side} {in_flight}"]
            rate = figures["deliveries_per_s"]
            width = max(2, round(ROOM * rate / most))
            parts += [
                _text(LEFT - 12, y + 18, name, "small", "end"),
                f'<rect class="{side}" x="{LEFT}" y="{y}" width="{width}" height="{BAR}" rx="3"/>',
                _text(
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
        _text(
            0, y + 10, f"Memory a connection: {memory}. Medians of one run on one machine.", "small"
        )
    )
    title = f"Deliveries a second to {sockets:,} sockets in one room, server on one core"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 24}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>{_text(0, 24, title, "title")}'
        f"{''.join(parts)}</svg>\n"
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
