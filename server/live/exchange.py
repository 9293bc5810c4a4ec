"""News between the processes of one program where there is no Redis: each has a line to the parent, which passes it on.

A message is its length in four bytes and itself: news as over Redis, or the parent's sign of life, which comes every
second and says whether something was left out meanwhile. A line that takes nothing is not waited for.
"""

import asyncio
import socket
import struct
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from server.live.bus import Traffic
from server.live.redis import pack, unpack
from server.live.window import News

log = structlog.get_logger(__name__)

ALIVE, LEFT_OUT = b"", b"!"
BEAT_S = 1.0
PATIENCE_S = 3.0  # without a sign of life
WAITING_BYTES = 4 * 1024 * 1024  # for a line that takes nothing; the sweep finds what is left out
LENGTH = struct.Struct(">I")


def _framed(message: bytes) -> bytes:
    return LENGTH.pack(len(message)) + message


async def _received(reader: asyncio.StreamReader) -> bytes:
    (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    return await reader.readexactly(length)


class Exchange:
    """The parent's side."""

    def __init__(self) -> None:
        self._lines: dict[_Line, None] = {}

    async def run(self) -> None:
        """Give signs of life until cancelled."""
        while True:
            await asyncio.sleep(BEAT_S)
            for line in self._lines:
                line.beat()

    @asynccontextmanager
    async def line(self) -> AsyncIterator[socket.socket]:
        """A new line while the block runs: the end of it that a process is given."""
        near, far = socket.socketpair()
        with far:
            reader, writer = await asyncio.open_unix_connection(sock=near)
            line = _Line(writer)
            self._lines[line] = None
            carrying = asyncio.create_task(self._carry(reader, line))
            line.beat()
            try:
                yield far
            finally:
                del self._lines[line]
                carrying.cancel()
                writer.transport.abort()
                await asyncio.wait([carrying])

    async def _carry(self, reader: asyncio.StreamReader, line: "_Line") -> None:
        with suppress(asyncio.IncompleteReadError, OSError):  # the process has ended
            while True:
                framed = _framed(await _received(reader))
                for other in self._lines:
                    if other is not line:
                        other.give(framed)


class _Line:
    """What goes to one process."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._left_out = False

    def give(self, framed: bytes) -> None:
        """Send it, unless too much waits already."""
        if self._full():
            self._left_out = True
        else:
            self._writer.write(framed)

    def beat(self) -> None:
        """A sign of life."""
        if not self._full():
            self._writer.write(_framed(LEFT_OUT if self._left_out else ALIVE))
            self._left_out = False

    def _full(self) -> bool:
        return self._writer.transport.get_write_buffer_size() > WAITING_BYTES


class ExchangeBus:
    """A process's side: the bus over the end of a line."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._heard = time.monotonic()
        self._up = False
        self._published = self._dropped = self._taken = 0  # news

    def publish(self, news: News) -> None:
        """Send it, unless too much waits already or there is no parent any more."""
        transport = self._streams[1].transport if self._streams is not None else None
        if (
            transport is None
            or transport.is_closing()
            or transport.get_write_buffer_size() >= WAITING_BYTES
        ):
            self._dropped += 1
        else:
            self._published += 1
            transport.write(_framed(pack(news)))

    def well(self) -> bool:
        """Whether the parent was heard lately."""
        return self._up and time.monotonic() - self._heard < PATIENCE_S

    def traffic(self) -> Traffic:
        """What went over it."""
        silent_s = time.monotonic() - self._heard
        return Traffic(self._published, self._dropped, self._taken, silent_s)

    def close(self) -> None:
        """Let go of the line."""
        if self._streams is None:
            self._end.close()
        else:
            self._streams[1].transport.abort()

    async def run(self, hear: Callable[[News], None], missed: Callable[[], None]) -> None:
        """Listen until cancelled. Begun again, it goes on with the next message."""
        if self._streams is None:
            self._streams = await asyncio.open_unix_connection(sock=self._end)
        reader, _ = self._streams
        missed()
        try:
            while True:
                message = await _received(reader)
                self._heard, self._up = time.monotonic(), True
                if message == LEFT_OUT:
                    missed()
                elif message:
                    self._taken += 1
                    hear(unpack(message))
        except (asyncio.IncompleteReadError, OSError):  # the parent has ended, and soon so do we
            log.warning("the exchange is gone, the sweep goes on alone")
            self._up = False
            await asyncio.Event().wait()
