"""What every side of `fanout.py` has: a server as one process on one processor, and its crowd of sockets."""

import os
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec import Struct

from benchmarks.beside import CHECKOUT, START_S, ended, free_port, listens
from benchmarks.fanout_sockets import Crowd, Line, event_of, memory_bytes, server_cpu_s

ENVELOPE = (
    b'{"type":"entry","room":1,"seq":1000,"at":"2026-01-01T00:00:00.000000Z","by":1,"event":}'
)
EVENT_BYTES = 320
PAYLOAD_BYTES = EVENT_BYTES + len(ENVELOPE)  # what the product sends of such an event
FIRST = 20  # connections that a server warms up with, before what one costs is counted
SETTLE_S = 0.3  # after the last connection, before its costs are read


class Place(Struct, frozen=True):
    """Where sides stand. `redis_url` None: the machine has none. `stage`: see `fanout_product.prepare`."""

    folder: Path
    core: int
    url: str
    redis_url: str | None
    stage: dict[str, Any]


class Side(ABC):
    """A server on one processor, with its crowd of `sockets` once it is entered as a context."""

    name = ""
    title = ""
    most_sockets = 10_000
    crowd: Crowd

    def __init__(self, place: Place, sockets: int) -> None:
        self.bytes_per_connection = 0.0
        self.accept_cpu_s = 0.0  # of one connection
        self.place = place
        self.port = free_port()
        self._sockets = sockets

    @classmethod
    def absent(cls, place: Place) -> str:  # noqa: ARG003 - most need nothing
        """Why this machine cannot run it; empty where it can."""
        return ""

    @abstractmethod
    def command(self) -> list[str]:
        """How it is started."""

    def connect(self, n: int) -> Line:  # noqa: ARG002 - most know nobody
        """One more socket that is sent every event."""
        return Line(self.port, "/live")

    def door(self) -> Line:
        """The socket events come in by."""
        return Line(self.port, "/inject")

    def event(self) -> bytes:
        """What is sent in by the door, so that as many bytes come out as the product sends."""
        return event_of(PAYLOAD_BYTES)

    def pid(self) -> int:
        """The process that does the work."""
        return self._process.pid

    def __enter__(self) -> Self:
        """Start the server and connect everybody, who stand still once to see what that took."""
        self._process = self._started()
        try:
            self._await()
            door = self.door()  # whoever does the work has answered
            pid = self.pid()
            self.crowd = Crowd(pid, door, self.event())
            first = min(FIRST, self._sockets // 2)
            for n in range(first):
                self.crowd.add(self.connect(n))
            memory, cpu = memory_bytes(pid), server_cpu_s(pid)
            for n in range(first, self._sockets):
                self.crowd.add(self.connect(n))
            time.sleep(SETTLE_S)
            others = self._sockets - first
            self.accept_cpu_s = (server_cpu_s(pid) - cpu) / others
            self.bytes_per_connection = (memory_bytes(pid) - memory) / others
        except BaseException:
            ended(self._process)
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
        ended(self._process)

    def _started(self) -> "subprocess.Popen[bytes]":
        """A child stays on the processor that its parent was on when it began."""
        mine = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self.place.core})
        try:
            return subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, cwd=CHECKOUT)
        finally:
            os.sched_setaffinity(0, mine)

    def _await(self) -> None:
        given_up = time.monotonic() + START_S
        while not listens(self.port):
            if self._process.poll() is not None or time.monotonic() > given_up:
                raise RuntimeError(f"{self.title} does not start")
            time.sleep(0.05)
