"""Draws the verdicts of `page.py`: each figure as a part of its bar, with and without others writing."""

from collections.abc import Iterator, Sequence

from benchmarks.drawing import WIDTH, bar, picture, text
from benchmarks.page_bars import Verdict

LEFT, TOP, ROW = 350, 70, 26
FULL = 180  # as wide as a bar that is just met
MOST = WIDTH - LEFT - 60
STYLE = """
  .met { fill: #57843c } .missed { fill: #b42318 } .quiet { fill: #8c959f } .limit { stroke: #656d76; stroke-dasharray: 4 4 }
  @media (prefers-color-scheme: dark) { .met { fill: #8ddb8c } .missed { fill: #f97066 } .quiet { fill: #6e7681 } }
"""


def chart(judged: Sequence[Verdict], subtitle: str) -> str:
    """A row for each bar that something was found of. `subtitle`: where and when."""
    rows = [each for each in judged if each.found is not None and each.bar.most]
    height = TOP + ROW * len(rows)
    x = LEFT + FULL
    parts = [
        text(0, 44, subtitle, "small"),
        text(x, TOP - 10, "the bar", "small", "middle"),
        f'<line class="limit" x1="{x}" x2="{x}" y1="{TOP - 4}" y2="{height}"/>',
    ]
    for n, each in enumerate(rows):
        parts += _row(each, TOP + n * ROW)
    return picture("A thread of 5,000 posts in the browser", height + 8, STYLE, parts)


def _row(each: Verdict, top: float) -> Iterator[str]:
    assert each.found is not None, "only what was found is drawn"
    part = each.found / each.bar.most
    width = _width(part)
    yield text(LEFT - 8, top + 14, str(each.bar), "small", "end")
    yield bar(LEFT, top + 2, width, 9, "met" if each.met else "missed")
    if each.quiet is not None:
        yield bar(LEFT, top + 13, _width(each.quiet / each.bar.most), 5, "quiet")
    yield text(LEFT + width + 6, top + 12, f"{part:.2f}" if part < 100 else "–", "small")  # noqa: PLR2004 - not to be drawn


def _width(part: float) -> float:
    return round(max(1.0, min(part * FULL, MOST)), 1)
