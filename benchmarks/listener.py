"""One WebSocket that follows one room and keeps only how far it got.

It asks for the room from its cursor on as soon as the line is open, holds every entry against the one before it,
and can be opened again with the cursor it has. Whatever it notices it tells its `Audience`.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, cast

from benchmarks.fanout_sockets import TEXT, frame

if TYPE_CHECKING:
    from benchmarks.audience import Audience

ENTRY = re.compile(rb'\{"type":"entry","room":(\d+),"seq":(\d+),"at":"([^"]+)"')
SAID = re.compile(rb'\{"type":"(followed|refused|reset)","room":(\d+),')
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
CLOSE, PING, PONG = 8, 9, 10
UPGRADE = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


class Listener(asyncio.Protocol):
    """One line. `narrow`: its end of the network holds little, so that the server feels it when it does not read.

    `snapshot`: before it follows it reads the room as a whole, as a page does. `answered` is what was said to its
    wish to follow: followed, refused or reset; None while nothing was.
    """

    __slots__ = (
        "_audience", "_left", "_port", "_transport", "_upgraded", "answered", "cookie", "narrow", "opening",
        "seq", "snapshot",
    )  # fmt: skip

    def __init__(
        self,
        audience: Audience,
        cookie: str,
        seq: int,
        *,
        narrow: bool = False,
        snapshot: bool = False,
    ) -> None:
        self.cookie = cookie
        self.seq = seq
        self.narrow = narrow
        self.snapshot = snapshot
        self.answered: str | None = None
        self.opening: asyncio.Future[None] | None = None
        self._audience = audience
        self._upgraded = False
        self._left = b""
        self._transport: asyncio.Transport | None = None

    @property
    def follows(self) -> bool:
        """Whether it is given entries."""
        return self.answered == "followed"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for what a page asks for."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one only in its ways
        self._left, self._upgraded = b"", False
        self.answered = None
        self._port = transport.get_extra_info("peername")[1]
        path = f"/rooms/{self._audience.room_id}" if self.snapshot else "/live"
        self._ask(path, "" if self.snapshot else UPGRADE)

    def data_received(self, data: bytes) -> None:
        """Take what came, and when."""
        now = time.time()
        data = self._left + data
        if not self._upgraded:
            data = self._answers(data)
            if not self._upgraded:
                self._left = data
                return
        at, size = 0, len(data)
        while size - at >= 2:  # noqa: PLR2004 - the shortest head
            length, head = data[at + 1], 2
            if length == 126:  # noqa: PLR2004 - RFC 6455, 5.2
                length, head = int.from_bytes(data[at + 2 : at + 4]), 4
            elif length == 127:  # noqa: PLR2004
                length, head = int.from_bytes(data[at + 2 : at + 10]), 10
            end = at + head + length
            if end > size or at + head > size:
                break
            opcode = data[at] & 15
            if opcode == TEXT:
                self._hear(data, at + head, end, now)
            elif opcode == PING:
                self._write(frame(PONG, data[at + head : end]))
            elif opcode == CLOSE:
                self._audience.codes[int.from_bytes(data[at + head : at + head + 2])] += 1
                self._write(frame(CLOSE, data[at + head : at + head + 2]))
                self._upgraded = False  # its end has been counted
                return
            at = end
        self._left = data[at:]

    def connection_lost(self, _: Exception | None) -> None:
        """Somebody may open it again."""
        if self._upgraded:
            self._audience.codes[None] += 1
        self._upgraded, self.answered, self._transport, self._left = False, None, None, b""
        self._settle()

    def stop_reading(self) -> None:
        """Leave what comes where it is."""
        assert self._transport is not None, "it is open"
        self._transport.pause_reading()

    def go_on(self) -> None:
        """Read again, where the line is still there."""
        if self._transport is not None:
            self._transport.resume_reading()

    def close(self) -> None:
        """Hang up."""
        self._upgraded = False
        if self._transport is not None:
            self._transport.abort()

    @property
    def closed(self) -> bool:
        """Whether there is no line."""
        return self._transport is None

    def hear(self, seq: int) -> None:
        """Hold an entry against the one before it."""
        if seq != self.seq + 1:
            self._audience.wrong += 1
        self.seq = seq

    def _answers(self, data: bytes) -> bytes:
        """Take an answer to a request; what is left of the data."""
        head, whole, body = data.partition(b"\r\n\r\n")
        if not whole:
            return data
        room = self._audience
        if head.startswith(b"HTTP/1.1 101 "):
            self._upgraded = True
            follow = b'{"type":"follow","room":%d,"epoch":%d,"seq":%d}'
            self._write(frame(TEXT, follow % (room.room_id, room.epoch, self.seq)))
            return body
        length = LENGTH.search(head)
        if length is None or not head.startswith(b"HTTP/1.1 200 "):
            room.refusals[head.partition(b"\r\n")[0].decode()] += 1
            self.close()
            return b""
        if len(body) < int(length[1]):
            return data
        room.snapshots += 1
        self._ask("/live", UPGRADE)
        return body[int(length[1]) :]

    def _hear(self, data: bytes, at: int, end: int, now: float) -> None:
        found = ENTRY.match(data, at, end)
        if found is None:
            said = SAID.match(data, at, end)
            if said is not None and int(said[2]) == self._audience.room_id:
                self.answered = said[1].decode()
                self._settle()
        elif int(found[1]) == self._audience.room_id:
            self.hear(int(found[2]))
            self._audience.took(self.seq, found[3], now)

    def _ask(self, path: str, more: str) -> None:
        here = f"127.0.0.1:{self._port}"
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        asked = f"GET {path} HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\n{cookie}{more}"
        self._write(f"{asked}\r\n".encode())

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def _settle(self) -> None:
        if self.opening is not None and not self.opening.done():
            self.opening.set_result(None)
