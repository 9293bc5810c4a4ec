"""The way out of a line: ready frames go to a socket in one call.

What every delivery looks at lies in slots: among a thousand sockets nothing of one is in the processor's cache when
its turn comes, and what a line holds is multiplied by all of them.
"""

from __future__ import annotations

import asyncio
from os import write
from typing import TYPE_CHECKING

from server.live import frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.live.window import Framing


def nothing() -> None:
    """What a line does when nobody waits for it."""


class Outlet(asyncio.Protocol):
    """The half of a protocol that a sink is (see `server.live.sink`). The other half opens and closes it."""

    __slots__ = ("_direct", "_full", "_heard", "_loop", "_open", "on_room", "transport")

    framing: Framing = staticmethod(frames.websocket)

    transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._heard = 0.0
        self._open = False  # frames may be written
        self._direct = -1  # the descriptor, where nothing is done to bytes on their way
        self._full = False
        self.on_room: Callable[[], None] = nothing

    def is_open(self) -> bool:
        """Whether frames can be sent."""
        return self._open

    def pause_writing(self) -> None:
        """The transport holds much that the other end has not taken."""
        self._full = True

    def resume_writing(self) -> None:
        """The transport's buffer is low again."""
        self._full = False
        self.on_room()

    def full(self) -> bool:
        """Whether the transport asked for a pause."""
        return self._full

    def offer(self, framed: bytes) -> bool:
        """Ready frames for a line that is not full.

        While the transport holds nothing back they go to the kernel from here, which is all that it would do with
        them, later and dearer. What the kernel does not take is the transport's, with its limits and pauses.
        """
        transport = self.transport
        if transport.get_write_buffer_size() or self._direct < 0:
            if self._full:
                return False
            self.write(framed)
        elif not transport.is_closing():
            try:
                sent = write(self._direct, framed)
            except (
                OSError
            ):  # it takes nothing now, or the other end is gone: the transport finds out which
                sent = 0
            if sent < len(framed):
                transport.write(framed[sent:])
        return True

    def write(self, framed: bytes) -> None:
        """Ready frames, as they are. Nothing after a close, of which the application may not have heard yet."""
        if self._open and not self.transport.is_closing():
            self.transport.write(framed)

    def tell(self, *messages: bytes) -> None:
        """Control messages, together."""
        self.write(b"".join(map(frames.text, messages)))

    def ping(self) -> None:
        """Ask for a sign of life."""
        self.write(frames.PING)

    def quiet_s(self) -> float:
        """Seconds since the other end was heard."""
        return self._loop.time() - self._heard
