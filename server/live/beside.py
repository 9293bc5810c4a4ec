"""Work beside the lines: begun by somebody who does not wait for it, told of where it fails, ended with all the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

import structlog

log = structlog.get_logger(__name__)

AGAIN_S = 1.0  # before a loop that failed is begun again


class Beside:
    """The work of one process' live path. `tasks`: what will be done with; the loops are not among it."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []

    def start(self, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        """Do this, and tell where it fails."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def for_ever(self, loop: Callable[[], Awaitable[None]]) -> None:
        """Do this again whenever it ends: everything hangs on it."""
        self._loops.append(asyncio.get_running_loop().create_task(_for_ever(loop)))

    async def end(self) -> None:
        """End all of it."""
        tasks, self._loops = [*self._loops, *self.tasks], []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("live task failed", exc_info=error)


async def _for_ever(loop: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await loop()
        except Exception:
            log.exception("live loop failed")
        await asyncio.sleep(AGAIN_S)
