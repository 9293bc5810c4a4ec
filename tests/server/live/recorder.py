"""A sink without a transport: it keeps what it is given, and takes nothing while paused.

This is the seam where a transport stands; everything behind it is the product.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from server.live.window import Framing, News


def line(news: News) -> bytes:
    """One entry a line, as the plain ASGI socket has it."""
    return news.frame + b"\n"


class Recorder:
    """What one client was given, in order; `unread` is what lies in the transport while it is paused."""

    direct = -1

    def __init__(self, buffer: int = 64 * 1024) -> None:
        self.framing: Framing = line
        self._buffer = buffer
        self.on_room: Callable[[], object] = lambda: None
        self.lines: list[bytes] = []
        self.code: int | None = None
        self.late = 0  # writes after the close
        self.unread = 0
        self.most_unread = 0
        self._paused = False

    def full(self) -> bool:
        return self._paused and self.unread >= self._buffer

    def offer(self, framed: bytes, sent: int = 0) -> bool:  # noqa: ARG002 - nothing was
        if self.full():
            return False
        self.write(framed)
        return True

    def write(self, framed: bytes) -> None:
        self.late += self.code is not None
        self.lines += framed.splitlines()
        if self._paused:
            self.unread += len(framed)
            self.most_unread = max(self.most_unread, self.unread)

    def tell(self, *messages: bytes) -> None:
        for message in messages:
            self.write(message + b"\n")

    def ping(self) -> None:
        """Nobody is there to answer."""

    def quiet_s(self) -> float:
        return 0.0

    def close(self, code: int, reason: str) -> None:  # noqa: ARG002 - as sinks are closed
        assert self.code is None, "a line is closed once"
        self.code = code

    def pause(self) -> None:
        """The other end stops reading: the transport fills."""
        self._paused = True

    def resume(self) -> None:
        """The other end reads everything."""
        was_full = self.full()
        self._paused, self.unread = False, 0
        if was_full:
            self.on_room()

    def messages(self) -> list[dict[str, Any]]:
        """Everything given, decoded."""
        return [msgspec.json.decode(each) for each in self.lines]
