"""uvicorn's WebSocket protocol with the transport in reach: a ready frame goes to a socket in one call.

Routing, origin, session and rights stay with the application, which finds the line in its scope after `accept`
(`EXTENSION`). Under another server the extension is missing and the plain ASGI path is taken, slower and alike.
What is touched of uvicorn here is what tests/server/live/test_fast.py holds it to; its minor version is pinned.
"""

from collections.abc import Callable
from os import write
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from server.live import frames
from server.live.window import Framing

EXTENSION = "dienhong.line"


def _nothing() -> None:
    """What a line does when it has room and nobody waits for that."""


class LiveProtocol(WebSocketsSansIOProtocol):
    """A socket that is its own sink (see `server.live.sink`).

    What every delivery looks at lies in slots: one of the parent's many attributes is a search in a dictionary,
    and among a thousand sockets none of that is still in the processor's cache.
    """

    __slots__ = ("_direct", "_heard", "close_sent", "on_room", "transport")

    framing: Framing = staticmethod(frames.websocket)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_room: Callable[[], None] = _nothing
        self._heard = 0.0
        self._direct = -1  # the descriptor, where nothing is done to bytes on their way

    def handle_connect(self, event: Request) -> None:
        """Offer the line to the application once the handshake is known to be good."""
        super().handle_connect(event)
        if self.response.status_code == 101:  # noqa: PLR2004 - Switching Protocols
            self._heard = self.loop.time()
            if self.transport.get_extra_info("sslcontext") is None:
                self._direct = self.transport.get_extra_info("socket").fileno()
            extensions: Any = self.scope["extensions"]
            extensions[EXTENSION] = {"sink": self}

    def data_received(self, data: bytes) -> None:
        """Note that the other end is there."""
        self._heard = self.loop.time()
        super().data_received(data)

    def resume_writing(self) -> None:
        """The transport's buffer is low again."""
        super().resume_writing()
        self.on_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the client, or the two would keep each other."""
        self.on_room = _nothing
        self._direct = -1
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        """Answer, unless the answers of a line that takes nothing would pile up."""
        output = b"".join(self.conn.data_to_send())
        if not self.full():
            self.transport.write(output)

    def full(self) -> bool:
        """Whether the transport asked for a pause."""
        return not self.writable.is_set()

    def offer(self, framed: bytes) -> bool:
        """Ready frames for a line that is not full.

        While the transport holds nothing back they go to the kernel from here, which is all that it would do with
        them, later and dearer. What the kernel does not take is the transport's, with its limits and pauses.
        """
        transport = self.transport
        if transport.get_write_buffer_size() or self._direct < 0:
            if self.full():
                return False
            self.write(framed)
        elif not self.close_sent and not transport.is_closing():
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
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(framed)

    def tell(self, message: bytes) -> None:
        """A control message."""
        self.write(frames.text(message))

    def ping(self) -> None:
        """Ask for a sign of life."""
        self.write(frames.PING)

    def quiet_s(self) -> float:
        """Seconds since the other end was heard."""
        return self.loop.time() - self._heard

    def close(self, code: int, reason: str) -> None:
        """Close as `websocket.close` over ASGI would, but now. A line that takes nothing is cut."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.full():
            self.transport.abort()
            return
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.close)
