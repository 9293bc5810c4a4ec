"""A sink for transports that frame by themselves and pull: plain ASGI sockets and Server-Sent Events."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable

from server.live.window import Framing

FULL_BYTES = 64 * 1024


class QueueSink:
    """Keeps written bytes until the transport takes them; `pieces` is what the transport reads from.

    `told` makes a control message into a piece of this transport. `cut` is called where the line is closed and
    the transport takes nothing, so that whoever waits for it can stop.
    """

    direct = -1  # whoever pulls is written nothing

    def __init__(self, framing: Framing, told: Callable[[bytes], bytes], beat: bytes = b"") -> None:
        self.framing = framing
        self.on_room: Callable[[], object] = lambda: None
        self.cut: Callable[[], object] = lambda: None
        self.code: int | None = None  # set once closed
        self.reason = ""
        self._told = told
        self._beat = beat
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._news = asyncio.Event()

    def full(self) -> bool:
        """Whether the transport is behind."""
        return self._size >= FULL_BYTES

    def offer(self, framed: bytes, sent: int = 0) -> bool:  # noqa: ARG002 - nothing was
        """Keep for the transport, while it is not behind."""
        if self.full():
            return False
        self.write(framed)
        return True

    def write(self, framed: bytes) -> None:
        """Keep for the transport."""
        if self.code is None:
            self._pieces.append(framed)
            self._size += len(framed)
            self._news.set()

    def tell(self, *messages: bytes) -> None:
        """Keep control messages."""
        for message in messages:
            self.write(self._told(message))

    def ping(self) -> None:
        """A sign of life for those in between, where the transport knows one."""
        if self._beat:
            self.write(self._beat)

    def quiet_s(self) -> float:
        """The transport does not say."""
        return 0.0

    def close(self, code: int, reason: str) -> None:
        """End after what is kept. A line that takes nothing is cut."""
        self.code, self.reason = code, reason
        self._news.set()
        if self.full():
            self.cut()

    def waiting(self) -> bool:
        """Whether something is kept that the transport has not taken."""
        return bool(self._pieces)

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """What was written, until closed. Whoever reads slowly is only kept waiting, never kept more for."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                was_full = self.full()
                self._size -= len(piece)
                yield piece
                if was_full and not self.full():
                    self.on_room()
            if self.code is not None:
                return
            self._news.clear()
            await self._news.wait()
