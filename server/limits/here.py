"""Counts kept by this process: as many as are bounded, the longest untouched go first."""

import time
from collections import OrderedDict

from server.limits.rate import Rate, take

MOST = 20_000  # kept of one kind: about 5 MB


class Here:
    """The counts of one kind of act, by whom. Nothing waits in it."""

    def __init__(self, most: int = MOST) -> None:
        self._paid_at: OrderedDict[str, float] = OrderedDict()
        self._most = most

    def take(self, whom: str, rate: Rate) -> float:
        """Take one; 0.0, or the seconds to wait where none is left."""
        paid_at, wait_s = take(self._paid_at.get(whom, 0.0), time.monotonic(), rate)
        if not wait_s:
            self._paid_at[whom] = paid_at
            self._paid_at.move_to_end(whom)
            if len(self._paid_at) > self._most:
                self._paid_at.popitem(last=False)
        return wait_s

    def __len__(self) -> int:
        return len(self._paid_at)
