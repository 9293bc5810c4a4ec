"""The way out of a line: while its transport holds nothing back, ready frames go to the kernel past it.

That is all the transport would do with them, later and dearer. Whether it holds something is known without asking it:
only what is written by it can stay there, so each such write says afterwards where `direct` leads. Among a thousand
sockets nothing of one is in the processor's cache when its turn comes; a delivery looks at `direct` and nothing else.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from server.live import frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.live.window import Framing


def nothing() -> None:
    """What a line does when nobody waits for it."""


class Outlet(asyncio.Protocol):
    """The half of a protocol that a sink is (see `server.live.sink`). The other half opens and closes it."""

    __slots__ = (
        "_descriptor",
        "_full",
        "_heard",
        "_loop",
        "_open",
        "direct",
        "on_room",
        "transport",
    )

    framing: Framing = staticmethod(frames.websocket)

    transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._heard = 0.0
        self._open = False  # frames may be written
        self._descriptor = -1  # of an open line, where nothing is done to bytes on their way
        self.direct = -1  # the same, while the transport holds none
        self._full = False
        self.on_room: Callable[[], None] = nothing

    def is_open(self) -> bool:
        """Whether frames can be sent."""
        return self._open

    def pause_writing(self) -> None:
        """The transport holds much that the other end has not taken."""
        self._full = True
        self.direct = -1

    def resume_writing(self) -> None:
        """The transport's buffer is low again."""
        self._full = False
        self.on_room()

    def eof_received(self) -> None:
        """The other end says no more: the transport closes, and takes nothing from now on."""
        self._shut()

    def full(self) -> bool:
        """Whether the transport asked for a pause."""
        return self._full

    def offer(self, framed: bytes, sent: int = 0) -> bool:
        """What the kernel did not take of ready frames is the transport's, with its limits and pauses.

        The kernel takes nothing just now, or the other end is gone: the transport finds out which.
        """
        if self._full:
            return False
        self.write(framed[sent:])
        return True

    def write(self, framed: bytes) -> None:
        """Ready frames, as they are. Nothing after a close, of which the application may not have heard yet."""
        if self._open and not self.transport.is_closing():
            self.transport.write(framed)
            self._look()

    def _look(self) -> None:
        """Whether the next frames may go past the transport, after it was given some."""
        self.direct = -1 if self.transport.get_write_buffer_size() else self._descriptor

    def _shut(self) -> None:
        """Nothing goes past the transport any more: its descriptor will soon be another's."""
        self._descriptor = self.direct = -1

    def tell(self, *messages: bytes) -> None:
        """Control messages, together."""
        self.write(b"".join(map(frames.text, messages)))

    def ping(self) -> None:
        """Ask for a sign of life."""
        self.write(frames.PING)

    def quiet_s(self) -> float:
        """Seconds since the other end was heard."""
        return self._loop.time() - self._heard
