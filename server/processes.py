"""Several processes on one port: a parent that serves nobody itself, opens what they share, and keeps them running.

A child is handed everything over its standard input, says on its standard output that it is ready, and takes the end
of its input for the end of its parent. One that dies is started again; where one keeps dying at once, all stop.
"""

import asyncio
import contextlib
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

import msgspec
import structlog
from msgspec import Struct

from server.config import Settings
from server.live.exchange import Exchange

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 5.0
LASTING_S = 10.0  # who lived for longer did not die at once
MOST = 4  # deaths at once of one process, one after the other, before we give up
# The same program as ours: with -m it would be the one in the folder where somebody happens to stand.
CHILD = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r}); from server.child import main; sys.exit(main())"
END_S = 30.0  # for a process that was asked to end; its answers under way have 10 s of them

log = structlog.get_logger(__name__)


class Failing(RuntimeError):
    """A process that cannot be kept running; the message is one sentence."""


class Start(Struct, frozen=True):
    """What a child is told. `door` and `exchange` are descriptors it inherits; with Redis there is no exchange."""

    settings: Settings
    database_url: str
    index: int
    door: int
    exchange: int | None


class Processes:
    """As many processes as there are doors."""

    def __init__(self, settings: Settings, url: str, doors: Sequence[socket.socket]) -> None:
        self._settings = settings
        self._url = url
        self._doors = doors
        self._exchange = None if settings.redis_url else Exchange()
        self._running: dict[int, Process] = {}
        self._ready: set[int] = set()
        self._all_ready = asyncio.Event()
        self._stopping = asyncio.Event()

    async def run(self, greet: Callable[[], Awaitable[None]]) -> None:
        """Keep them running until `stop`; `greet` once when all are ready. Raises Failing."""
        beside = [asyncio.create_task(self._greeting(greet))]
        if self._exchange is not None:
            beside.append(asyncio.create_task(self._exchange.run()))
        kept = [asyncio.create_task(self._keep(index)) for index in range(len(self._doors))]
        try:
            await asyncio.wait(kept, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            self.stop()
            failed = await asyncio.gather(*kept, return_exceptions=True)
            for task in beside:
                task.cancel()
            await asyncio.wait(beside)
        for error in failed:
            if isinstance(error, BaseException):
                raise error

    def stop(self) -> None:
        """Ask all to end in good order. May be called again."""
        self._stopping.set()
        for door in self._doors:
            door.close()  # before theirs, or it would go on taking connections for nobody
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    async def _greeting(self, greet: Callable[[], Awaitable[None]]) -> None:
        await self._all_ready.wait()
        await greet()

    async def _keep(self, index: int) -> None:
        """Start this process whenever it is not running: nearly at once, and ever more slowly. Raises Failing."""
        loop, pause_s, deaths = asyncio.get_running_loop(), FIRST_PAUSE_S, 0
        while not self._stopping.is_set():
            began = loop.time()
            code = await self._live(index)
            if self._stopping.is_set():
                return
            lasted = loop.time() - began > LASTING_S
            pause_s = FIRST_PAUSE_S if lasted else min(pause_s * 2, LONGEST_PAUSE_S)
            deaths = 1 if lasted else deaths + 1
            if deaths == MOST:
                raise Failing(
                    f"Process {index} of {len(self._doors)} ended {MOST} times at once, last with {_how(code)}: all stop."
                )
            log.error("a process ended and is started again", process=index, how=_how(code))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._stopping.wait()

    async def _live(self, index: int) -> int:
        """One life of a process; its exit code."""
        async with self._line() as line:
            door = self._doors[index].fileno()
            end = line.fileno() if line is not None else None
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-c", CHILD),
                stdin=PIPE,
                stdout=PIPE,
                pass_fds=[door] if end is None else [door, end],
                start_new_session=True,  # Ctrl-C is for the parent, which passes it on
            )
            self._running[index] = process
            if line is not None:
                line.close()  # its own end is the process's alone
            if self._stopping.is_set():  # meanwhile
                process.terminate()
            start = Start(self._settings, self._url, index, door, end)
            beginning = asyncio.create_task(self._begin(process, start))
            try:
                return await self._ended(process)
            finally:
                del self._running[index]
                beginning.cancel()

    def _line(self) -> contextlib.AbstractAsyncContextManager[socket.socket | None]:
        return self._exchange.line() if self._exchange is not None else _no_line()

    async def _begin(self, process: Process, start: Start) -> None:
        """Tell it what it is to do, and wait until it does it or has ended."""
        assert process.stdin is not None, "it has a pipe"
        assert process.stdout is not None, "it has a pipe"
        with contextlib.suppress(OSError):  # it has ended: its code will say how
            process.stdin.write(msgspec.json.encode(start) + b"\n")
            await process.stdin.drain()
        if await process.stdout.readline():
            self._ready.add(start.index)
            if len(self._ready) == len(self._doors):
                self._all_ready.set()

    async def _ended(self, process: Process) -> int:
        """Its exit code, when it has ended. Once all are asked to end it has END_S."""
        waiting = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait([waiting, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        _, late = await asyncio.wait([waiting], timeout=END_S if not waiting.done() else None)
        if late:
            log.error("a process does not end and is killed", pid=process.pid)
            process.kill()
        return await waiting


@contextlib.asynccontextmanager
async def _no_line() -> AsyncIterator[None]:
    yield None


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
