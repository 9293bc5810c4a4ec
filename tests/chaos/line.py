"""A line to any TCP service that can be made bad, also while connections are open on it.

What a connection has lost it never gets back: bytes after a hole would be nonsense. So a connection that met a
hole or a one-way cut stays deaf that way for good, as behind a router that forgot it; those made later are whole.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import TypeAlias

CHUNK = 65_536
STEP_S = 0.02  # how long a change of weather may take to be felt
DELAY_S = 0.2
SLOW_BYTES = 64 * 1024  # a second
AT_ONCE = struct.pack("ii", 1, 0)  # linger for no time: the other end is sent a reset
Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


class Fault(Enum):
    """What is wrong with a line."""

    NONE = auto()
    CUT = auto()  # what is open ends, what comes is closed at once
    RESET = auto()  # the same, without manners
    HOLE = auto()  # open, and nothing arrives any more
    DEAF = auto()  # nothing arrives at the service, what it says does
    MUTE = auto()  # nothing comes from the service, what is said to it arrives
    STILL = auto()  # nobody reads: it is delivered when that is over
    DELAY = auto()  # everything comes, later
    SLOW = auto()  # everything comes, a little at a time


ENDS = {Fault.CUT, Fault.RESET}
LOSES = {
    "asked": {Fault.HOLE, Fault.DEAF},
    "told": {Fault.HOLE, Fault.MUTE},
}


class Line:
    """Passes connections on to a service of this machine; `fault` says how well. `upstream`: its port, or its socket."""

    def __init__(self, upstream: int | Path) -> None:
        self.upstream = upstream
        self.port = 0
        self.carried = 0  # connections
        self._fault = Fault.NONE
        self._open: set[Writer] = set()

    @property
    def fault(self) -> Fault:
        """What is wrong with it now."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._fault = fault
        if fault in ENDS:
            for writer in list(self._open):
                _cut(writer, fault)

    @property
    def open(self) -> int:
        """How many connections there are."""
        return len(self._open) // 2

    async def carry(self, reader: Reader, writer: Writer) -> None:
        """One connection, until both ends have let go of it or it is cut."""
        self.carried += 1
        if self._fault in ENDS:
            _cut(writer, self._fault)
            return
        try:
            told, service = await self._call()
        except OSError:
            _cut(writer, Fault.CUT)
            return
        self._open |= {writer, service}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump("asked", reader, service, writer))
                both.create_task(self._pump("told", told, writer, service))
        finally:
            self._open -= {writer, service}
            writer.transport.abort()
            service.transport.abort()

    async def _call(self) -> tuple[Reader, Writer]:
        if isinstance(self.upstream, Path):
            return await asyncio.open_unix_connection(self.upstream)
        return await asyncio.open_connection("127.0.0.1", self.upstream)

    async def _pump(self, way: str, reader: Reader, writer: Writer, back: Writer) -> None:
        """Everything that comes one way. Where something was lost, not even the end arrives."""
        lost = False
        with suppress(OSError):
            while chunk := await self._read(reader):
                lost = lost or self._fault in LOSES[way]
                if not lost:
                    await self._write(writer, chunk)
        if not lost and self._fault not in LOSES[way]:
            writer.close()
            back.close()

    async def _read(self, reader: Reader) -> bytes:
        chunk = await reader.read(CHUNK)
        while self._fault is Fault.STILL:
            await asyncio.sleep(STEP_S)
        return chunk

    async def _write(self, writer: Writer, chunk: bytes) -> None:
        if self._fault is Fault.DELAY:
            await asyncio.sleep(DELAY_S)
        while chunk and self._fault is Fault.SLOW:
            part = int(SLOW_BYTES * STEP_S)
            writer.write(chunk[:part])
            chunk = chunk[part:]
            await asyncio.sleep(STEP_S)
        writer.write(chunk)
        await writer.drain()


def _cut(writer: Writer, fault: Fault) -> None:
    sock = writer.get_extra_info("socket")
    if fault is Fault.RESET and sock is not None:
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    writer.transport.abort()


@asynccontextmanager
async def line_to(upstream: int | Path) -> AsyncIterator[Line]:
    """A good line to the service at this port or socket, on a port of its own; the block may make it bad."""
    line = Line(upstream)
    carrying: set[asyncio.Task[None]] = set()

    def accept(reader: Reader, writer: Writer) -> None:
        task = asyncio.create_task(line.carry(reader, writer))
        carrying.add(task)
        task.add_done_callback(carrying.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        for task in list(carrying):
            task.cancel()
        await asyncio.gather(*carrying, return_exceptions=True)
        await server.wait_closed()
