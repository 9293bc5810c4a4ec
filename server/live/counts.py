"""What the live path of one process has done since it began: plain numbers, read by whoever asks for them.

On the way of an entry little is measured: once for the entry and once for the round that gave it to everybody,
never for a follower.
"""

import time
from collections.abc import Iterable
from datetime import datetime

from server.histogram import Histogram
from server.live.window import News

AT = b'"at":"'


class Counts:
    """One for all rooms of a process."""

    __slots__ = (
        "caught_up",
        "duplicates",
        "early",
        "entries",
        "filled",
        "flush",
        "joined",
        "lag",
        "refused",
        "reset",
    )

    def __init__(self) -> None:
        self.entries = 0  # taken by a followed room, each once
        self.duplicates = 0  # came again, also the process's own over the bus, and were dropped
        self.early = 0  # came before the one they follow
        self.filled = 0  # were read from the journal because nobody had brought them
        self.joined = 0  # followers whose cursor the window still held
        self.caught_up = 0  # those it did not, brought there from the journal
        self.reset = 0  # those too far behind, told to start afresh
        self.refused = 0  # those who may not, or could not be looked up
        self.lag = Histogram()  # from an entry's number to the last of its lines
        self.flush = Histogram()  # from hearing of entries to the last of their lines

    def given(self, entries: Iterable[News]) -> None:
        """These have just been written to the last line."""
        now = time.time()
        for news in entries:
            at = said_at(news.frame)
            if at is not None:  # clocks of two machines: an entry is never given before it was made
                self.lag.observe(max(0.0, now - at))


def said_at(frame: bytes) -> float | None:
    """When the entry was made, in seconds since 1970; None where the frame does not say it."""
    place = frame.find(AT)
    if place < 0:
        return None
    start = place + len(AT)
    try:
        return datetime.fromisoformat(frame[start : frame.find(b'"', start)].decode()).timestamp()
    except ValueError:
        return None
