"""A histogram of plain numbers: counted where things happen, read by whoever asks. Knows no clock and no library."""

from bisect import bisect_left
from collections.abc import Iterable

# From a tenth of a millisecond to ten seconds: each bound some three times the one before.
SECONDS = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 1.0, 3.0, 10.0)


class Histogram:
    """How many values lay at or below each bound and above the one before; the last count is of those above all."""

    __slots__ = ("bounds", "counts", "sum")

    def __init__(self, bounds: Iterable[float] = SECONDS) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        self.sum = 0.0

    def observe(self, value: float) -> None:
        """Count a value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    @property
    def number(self) -> int:
        """How many values were counted."""
        return sum(self.counts)
