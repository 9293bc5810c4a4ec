"""The arithmetic of a limit: the generic cell rate algorithm (ITU-T I.371), one number for each who is limited.

The number is the time at which everything taken so far would be paid for, if each act cost `interval_s`. An act is
allowed while that lies no further ahead than `per_s`: `count` at once, then one every `interval_s`.
"""

from msgspec import Struct

ROUNDING = 1e-3  # of an interval: what sums of fractions may be off by


class Rate(Struct, frozen=True):
    """So many (`count`) at once if one likes, and in the long run as many every `per_s` seconds."""

    count: int
    per_s: float

    @property
    def interval_s(self) -> float:
        """After how long one more is free."""
        return self.per_s / self.count

    def scaled(self, by: float) -> "Rate":
        """The same over the same time, `by` times as many, and never none."""
        return Rate(max(1, round(self.count * by)), self.per_s)


def take(paid_at: float, now: float, rate: Rate) -> tuple[float, float]:
    """Take one at `now`: when all is paid for after that, and 0; or, where it is too much, as before and how many seconds to wait."""
    after = max(paid_at, now) + rate.interval_s
    wait_s = after - now - rate.per_s
    if wait_s > rate.interval_s * ROUNDING:
        return paid_at, wait_s
    return after, 0.0
