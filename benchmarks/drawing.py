"""What the charts of benchmarks are made of: SVG by hand, readable on light and on dark pages."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

WIDTH = 720
BASE = """
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 16px } .small { font-size: 12px; fill: #656d76 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .small { fill: #9198a1 } }
"""


def picture(title: str, height: float, style: str, parts: Iterable[str]) -> str:
    """A chart as wide as all of them, under its title. `style`: the colours of its own, as CSS."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{BASE}{style}</style>{text(0, 24, title, "title")}'
        f"{''.join(parts)}</svg>\n"
    )


def bar(left: float, top: float, width: float, height: float, kind: str) -> str:
    """A bar of a chart."""
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="3"/>'


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words on one line."""
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
