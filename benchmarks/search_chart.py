"""Draws the figures of `search.py`, readable on light and on dark pages."""

from typing import Any

from benchmarks.drawing import WIDTH, bar, picture, text

BAR, GAP, LEFT, TOP = 24, 6, 210, 60
ROOM = WIDTH - LEFT - 70
NAMES = {
    "ours": "Diên Hồng",
    "simple": "Postgres, simple",
    "trigrams": "Postgres, pg_trgm",
    "unaccent": "Postgres, simple over unaccent",
}
STYLE = """
  .ours { fill: #b42318 } .peer { fill: #8c959f }
  @media (prefers-color-scheme: dark) { .ours { fill: #f97066 } .peer { fill: #6e7681 } }
"""


def chart(result: dict[str, Any]) -> str:
    """Two groups of bars: questions with diacritics, and the same questions without."""
    parts, y = [], TOP
    for how in ("with", "without"):
        parts.append(text(0, y + 12, f"Typed {how} diacritics"))
        y += 24
        for side, name in NAMES.items():
            figure = result["ndcg"][side][how]
            width = max(2, round(ROOM * figure))
            kind = "ours" if side == "ours" else "peer"
            parts += [
                text(LEFT - 12, y + 17, name, "small", "end"),
                bar(LEFT, y, width, BAR, kind),
                text(LEFT + width + 8, y + 17, f"{figure:.3f}"),
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
        parts.append(text(0, y + 10, note, "small"))
        y += 18
    title = "How well Vietnamese questions are answered"
    return picture(title, y + 24, STYLE, parts)
