"""Draws the figures of `write.py`, readable on light and on dark pages."""

from typing import Any

from benchmarks.drawing import WIDTH, bar, picture, text

BAR, GAP, LEFT, TOP = 26, 10, 300, 64
ROOM = WIDTH - LEFT - 110
NAMES = {
    "litestar": ("other", "Litestar, a single insert"),
    "fastapi": ("other", "FastAPI, a single insert"),
    "product many": ("ours", "Diên Hồng, a reply, many rooms"),
    "alone many": ("without", "… without group commit"),
    "product hot": ("ours", "Diên Hồng, a reply, one hot room"),
    "alone hot": ("without", "… without group commit"),
}
STYLE = """
  .ours { fill: #b42318 } .without { fill: #e5a19b } .other { fill: #8c959f }
  @media (prefers-color-scheme: dark) { .ours { fill: #f97066 } .without { fill: #8a3f3a } .other { fill: #6e7681 } }
"""


def chart(result: dict[str, Any], clients: int) -> str:
    """Bars of commands a second, one for each section."""
    sections = result["sections"]
    most = max(figures["commands_per_s"] for figures in sections.values())
    parts, y = [], TOP
    for section, figures in sections.items():
        kind, name = NAMES[section]
        rate = figures["commands_per_s"]
        width = max(2, round(ROOM * rate / most))
        parts += [
            text(LEFT - 12, y + 18, name, "small", "end"),
            bar(LEFT, y, width, BAR, kind),
            text(LEFT + width + 8, y + 18, f"{rate:,.0f}/s"),
        ]
        y += BAR + GAP
    parts.append(text(0, y + 14, "Medians of one run on one machine.", "small"))
    title = f"Commands a second, {clients} clients, every commit on the disk before its answer"
    return picture(title, y + 30, STYLE, parts)
