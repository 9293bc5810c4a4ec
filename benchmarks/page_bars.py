"""The bars of a thread of 5,000 posts in the browser, and what was found beside each: while others write, and while nothing comes."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

NOTHING = "–"
ROUND = 40  # bars above it are read without decimals


class Bar(NamedTuple):
    """At most `most` of a figure, in `unit`, with the processor `slower` times as slow.

    `best`: of several runs the best counts, as a neighbour can only make it worse; else the worst does, as it may not happen at all.
    """

    figure: str
    slower: int
    most: float
    unit: str
    words: str
    best: bool = True

    def __str__(self) -> str:
        return self.words if self.slower == 1 else f"{self.words}, {self.slower} times slower"


BARS = [
    Bar("sent", 1, 180, "KB", "sent until it is on screen, without fonts"),
    Bar("shown", 1, 600, "ms", "thread on screen"),
    Bar("shown", 4, 1600, "ms", "thread on screen"),
    Bar("lcp", 1, 1200, "ms", "largest contentful paint"),
    Bar("lcp", 4, 2000, "ms", "largest contentful paint"),
    Bar("shift", 1, 0.02, "", "layout shift"),
    Bar("after", 4, 200, "ms", "longest task once it is on screen"),
    Bar("press", 1, 50, "ms", "from a press to the paint, p98"),
    Bar("press", 4, 100, "ms", "from a press to the paint, p98"),
    Bar("frame", 4, 34, "ms", "between two frames, p99"),
    Bar("longest", 4, 200, "ms", "longest task in use"),
    Bar("drift", 1, 1, "px", "drift of what is read, any frame", best=False),
    Bar("drift", 4, 1, "px", "drift of what is read, any frame", best=False),
    Bar("seen_p50", 1, 150, "ms", "from the command to the screen, p50"),
    Bar("seen_p99", 1, 400, "ms", "from the command to the screen, p99"),
    Bar("told", 1, 1, "", "summaries read out within 5 s", best=False),
    Bar("nodes", 1, 3000, "", "elements on the page", best=False),
    Bar("grown", 1, 20, "MB", "memory grown by all the events"),
    Bar("back", 1, 3000, "ms", "from the server's return to its news on screen"),
    Bar("kept", 1, 1, "px", "drift of what is read, once the return was said", best=False),
    Bar("errors", 1, 0, "", "errors of the page", best=False),
]


class Finding(msgspec.Struct, frozen=True):
    """One figure of one run. `storm`: while others wrote. `load`: of the machine just before, programs that want a processor."""

    figure: str
    slower: int
    storm: bool
    value: float | None  # None: what was looked at was taken away
    load: float


class Verdict(NamedTuple):
    """`quiet`: with nothing coming in, None where that is not measured by itself. `met`: None where nothing was found."""

    bar: Bar
    quiet: float | None
    found: float | None
    met: bool | None


def verdicts(findings: Iterable[Finding]) -> list[Verdict]:
    """Of each bar. What opens or returns has no storm beside it, and is judged by what was found in quiet."""
    by: dict[tuple[str, int, bool], list[float]] = {}
    for each in findings:
        value = float("inf") if each.value is None else each.value
        by.setdefault((each.figure, each.slower, each.storm), []).append(value)
    judged = []
    for bar in BARS:
        quiet, storm = (_of(bar, by.get((bar.figure, bar.slower, how))) for how in (False, True))
        found = quiet if storm is None else storm
        met = None if found is None else found <= bar.most
        judged.append(Verdict(bar, None if storm is None else quiet, found, met))
    return judged


def _of(bar: Bar, values: Sequence[float] | None) -> float | None:
    if not values:
        return None
    return min(values) if bar.best else max(values)


def table(judged: Sequence[Verdict]) -> str:
    """As Markdown."""
    lines = ["| | bar | with nothing coming in | found | |", "| --- | --- | --- | --- | --- |"]
    for bar, quiet, found, met in judged:
        said = NOTHING if met is None else "met" if met else "not met"
        cells = [str(bar), f"≤ {_figure(bar, bar.most)}", _figure(bar, quiet), _figure(bar, found), said]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _figure(bar: Bar, value: float | None) -> str:
    if value is None:
        return NOTHING
    if value == float("inf"):
        return "taken away"
    digits = 3 if bar.figure == "shift" else 0 if value % 1 == 0 or bar.most > ROUND else 1
    return f"{value:,.{digits}f} {bar.unit}".strip()


def loads(findings: Sequence[Finding]) -> str:
    """How busy the machine was."""
    every = [each.load for each in findings]
    return f"{min(every):.1f} to {max(every):.1f}, median {statistics.median(every):.1f}"


def line(said: Finding | Verdict, about: Mapping[str, Any]) -> str:
    """A verdict, or what it was made of, as a line of JSON."""
    if isinstance(said, Finding):
        return msgspec.json.encode(dict(about) | msgspec.structs.asdict(said)).decode()
    bar, quiet, found, met = said
    told = {"bar": bar.figure, "slower": bar.slower, "unit": bar.unit, "most": bar.most, "quiet": quiet, "found": found, "met": met}  # fmt: skip
    return msgspec.json.encode(dict(about) | told).decode()
