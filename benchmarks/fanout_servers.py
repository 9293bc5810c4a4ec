"""The two servers of `fanout.py` as processes, each with its sockets connected."""

import subprocess
import sys
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any, Self

import msgspec

from benchmarks.beside import CHECKOUT, ended, free_port, reachable
from benchmarks.fanout_sockets import Crowd, Line, memory_bytes

ENVELOPE = (
    b'{"type":"entry","room":1,"seq":1000,"at":"2026-01-01T00:00:00.000000Z","by":1,"event":}'
)
EVENT_BYTES = 320


class Side(ABC):
    """A server on one processor, and its crowd. Use it as a context."""

    name = ""
    crowd: Crowd

    def __init__(self, sockets: int, core: int) -> None:
        self.bytes_per_connection = 0.0
        self._sockets = sockets
        self._core = core
        self._port = free_port()

    @abstractmethod
    def command(self) -> list[str]:
        """The arguments of Python that start it."""

    @abstractmethod
    def connect(self, said: dict[str, Any], n: int) -> Line:
        """One more socket that is sent every event."""

    event_bytes = EVENT_BYTES

    def __enter__(self) -> Self:
        """Start the server and connect everybody."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self.command()],
            stdout=subprocess.PIPE,
            cwd=CHECKOUT,
        )
        try:
            assert self._process.stdout is not None
            said = msgspec.json.decode(self._process.stdout.readline())
            reachable(self._port)
            pid = self._process.pid
            self.crowd = Crowd(pid, Line(self._port, "/inject"), self.event_bytes)
            self.crowd.add(self.connect(said, 0))
            before = memory_bytes(pid)
            for n in range(1, self._sockets):
                self.crowd.add(self.connect(said, n))
            self.bytes_per_connection = (memory_bytes(pid) - before) / max(1, self._sockets - 1)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self.crowd.close()
        self._end()

    def _end(self) -> None:
        ended(self._process)
        assert self._process.stdout is not None
        self._process.stdout.close()


class Product(Side):
    """This server: members of a room who follow it by `/live`."""

    name = "product"

    def __init__(self, url: str, sockets: int, core: int) -> None:
        super().__init__(sockets, core)
        self._url = url

    def command(self) -> list[str]:
        """As `fanout_product.py` takes it."""
        places = str(self._core), self._url, str(self._port), str(self._sockets)
        return ["benchmarks.fanout_product", *places]

    def connect(self, said: dict[str, Any], n: int) -> Line:
        """Sign in by cookie, and follow the room from its newest entry on."""
        line = Line(self._port, "/live", said["cookies"][n % len(said["cookies"])])
        line.expect("hello")
        place = {"room": said["room"], "epoch": said["epoch"], "seq": said["seq"]}
        line.say(msgspec.json.encode({"type": "follow"} | place).decode())
        line.expect("followed", room=said["room"])
        return line


class Channels(Side):
    """Litestar's ChannelsPlugin, which is sent events as long as ours are with what is around them."""

    name = "channels"
    event_bytes = EVENT_BYTES + len(ENVELOPE)

    def command(self) -> list[str]:
        """As `fanout_channels.py` takes it."""
        return ["benchmarks.fanout_channels", str(self._core), str(self._port)]

    def connect(self, said: dict[str, Any], n: int) -> Line:  # noqa: ARG002 - nobody signs in there
        """Subscribe to the one channel."""
        return Line(self._port, "/live/room")
