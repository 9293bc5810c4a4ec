"""The newest entries of one room, as ready frames. Does no I/O, so tests can drive it through every order.

A follower is a cursor: the number of the last entry it was given. What comes next for it is read from here, so
a slow one costs no memory of its own.
"""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

Framing: TypeAlias = Callable[["News"], bytes]

# one write to one follower: a follower that reads slowly holds little more than this
JOIN_BYTES = 128 * 1024
KEPT_BYTES = 2 * JOIN_BYTES  # of what was joined for one and may serve for others


class News(NamedTuple):
    """One entry on its way: where it belongs, what kind it is, and the JSON every reader gets.

    `seq` 0: not an entry but a word of the ephemeral lane, `frame` is for processes.
    """

    room_id: int
    epoch: int
    seq: int
    kind: str
    frame: bytes


class Window:
    """The entries `base + 1 … head`, the newest at most `limit_bytes` of them."""

    def __init__(self, head: int, limit_bytes: int) -> None:
        self.base = self.head = head
        self.limit = limit_bytes
        self._news: deque[News] = deque()
        self._joined: dict[tuple[Framing, int], tuple[bytes, int]] = {}
        self._kept = 0
        self.bytes = 0

    def add(self, news: News) -> None:
        """Take the next entry: its number must be `head + 1`."""
        if news.seq != self.head + 1:
            raise ValueError(f"{news.seq} does not follow {self.head}")
        self._news.append(news)
        self.head = news.seq
        self.bytes += len(news.frame)
        self._part()
        while self.bytes > self.limit:
            self.shed()

    def shed(self) -> None:
        """Let go of the oldest entry."""
        gone = self._news.popleft()
        self.base = gone.seq
        self.bytes -= len(gone.frame)

    def halve(self) -> int:
        """Let go of the older half; how many bytes that freed."""
        before = self.bytes
        while self.bytes > before // 2:
            self.shed()
        self._part()
        return before - self.bytes

    def joined(self, cursor: int, framing: Framing) -> tuple[bytes, int] | None:
        """What to write to a follower at `cursor`, and its cursor then; None when the window begins later.

        Followers mostly stand at the same place, so what was joined for one serves for all. When they do not,
        little is kept, or a window read from everywhere would be held many times over.
        """
        if cursor < self.base:
            return None
        ready = self._joined.get((framing, cursor))
        if ready is None:
            ready = self._join(cursor, framing)
            if self._kept + len(ready[0]) > KEPT_BYTES:
                self._part()
            self._joined[framing, cursor] = ready
            self._kept += len(ready[0])
        return ready

    def _join(self, cursor: int, framing: Framing) -> tuple[bytes, int]:
        parts: list[bytes] = []
        size = 0
        for i in range(cursor - self.base, len(self._news)):
            part = framing(self._news[i])
            if parts and size + len(part) > JOIN_BYTES:
                break
            parts.append(part)
            size += len(part)
        return b"".join(parts), cursor + len(parts)

    def replace(self, seq: int, change: Callable[[bytes], bytes]) -> None:
        """Put `change(frame)` in the place of an entry's frame, where it is still here."""
        if self.base < seq <= self.head:
            index = seq - self.base - 1
            old = self._news[index]
            new = old._replace(frame=change(old.frame))
            self._news[index] = new
            self.bytes += len(new.frame) - len(old.frame)
            self._part()

    def _part(self) -> None:
        """Forget what was joined."""
        self._joined.clear()
        self._kept = 0
