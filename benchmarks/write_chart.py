"""Draws the figures of `write.py`, readable on light and on dark pages."""

from typing import Any
from xml.sax.saxutils import escape

WIDTH, BAR, GAP, LEFT, TOP = 720, 26, 10, 300, 64
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
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 16px } .small { font-size: 12px; fill: #656d76 }
  .ours { fill: #b42318 } .without { fill: #e5a19b } .other { fill: #8c959f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9198a1 } .ours { fill: #f97066 } .without { fill: #8a3f3a } .other { fill: #6e7681 }
  }
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
            _text(LEFT - 12, y + 18, name, "small", "end"),
            f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width}" height="{BAR}" rx="3"/>',
            _text(LEFT + width + 8, y + 18, f"{rate:,.0f}/s"),
        ]
        y += BAR + GAP
    parts.append(_text(0, y + 14, "Medians of one run on one machine.", "small"))
    title = f"Commands a second, {clients} clients, every commit on the disk before its answer"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 30}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>{_text(0, 24, title, "title")}'
        f"{''.join(parts)}</svg>\n"
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
