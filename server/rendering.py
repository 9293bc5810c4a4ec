"""Markdown to HTML off the event loop, in processes that can be killed.

Every text goes this way, short ones too. A body somebody built to be slow costs more than 100 ms; cmark is C, so
a fault in it ends its process; and it keeps 35 bytes for each character it was given, so a worker is replaced
after a while. The round trip adds about 0.3 ms to a render of one.

    async with Renderer() as renderer:
        html = await renderer.render(source)
"""

import asyncio
import logging
import struct
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from msgspec import Struct

from rooms.errors import Busy, Malformed, Refused, TooComplex, TooLarge
from rooms.text import LONGEST_BODY, characters

log = logging.getLogger(__name__)

START_S = 30.0  # to load the sanitisers, on a machine that has much else to do
RETIREMENT = 500_000  # characters given to one process: 20 MB kept, 110 MB if all of them were hostile
LENGTH = struct.Struct(">I")  # before each message, both ways


class Rendered(Struct, frozen=True, tag=True):
    """A worker's answer."""

    html: str


class Declined(Struct, frozen=True, tag=True):
    """A worker's answer: a refusal of the domain, in parts. No pickles: a worker has read hostile text."""

    kind: str
    reason: str
    field: str | None
    facts: dict[str, Any]

    def refusal(self) -> Refused:
        kinds = {kind.__name__: kind for kind in (Malformed, TooLarge, TooComplex)}
        return kinds[self.kind](self.reason, field=self.field, **self.facts)


Answer = Rendered | Declined


class Renderer:
    """A bounded queue of texts, and the workers that take from it. Use it as a context."""

    def __init__(
        self,
        workers: int = 1,
        *,
        waiting: int = 64,
        deadline_s: float = 2.0,
        patience_s: float = 10.0,
    ) -> None:
        """At most `waiting` texts wait, none longer than `patience_s`; a render may take `deadline_s`."""
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue(waiting)
        self._workers = [_Worker(deadline_s) for _ in range(workers)]
        self._patience_s = patience_s
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Take texts from now on. The processes start with the first one."""
        self._tasks = [asyncio.create_task(self._serve(worker)) for worker in self._workers]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes. Who still waits is told Busy."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while not self._jobs.empty():
            self._jobs.get_nowait().settle(_busy())

    async def render(self, source: str) -> str:
        """The HTML of `source` as `rooms.text.markdown.render` makes it.

        Raises what that raises; TooComplex also where it takes too long or ends its process; Busy where too many
        wait, or no process can be started. Being cancelled harms nobody else's answer.
        """
        source = characters.within(characters.clean(source, "body"), "body", LONGEST_BODY)
        job = _Job(source, asyncio.get_running_loop().create_future())
        try:
            self._jobs.put_nowait(job)
            async with asyncio.timeout(self._patience_s):
                return await job.html
        except (asyncio.QueueFull, TimeoutError):
            raise _busy() from None

    async def _serve(self, worker: "_Worker") -> None:
        try:
            while True:
                job = await self._jobs.get()
                if job.html.done():
                    continue  # whoever asked has gone
                try:
                    job.settle(await worker.answer(job.source))
                except Exception:  # a bug of ours costs this text its answer, not the pool a worker
                    log.exception("rendering failed")
                    await worker.end()
                finally:
                    job.settle(_busy())  # unless it has an answer
                with suppress(_Broken):
                    await worker.get_ready()  # for the next text, if this one cost it its process
        finally:
            await worker.end()


class _Job(NamedTuple):
    source: str
    html: asyncio.Future[str]

    def settle(self, outcome: Rendered | Refused) -> None:
        if self.html.done():
            return
        if isinstance(outcome, Rendered):
            self.html.set_result(outcome.html)
        else:
            self.html.set_exception(outcome)


class _Broken(Exception):
    """The process ended, or never became ready."""


class _Worker:
    """One place in the pool, and the process that holds it just now."""

    def __init__(self, deadline_s: float) -> None:
        self._deadline_s = deadline_s
        self._process: asyncio.subprocess.Process | None = None
        self._given = 0  # characters, to this process

    async def answer(self, source: str) -> Rendered | Refused:
        """What there is to say to this text. Never raises, never takes much longer than the deadline."""
        for _ in range(2):  # a process that was killed from outside says nothing about the text
            try:
                await self.get_ready()
            except _Broken:
                log.exception("no rendering process")
                return _busy()
            try:
                async with asyncio.timeout(self._deadline_s):
                    answer = await self._ask(source)
            except TimeoutError:
                await self.end()
                return TooComplex("too-slow-to-render", field="body")
            except _Broken:
                log.warning("a rendering process ended")
                await self.end()
            else:
                if self._given >= RETIREMENT:
                    await self.end()
                return answer if isinstance(answer, Rendered) else answer.refusal()
        return TooComplex("not-renderable", field="body")

    async def get_ready(self) -> None:
        """Have a process that has loaded everything. Raises _Broken."""
        if self._process is not None and self._process.returncode is None:
            return
        await self.end()
        # Not the interpreter's own pools: those fork, or cannot kill one that hangs. -P: the working directory is
        # no place to import from. A session of its own: Ctrl-C is for the server, which then ends this.
        command = [sys.executable, "-P", "-m", "server.rendering_worker", str(2 * self._deadline_s)]
        pipe = asyncio.subprocess.PIPE
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, start_new_session=True
            )
            async with asyncio.timeout(START_S):
                await self._receive()
        except (OSError, TimeoutError) as error:
            await self.end()
            raise _Broken from error
        except BaseException:
            await self.end()
            raise

    async def end(self) -> None:
        """Kill the process, whatever it does."""
        process, self._process, self._given = self._process, None, 0
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _ask(self, source: str) -> Answer:
        assert self._process is not None
        assert self._process.stdin is not None
        body = source.encode()
        self._given += len(source)
        try:
            self._process.stdin.write(LENGTH.pack(len(body)) + body)
            await self._process.stdin.drain()
        except OSError as error:
            raise _Broken from error
        return await self._receive()

    async def _receive(self) -> Answer:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            (length,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            body = await self._process.stdout.readexactly(length)
            return msgspec.msgpack.decode(body, type=Answer)
        except (EOFError, OSError, msgspec.DecodeError) as error:
            raise _Broken from error


def _busy() -> Busy:
    return Busy("rendering-busy", retry_after_s=2)
