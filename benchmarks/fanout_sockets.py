"""The other end of `fanout.py`: many WebSockets in one process, and one that events are sent by.

Every event carries the time it was sent at, as nineteen digits after `ns=` in its text, so each delivery tells how
long it took, whatever a server wraps it in. They are opened and asked for here, and read in `fanout_reader.c`.
"""

import contextlib
import os
import socket
import struct
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks.fanout_reader import library

CHUNK = 1 << 18
STAMP = b"ns="
DIGITS = 19
EPOCH_NS = 10**18  # added to the clock, so that every stamp has as many digits
PATIENCE_S = 20.0
MOST_LATENCIES = 5_000_000
ATTENDED = 100  # new sockets between two looks at all of them
TEXT = 1
MASKED = 0x80
WORDS = "Đề xuất tháo gỡ điểm nghẽn về cơ chế tài chính cho nghiên cứu khoa học. "


class Broken(Exception):
    """A socket was refused, closed, or sent less than it should have."""


class Section(NamedTuple):
    """What was measured. `deliveries`: those of its seconds; `missing`: what did not come within PATIENCE_S after."""

    seconds: float
    deliveries: int
    missing: int
    latencies_ns: "array[int]"
    server_cpu_s: float

    def figures(self) -> dict[str, float]:
        """The same in figures that can be compared."""
        ordered = sorted(self.latencies_ns)
        return {
            "deliveries_per_s": self.deliveries / self.seconds,
            "p50_ms": ordered[len(ordered) // 2] / 1e6 if ordered else 0.0,
            "p99_ms": ordered[len(ordered) * 99 // 100] / 1e6 if ordered else 0.0,
            "cpu_s_per_million": self.server_cpu_s / max(1, self.deliveries) * 1e6,
            "server_load": self.server_cpu_s / self.seconds,
            "missing": float(self.missing),
        }


def frame(opcode: int, payload: bytes) -> bytes:
    """A client's frame. The mask is zero: allowed, and no work on either side."""
    size = len(payload)
    if size < 126:  # noqa: PLR2004 - RFC 6455, 5.2
        head = struct.pack("!BB", MASKED | opcode, MASKED | size)
    else:
        head = struct.pack("!BBH", MASKED | opcode, MASKED | 126, size)
    return head + bytes(4) + payload


class Line:
    """One WebSocket, opened blocking, read without."""

    def __init__(self, port: int, path: str, cookie: str = "") -> None:
        self.left = b""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        here = f"127.0.0.1:{port}"
        cookies = f"Cookie: {cookie}\r\n" if cookie else ""
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\n{cookies}"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, self.left = answer.partition(b"\r\n\r\n")
        if b" 101 " not in head.splitlines()[0] + b" ":
            raise Broken(head.decode(errors="replace"))

    def say(self, text: str) -> None:
        """Send one message."""
        self.socket.sendall(frame(TEXT, text.encode()))

    def text(self) -> bytes:
        """The next text message."""
        chunk = b""
        while True:
            for opcode, payload in self.frames(chunk):
                if opcode == TEXT:
                    return payload
            chunk = self._more()

    def expect(self, kind: str, **facts: Any) -> dict[str, Any]:
        """Read on to the next message of this type that has these facts; it."""
        while True:
            said = msgspec.json.decode(self.text())
            if said.get("type") == kind and said.items() >= facts.items():
                return dict(said)

    def frames(self, chunk: bytes) -> Iterator[tuple[int, bytes]]:
        """The whole frames in what was read now and before."""
        data, at = self.left + chunk, 0
        while len(data) - at >= 2:  # noqa: PLR2004 - the shortest head
            size, head = data[at + 1], 2
            if size == 126:  # noqa: PLR2004
                size, head = int.from_bytes(data[at + 2 : at + 4]), 4
            elif size == 127:  # noqa: PLR2004
                size, head = int.from_bytes(data[at + 2 : at + 10]), 10
            end = at + head + size
            if end > len(data) or at + head > len(data):
                break
            self.left = data[end:]
            yield data[at] & 15, data[at + head : end]
            at = end
        self.left = data[at:]

    def _more(self) -> bytes:
        chunk = self.socket.recv(CHUNK)
        if not chunk:
            raise Broken("closed")
        return chunk


class Crowd:
    """All sockets of one server, listening, and its door, by which `event` is sent with the stamp of the moment.

    `pid` None: what the server costs is not asked for.
    """

    def __init__(self, pid: int | None, door: Line, event: bytes) -> None:
        self._pid = pid
        self._lines: list[Line] = []
        self._door = door
        self._c = library()
        sent = frame(TEXT, event)
        stamp_at = sent.index(STAMP) + len(STAMP)
        self._crowd = self._c.crowd_new(
            door.socket.fileno(), sent, len(sent), stamp_at, EPOCH_NS, MOST_LATENCIES
        )

    def add(self, line: Line) -> None:
        """One more socket. Those that are here are answered for meanwhile, or the server would give them up."""
        self._lines.append(line)
        self._c.crowd_add(self._crowd, line.socket.fileno(), line.left, len(line.left))
        if len(self._lines) % ATTENDED == 0:
            self._whole(self._c.crowd_attend(self._crowd))

    def close(self) -> None:
        """Close everything."""
        self._c.crowd_free(self._crowd)
        for line in [*self._lines, self._door]:
            line.socket.close()

    def measure(self, in_flight: int, seconds: float) -> Section:
        """Send for so long, a new event whenever one has reached everybody; then wait for the rest."""
        return self._section(
            lambda: self._c.crowd_measure(self._crowd, in_flight, int(seconds * 1e9))
        )

    def paced(self, per_s: float, seconds: float) -> Section:
        """Send so many a second for so long, whether others have arrived or not; then wait for the rest."""
        every_ns = int(1e9 / per_s)
        return self._section(lambda: self._c.crowd_paced(self._crowd, every_ns, int(seconds * 1e9)))

    def expect(self, events: int) -> None:
        """So many events are about to be sent by another way than the door."""
        self._c.crowd_expect(self._crowd, events)

    def drain(self) -> "array[int]":
        """Wait for what was sent, at most PATIENCE_S; how long each delivery took, in nanoseconds, in their order."""
        self._whole(self._c.crowd_drain(self._crowd, int(PATIENCE_S * 1e9)))
        found = self._crowd.contents
        return array("q", found.latencies_ns[: found.kept])

    def _section(self, send: Callable[[], int]) -> Section:
        cpu, begun = server_cpu_s(self._pid), time.monotonic()
        self._whole(send())
        took, cpu = time.monotonic() - begun, server_cpu_s(self._pid) - cpu
        found = self._crowd.contents
        deliveries, sent = found.delivered, found.sent
        latencies = self.drain()
        missing = sent * len(self._lines) - found.delivered
        return Section(took, deliveries, missing, latencies, cpu)

    def _whole(self, failed: int) -> None:
        if failed:
            raise Broken("a socket was closed")


def event_of(size: int) -> bytes:
    """An event as long as a short post, with a place for the stamp."""
    begun = f'{{"type":"post.added","post":{{"html":"ns={"0" * DIGITS} '.encode()
    room = size - len(begun) - 3
    words = (WORDS * (1 + room // len(WORDS))).encode()[:room].decode(errors="ignore").encode()
    return begun + words + b"." * (room - len(words)) + b'"}}'


def server_cpu_s(pid: int | None) -> float:
    """The processor time of a process and its threads so far, to the nanosecond; None: nothing."""
    total = 0
    if pid is None:
        return 0.0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has ended meanwhile
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9


def memory_bytes(pid: int) -> int:
    """What a process holds in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
