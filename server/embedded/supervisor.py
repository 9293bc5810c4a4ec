"""Starts PostgreSQL and stops it in good order; in between, starts it again whenever it ends by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import structlog

from server.embedded import account, cluster, places
from server.embedded.errors import Unusable
from server.embedded.postmaster import Postmaster

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 5.0

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def running(data: Path, *, namespaces: bool = True) -> AsyncIterator[str]:
    """A database in `data` while the body runs; yields its URL, which stays the same over its restarts.

    Enter it in the thread that lives as long as the program: the database ends with the thread that started it.
    `namespaces` False: as on a kernel that forbids user namespaces. Raises Unusable.
    """
    data = data.absolute()
    with cluster.held(data):
        programs = places.programs()
        who = account.choose(data / "postgres", programs / "postgres", namespaces=namespaces)
        programs = places.reachable_programs(programs, who)
        folder = await cluster.ensure(data / "postgres", programs, who)
        socket = places.socket_folder(folder, who)
        postmaster = Postmaster(programs / "postgres", folder, socket, data / "postgres.log", who)
        watching = None
        try:
            await postmaster.start()
            watching = asyncio.create_task(_kept(postmaster))
            yield f"postgresql://{cluster.USER}@/{cluster.DATABASE}?host={quote(str(socket))}"
        finally:
            if watching is not None:
                watching.cancel()
                await asyncio.wait([watching])
            await postmaster.stop()
            with contextlib.suppress(OSError):
                socket.rmdir()


async def _kept(postmaster: Postmaster) -> None:
    """Start it again whenever it ends: nearly at once, and ever more slowly while it keeps ending."""
    loop, pause_s = asyncio.get_running_loop(), FIRST_PAUSE_S
    while True:
        up_since = loop.time()
        code = await postmaster.ended()
        lasted = loop.time() - up_since > LONGEST_PAUSE_S
        pause_s = FIRST_PAUSE_S if lasted else min(pause_s * 2, LONGEST_PAUSE_S)
        log.error("the database ended and is started again", code=code)
        await asyncio.sleep(pause_s)
        try:
            await postmaster.start()
        except Unusable as unusable:
            log.error("the database does not start", why=str(unusable))  # noqa: TRY400 - the reason is all there is
