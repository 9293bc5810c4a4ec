"""A bad line is bad in the way it says, for connections that are open and for those that come."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from tests.chaos.line import DELAY_S, SLOW_BYTES, Fault, Line, Reader, Writer, line_to

SOON_S = 0.15  # in which nothing comes where nothing is to come
WATCHDOG_S = 10.0


class Echo:
    """A service that says what it is told, and remembers it."""

    def __init__(self) -> None:
        self.heard = b""

    async def serve(self, reader: Reader, writer: Writer) -> None:
        try:
            while chunk := await reader.read(1 << 20):
                self.heard += chunk
                writer.write(chunk)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.transport.abort()


class Caller:
    """A client of the service by way of the line."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self.reader, self.writer = reader, writer

    async def hears(self, said: bytes) -> bytes:
        """Say it, and what comes back, as much as was said; less where it does not come."""
        self.writer.write(said)
        try:
            async with asyncio.timeout(SOON_S):
                return await self.reader.readexactly(len(said))
        except TimeoutError:
            return b""

    async def ended(self) -> bool:
        """Whether the connection has ended, or been reset, by itself."""
        try:
            async with asyncio.timeout(WATCHDOG_S):
                return await self.reader.read(1) == b""
        except ConnectionResetError:
            return True


class Place:
    """A service, a line to it, and those who have called."""

    def __init__(self, echo: Echo, line: Line) -> None:
        self.echo, self.line = echo, line
        self._callers: list[Caller] = []

    async def call(self) -> Caller:
        """A new connection by way of the line."""
        caller = Caller(*await asyncio.open_connection("127.0.0.1", self.line.port))
        self._callers.append(caller)
        return caller

    def hang_up(self) -> None:
        for caller in self._callers:
            caller.writer.transport.abort()


@asynccontextmanager
async def called() -> AsyncIterator[tuple[Place, Caller]]:
    """A place, and an open connection there that works."""
    echo = Echo()
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    async with line_to(server.sockets[0].getsockname()[1]) as line:
        place = Place(echo, line)
        caller = await place.call()
        assert await caller.hears("chào".encode()) == "chào".encode()
        try:
            yield place, caller
        finally:
            place.hang_up()
    server.close()


@pytest.mark.parametrize("fault", [Fault.HOLE, Fault.DEAF, Fault.MUTE])
async def test_what_was_lost_on_a_connection_stays_lost_and_others_are_whole(fault: Fault) -> None:
    async with called() as (place, caller):
        place.line.fault = fault
        assert await caller.hears(b"mot") == b""
        assert (b"mot" in place.echo.heard) == (fault is Fault.MUTE), "only its own way is cut"
        place.line.fault = Fault.NONE
        assert await caller.hears(b"hai") == b""
        assert await (await place.call()).hears(b"ba") == b"ba"


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.RESET])
async def test_a_cut_ends_what_is_open_and_what_comes(fault: Fault) -> None:
    async with called() as (place, caller):
        place.line.fault = fault
        assert await caller.ended()
        assert await (await place.call()).ended()
        place.line.fault = Fault.NONE
        assert await (await place.call()).hears(b"ba") == b"ba"


async def test_a_reset_is_one() -> None:
    async with called() as (place, caller):
        place.line.fault = Fault.RESET
        with pytest.raises(ConnectionResetError):
            await caller.reader.read(1)


async def test_what_nobody_reads_is_delivered_later() -> None:
    async with called() as (place, caller):
        place.line.fault = Fault.STILL
        assert await caller.hears(b"mot") == b""
        place.line.fault = Fault.NONE
        async with asyncio.timeout(WATCHDOG_S):
            assert await caller.reader.readexactly(3) == b"mot"


@pytest.mark.parametrize(
    ("fault", "size", "least_s"),
    [(Fault.DELAY, 3, 2 * DELAY_S), (Fault.SLOW, SLOW_BYTES // 4, 0.2)],
)
async def test_a_lame_line_delivers_everything_and_takes_its_time(
    fault: Fault, size: int, least_s: float
) -> None:
    async with called() as (place, caller):
        place.line.fault = fault
        began = time.monotonic()
        caller.writer.write(b"x" * size)
        async with asyncio.timeout(WATCHDOG_S):
            assert await caller.reader.readexactly(size) == b"x" * size
        assert time.monotonic() - began >= least_s * 0.9


async def test_whoever_lets_go_is_let_go_at_the_other_end_but_not_through_a_hole() -> None:
    async with called() as (place, caller):
        other = await place.call()
        assert await other.hears(b"x") == b"x"
        assert place.line.open == 2
        other.writer.close()
        await _until(lambda: place.line.open == 1)
        place.line.fault = Fault.HOLE
        caller.writer.close()
        await asyncio.sleep(SOON_S)
        assert place.line.open == 1, "the service does not hear of it"


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WATCHDOG_S):
        while not holds():
            await asyncio.sleep(0.01)
