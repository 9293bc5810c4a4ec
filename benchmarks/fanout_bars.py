"""The floors this server must not fall under, each a comparison with one peer of the same run."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.fanout_results import Asked, Finding, Measured, medians, typical

HTTP_P99_MS = 20.0
HTTP_SOCKETS = 5000
RATE, P50, MEMORY, ACCEPT = "deliveries_per_s", "p50_ms", "bytes_per_connection", "accept_cpu_s"
FIGURES = {
    RATE: "deliveries a second",
    P50: "p50",
    MEMORY: "memory of an idle connection",
    ACCEPT: "CPU of accepting a connection",
}


class Bar(NamedTuple):
    """`ours` at least, or at most, `times` what `peer` has, in one figure of one section (None: of the connection)."""

    sockets: int
    section: str | None
    figure: str
    peer: str
    times: float
    at_most: bool = False

    def words(self) -> str:
        """What is compared."""
        where = "" if self.section is None else f", {self.section} in flight"
        return f"{FIGURES[self.figure]}, {self.sockets:,} sockets{where}: ours / {self.peer}"


BARS = [
    Bar(1000, "1", RATE, "unjoined", 0.65),
    Bar(1000, "1", RATE, "nchan", 0.8),
    Bar(1000, "1", RATE, "socketio", 1.8),
    Bar(1000, "1", RATE, "channels", 4),
    Bar(1000, "8", RATE, "unjoined", 2.5),
    Bar(1000, "8", RATE, "nchan", 4),
    Bar(1000, "8", RATE, "socketio", 7),
    Bar(1000, "8", RATE, "channels", 15),
    Bar(1000, "8", RATE, "bun", 0.5),
    Bar(1000, None, MEMORY, "nchan", 1, at_most=True),
    Bar(1000, None, ACCEPT, "ws-session", 1, at_most=True),
    Bar(100, "1", P50, "nchan", 1.5, at_most=True),
]


class Verdict(NamedTuple):
    """What came of a bar. `found` None: it could not be judged, which is not met."""

    words: str
    found: float | None
    bar: float
    at_most: bool

    @property
    def met(self) -> bool:
        """Whether it is."""
        if self.found is None:
            return False
        return self.found <= self.bar if self.at_most else self.found >= self.bar


def verdicts(found: Sequence[Finding]) -> list[Verdict]:
    """All bars, judged by medians."""
    middle = medians(found)
    judged = [Verdict(bar.words(), _ratio(bar, middle), bar.times, bar.at_most) for bar in BARS]
    asked = [each.p99_ms for each in typical(found, Asked) if each.sockets == HTTP_SOCKETS]
    words = f"p99 of a GET, ms, while events go to {HTTP_SOCKETS:,} sockets"
    return [*judged, Verdict(words, asked[0] if asked else None, HTTP_P99_MS, at_most=True)]


def _ratio(bar: Bar, middle: Mapping[tuple[int, str], Measured]) -> float | None:
    ours = _figure(bar, middle.get((bar.sockets, "product")))
    theirs = _figure(bar, middle.get((bar.sockets, bar.peer)))
    return ours / theirs if ours is not None and theirs else None


def _figure(bar: Bar, side: Measured | None) -> float | None:
    if side is None or side.absent:
        return None
    if bar.section is None:
        return float(getattr(side, bar.figure))
    return side.sections.get(bar.section, {}).get(bar.figure)
