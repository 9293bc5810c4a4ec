"""Draws the figures of `search.py`, readable on light and on dark pages."""

from typing import Any
from xml.sax.saxutils import escape

WIDTH, BAR, GAP, LEFT, TOP = 720, 24, 6, 210, 60
ROOM = WIDTH - LEFT - 70
NAMES = {
    "ours": "Diên Hồng",
    "simple": "Postgres, simple",
    "trigrams": "Postgres, pg_trgm",
    "unaccent": "Postgres, simple over unaccent",
}
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 16px } .small { font-size: 12px; fill: #656d76 }
  .ours { fill: #b42318 } .peer { fill: #8c959f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9198a1 } .ours { fill: #f97066 } .peer { fill: #6e7681 }
  }
"""


def chart(result: dict[str, Any]) -> str:
    """Two groups of bars: questions with diacritics, and the same questions without."""
    parts, y = [], TOP
    for how in ("with", "without"):
        parts.append(_text(0, y + 12, f"Typed {how} diacritics"))
        y += 24
        for side, name in NAMES.items():
            figure = result["ndcg"][side][how]
            width = max(2, round(ROOM * figure))
            kind = "ours" if side == "ours" else "peer"
            parts += [
                _text(LEFT - 12, y + 17, name, "small", "end"),
                f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width}" height="{BAR}" rx="3"/>',
                _text(LEFT + width + 8, y + 17, f"{figure:.3f}"),
            ]
            y += BAR + GAP
        y += 14
    notes = [
        f"nDCG@10, {result['questions']} questions to {result['posts']} posts, judged by hand."
    ]
    if speed := result.get("speed"):
        times = f"p50 {speed['p50_ms']:.0f} ms, p95 {speed['p95_ms']:.0f} ms"
        notes.append(f"Among {speed['posts']:,} posts, everything on one core: {times}.")
    for note in notes:
        parts.append(_text(0, y + 10, note, "small"))
        y += 18
    title = "How well Vietnamese questions are answered"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 24}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>{_text(0, 24, title, "title")}'
        f"{''.join(parts)}</svg>\n"
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
