"""Markdown to HTML off the event loop, in processes that can be killed.

Every text goes this way, short ones too. A body somebody built to be slow costs more than 100 ms;
cmark is C, so a fault in it ends its process; and it keeps 8 to 220 bytes of each character it was
given, so a process is replaced once it holds too much. The way there and back costs a text 0.3 ms.

    async with Renderer() as renderer:
        html = await renderer.render(source)
"""

import asyncio
import logging
from contextlib import aclosing, suppress
from types import TracebackType
from typing import NamedTuple, Self

from rooms.errors import Busy, Refused
from rooms.text import LONGEST_BODY, characters
from server.rendering.process import Broken, Process
from server.rendering.wire import Rendered

AT_ONCE = 16  # texts sent to one process together

log = logging.getLogger(__name__)


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
        """Let `waiting` texts wait, none longer than `patience_s`; rendering may take `deadline_s`.

        The patience includes the start of a process, a third of a second on a quiet machine.
        """
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue(waiting)
        self._processes = [Process(deadline_s) for _ in range(workers)]
        self._patience_s = patience_s
        self._tasks: list[asyncio.Task[None]] = []
        self.outcomes = {"rendered": 0, "refused": 0, "busy": 0}  # of texts since it began

    async def __aenter__(self) -> Self:
        """Take texts from now on. The processes start with the first one."""
        self._tasks = [asyncio.create_task(self._serve(process)) for process in self._processes]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes. Who still waits is told Busy."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while not self._jobs.empty():
            self._jobs.get_nowait().settle(_busy())

    async def render(self, source: str) -> str:
        """The HTML of `source` as `rooms.text.markdown.render` makes it.

        Raises what that raises; TooComplex also where it takes too long or ends its process; Busy
        where too many wait or no process starts. A request that is cancelled disturbs no other.
        """
        source = characters.within(characters.clean(source, "body"), "body", LONGEST_BODY)
        job = _Job(source, asyncio.get_running_loop().create_future())
        try:
            self._jobs.put_nowait(job)
            async with asyncio.timeout(self._patience_s):
                html = await job.html
        except (asyncio.QueueFull, TimeoutError):
            self.outcomes["busy"] += 1
            raise _busy() from None
        except Refused as refused:
            self.outcomes["busy" if isinstance(refused, Busy) else "refused"] += 1
            raise
        self.outcomes["rendered"] += 1
        return html

    @property
    def waiting(self) -> int:
        """Texts that no process has taken yet."""
        return self._jobs.qsize()

    @property
    def alive(self) -> int:
        """Processes that run just now; one that has nothing to do yet is not begun."""
        return sum(process.runs for process in self._processes)

    async def _serve(self, process: Process) -> None:
        try:
            while True:
                await self._answer(process, await self._next())
                with suppress(Broken):
                    await process.get_ready()  # for the next text, if one of these ended it
        finally:
            await process.end()

    async def _next(self) -> "list[_Job]":
        """The texts that wait, some at a time; those whose askers have gone are none."""
        jobs = [await self._jobs.get()]
        while len(jobs) < AT_ONCE and not self._jobs.empty():
            jobs.append(self._jobs.get_nowait())
        return [job for job in jobs if not job.html.done()]

    async def _answer(self, process: Process, jobs: "list[_Job]") -> None:
        try:
            async with aclosing(process.answers([job.source for job in jobs])) as answers:
                for job in jobs:
                    job.settle(await anext(answers))
        except Broken:
            log.exception("no rendering process")
        except Exception:  # a bug of ours costs these texts their answers, not the pool a worker
            log.exception("rendering failed")
            await process.end()
        finally:
            for job in jobs:
                job.settle(_busy())  # unless it has an answer


class _Job(NamedTuple):
    source: str
    html: asyncio.Future[str]

    def settle(self, outcome: Rendered | Refused) -> None:
        """Answer whoever asked, unless they have an answer or have gone."""
        if self.html.done():
            return
        if isinstance(outcome, Rendered):
            self.html.set_result(outcome.html)
        else:
            self.html.set_exception(outcome)


def _busy() -> Busy:
    return Busy("rendering-busy", retry_after_s=2)
