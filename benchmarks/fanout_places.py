"""Where the fan-out is measured: a database and a Redis beside, people for a room, a processor for each end."""

import contextlib
import os
import resource
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks import beside
from benchmarks.fanout_product import prepare
from benchmarks.fanout_servers import Place


@contextlib.asynccontextmanager
async def places(sockets: int) -> AsyncIterator[Place]:
    """Where sides stand, with people for so many sockets, and as many open files as this process may have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = await stack.enter_async_context(beside.database(folder / "data"))
        redis_url = None
        with contextlib.suppress(RuntimeError):
            redis_url = await stack.enter_async_context(beside.redis(folder))
        stage = await prepare(url, sockets)
        yield Place(folder, min(os.sched_getaffinity(0)), url, redis_url, stage)


def last_core() -> None:
    """Keep this thread, which reads, off the servers' processor."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
