"""A TCP proxy that does to a line what bad networks do, so that faults in tests are real ones."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto
from typing import TypeAlias

CHUNK = 65_536
Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


class Fate(Enum):
    """What becomes of one connection."""

    PASS = auto()
    DELAY = auto()  # both ways, a little
    CUT_BEFORE = auto()  # the request never reaches the server
    CUT_DURING = auto()  # it does, and both ends are cut at once: the server may be at work
    CUT_AFTER = auto()  # the server has answered, and the client does not hear of it


FAULTS = (Fate.CUT_BEFORE, Fate.CUT_DURING, Fate.CUT_AFTER)


class Proxy:
    """Passes connections on to a server. `fate` is asked once for each; `met` counts them."""

    def __init__(self, port: int, fate: Callable[[], Fate], delay_s: float = 0.02) -> None:
        self._upstream = port
        self._fate = fate
        self._delay_s = delay_s
        self._open: set[Writer] = set()
        self.met: dict[Fate, int] = dict.fromkeys(Fate, 0)
        self.port = 0

    @property
    def url(self) -> str:
        """Where clients connect."""
        return f"http://127.0.0.1:{self.port}"

    async def connected(self, reader: Reader, writer: Writer) -> None:
        """Carry one connection to its fate."""
        fate = self._fate()
        self.met[fate] += 1
        self._open.add(writer)
        try:
            with suppress(OSError):
                await self._carry(fate, reader, writer)
        finally:
            self._open.discard(writer)
            writer.transport.abort()

    async def _carry(self, fate: Fate, reader: Reader, writer: Writer) -> None:
        if fate is Fate.CUT_BEFORE:
            await reader.read(CHUNK)
            return
        answers, server = await asyncio.open_connection("127.0.0.1", self._upstream)
        delay_s = self._delay_s if fate is Fate.DELAY else 0.0
        asking = asyncio.create_task(_pump(reader, server, delay_s))
        try:
            if fate is Fate.CUT_DURING:
                await asyncio.sleep(self._delay_s / 4)
            elif fate is Fate.CUT_AFTER:
                await answers.read(CHUNK)
            else:
                await _pump(answers, writer, delay_s)
        finally:
            asking.cancel()
            server.transport.abort()

    def cut(self) -> None:
        """End what is open just now."""
        for writer in self._open:
            writer.transport.abort()


async def _pump(reader: Reader, writer: Writer, delay_s: float) -> None:
    """Everything that comes, until its end or its cut."""
    with suppress(OSError):
        while chunk := await reader.read(CHUNK):
            await asyncio.sleep(delay_s)
            writer.write(chunk)
            await writer.drain()


@asynccontextmanager
async def proxied(
    port: int, fate: Callable[[], Fate], delay_s: float = 0.02
) -> AsyncIterator[Proxy]:
    """A proxy to the server at `port` on a port of its own."""
    proxy = Proxy(port, fate, delay_s)
    server = await asyncio.start_server(proxy.connected, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.cut()
        await server.wait_closed()
