"""Bars as SVG, of rows that are told in a table beside them. Colours come from the style sheet, for light and dark and paper."""

from collections.abc import Sequence

from msgspec import Struct

from web.documents.markup import Html, element

WIDTH = 400
ROW = 24
BAR = 16
LEFT = 76  # of the bars: the labels end before it
RIGHT = 48  # for the number behind the longest bar


class Bar(Struct, frozen=True):
    """One row: what it is called, its parts in the order of the kinds, and their sum as it is written."""

    label: str
    parts: Sequence[int]
    sum: str


def bars(said: str, kinds: Sequence[str], rows: Sequence[Bar]) -> Html:
    """The chart. `said`: what it is, for those who do not see it; `kinds`: the class of each part."""
    most = max((sum(row.parts) for row in rows), default=0) or 1
    scale = (WIDTH - LEFT - RIGHT) / most
    drawn = (_row(kinds, row, place, scale) for place, row in enumerate(rows))
    box = f"0 0 {WIDTH} {ROW * len(rows)}"
    return element("svg", drawn, class_="chart", viewBox=box, role="img", aria_label=said)


def sign(kind: str) -> Html:
    """The colour of a kind, for a legend."""
    square = element("rect", class_=kind, width=16, height=16)
    return element("svg", square, class_="icon", viewBox="0 0 16 16", aria_hidden="true")


def _row(kinds: Sequence[str], row: Bar, place: int, scale: float) -> list[Html]:
    top, middle = place * ROW + (ROW - BAR) // 2, place * ROW + ROW // 2 + 5
    drawn = [element("text", row.label, x=LEFT - 8, y=middle, text_anchor="end")]
    done = 0
    for kind, part in zip(kinds, row.parts, strict=True):
        begins, done = LEFT + round(done * scale), done + part
        ends = LEFT + round(done * scale)
        if part:
            at = {"x": begins, "y": top, "width": max(1, ends - begins), "height": BAR}
            drawn.append(element("rect", class_=kind, **at))
    behind = LEFT + round(done * scale) + 6
    return [*drawn, element("text", row.sum, x=behind, y=middle)]
