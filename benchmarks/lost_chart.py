"""Draws the figures of `lost.py`: of a hundred messages, how many a subscriber never got."""

from typing import Any

from benchmarks.drawing import WIDTH, bar, picture, text

BAR, GAP, LEFT, TOP = 26, 10, 250, 64
ROOM = WIDTH - LEFT - 190
NAMES = {
    "product": "Diên Hồng",
    "channels": "ChannelsPlugin, patient",
    "channels-plain": "ChannelsPlugin as it comes",
    "streams": "its streams, patient",
    "streams-plain": "its streams as they come",
    "socketio": "socket.io, Redis adapter",
}
STYLE = """
  .product { fill: #b42318 } .other { fill: #8c959f }
  @media (prefers-color-scheme: dark) { .product { fill: #f97066 } .other { fill: #6e7681 } }
"""


def chart(sides: dict[str, dict[str, Any]], restarts: int) -> str:
    """A bar for each side, as long as the part that was lost of what its subscribers should have got."""
    parts = [text(0, 44, "Bars: the part of all messages that a subscriber never got.", "small")]
    most = max([_part(found) for found in sides.values()] + [0.0001])
    y = TOP
    for name, found in sides.items():
        width = max(2, round(ROOM * _part(found) / most))
        each = found["lost"] / found["subscribers"]
        said = f"{_part(found):.2%}, {each:,.0f} of {found['published']:,}"
        if not found["lost"]:
            said = "none"
        parts += [
            text(LEFT - 12, y + 18, NAMES[name], "small", "end"),
            bar(LEFT, y, width, BAR, "product" if name == "product" else "other"),
            text(LEFT + width + 8, y + 18, said),
        ]
        y += BAR + GAP
    return picture(f"Messages lost while Redis is killed {restarts} times", y + 8, STYLE, parts)


def _part(found: dict[str, Any]) -> float:
    return float(found["lost"] / max(1, found["published"] * found["subscribers"]))
