"""A line from the handshake on: what is said on it waits until it is taken, and it ends once, in every way there is.

How it comes to be open is `server.live.fast`'s, how bytes go out `server.live.outlet`'s.
"""

from __future__ import annotations

import asyncio
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING

from server.live import frames
from server.live.outlet import Outlet, nothing
from server.live.parsing import Close, Parser, Ping, Violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.live.call import Call

CLOSE_S = 3.0  # for the other end to answer a close, and to take what is still to be sent
LOST = 1006


class State(IntEnum):
    """How far a line has come."""

    ASKING = 0  # the request is not whole
    ASKED = 1  # nobody has answered
    OPEN = 2
    CLOSING = 3  # we have sent a close
    CLOSED = 4  # nothing counts any more


class Line(Outlet):
    """A socket that is its own sink (see `server.live.sink`). `ended`: the code and the reason, once it is over.

    `message_bytes`: how long a message may be; `most`: how many may wait before no more is read.
    """

    __slots__ = (
        "_call", "_hears", "_lost", "_most", "_parser", "_paused", "_state", "_timer", "_told", "ended",
    )  # fmt: skip

    def __init__(self, loop: asyncio.AbstractEventLoop, message_bytes: int, most: int) -> None:
        super().__init__(loop)
        self._call: Call | None = None  # where it is the application's
        self._parser = Parser(message_bytes)
        self._most = most
        self._state = State.ASKING
        self._told: deque[str | bytes] | None = None  # messages that nobody has taken
        self._hears: Callable[[], None] = nothing
        self._lost: Callable[[], object] = nothing
        self._timer: asyncio.TimerHandle | None = None
        self._paused = False
        self.ended: tuple[int, str] | None = None

    def keep(self, hears: Callable[[], None], lost: Callable[[], object]) -> None:
        """Outlive what was asked to be done. `hears` is told that there is something to `take`; `lost`, once, the end."""
        if self.ended is not None:
            self._loop.call_soon(lost)
            return
        self._hears, self._lost = hears, lost
        if self._told:
            hears()

    def take(self) -> str | bytes | None:
        """The next message; None where there is none. Whoever is behind with this is not read from."""
        if self._told is None:
            return None
        message = self._told.popleft()
        if not self._told:
            self._told = None
            if self._paused:
                self._paused = False
                self.transport.resume_reading()
        return message

    def close(self, code: int, reason: str) -> None:
        """Say that it ends and wait for the other end to say so too. A line that takes nothing is cut."""
        if self._state != State.OPEN:
            return
        self.write(frames.close(code, reason))
        self._state = State.CLOSING
        self._end(code, reason)
        if self._full:
            self.transport.abort()
            return
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        self._in_time(CLOSE_S, self.transport.abort)

    def resume_writing(self) -> None:
        """The transport's buffer is low again."""
        super().resume_writing()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - gone is gone
        """Nothing is left to hold on to."""
        self._state = State.CLOSED
        self._end(LOST, "")
        self._stop_timer()

    def _read(self, data: bytes) -> None:
        try:
            for event in self._parser.feed(data):
                if isinstance(event, str | bytes):
                    self._hear(event)
                elif isinstance(event, Close):
                    self._answer_close(event)
                elif isinstance(event, Ping) and not self._full:  # or the answers would pile up
                    self.write(frames.pong(event.payload))
        except Violation as violation:
            self._fail(violation)

    def _hear(self, message: str | bytes) -> None:
        if self._state != State.OPEN:
            return
        if self._told is None:
            self._told = deque()
        self._told.append(message)
        if len(self._told) > self._most and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()
        self._hears()

    def _answer_close(self, close: Close) -> None:
        if self._state == State.OPEN:
            self.write(frames.close(close.code, ""))
        self._hang_up(close.code, close.reason)

    def _fail(self, violation: Violation) -> None:
        """Say why, and read no more. What is still on its way here must not cut off what is on its way there."""
        if self._state != State.OPEN or not self.transport.can_write_eof():
            self.write(frames.close(violation.code, str(violation)))
            self._hang_up(violation.code, str(violation))
            return
        self.write(frames.close(violation.code, str(violation)))
        self._state = State.CLOSED
        self._end(violation.code, str(violation))
        self.transport.write_eof()
        self._in_time(CLOSE_S, self.transport.abort)

    def _hang_up(self, code: int, reason: str) -> None:
        """Close the connection once what is written has gone, and in any case soon."""
        self._state = State.CLOSED
        self._end(code, reason)
        self.transport.close()
        self._in_time(CLOSE_S, self.transport.abort)

    def _end(self, code: int, reason: str) -> None:
        """The line is over for whoever uses it, who is told once; it keeps nobody alive from now on."""
        if self.ended is None:
            self.ended = code, reason
            self._open = False
            self._shut()
            self._loop.call_soon(self._lost)
            self._hears = self._lost = self.on_room = nothing
            self._wake()

    def _wake(self) -> None:
        if self._call is not None:
            self._call.wake()

    def _in_time(self, seconds: float, what: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = self._loop.call_later(seconds, what)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
