"""Starts PostgreSQL and stops it in good order; in between, starts it again whenever it ends by itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import structlog

from server.embedded import account, cluster, places
from server.embedded.ballast import Ballast
from server.embedded.errors import Unusable
from server.embedded.postmaster import Postmaster

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 5.0
LOOK_S = 30.0  # after room for the ballast

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
        ballast = Ballast(data / "ballast")
        watching = None
        try:
            await _started(postmaster, ballast)
            watching = asyncio.create_task(_kept(postmaster, ballast))
            yield f"postgresql://{cluster.USER}@/{cluster.DATABASE}?host={quote(str(socket))}"
        finally:
            if watching is not None:
                watching.cancel()
                await asyncio.wait([watching])
            await postmaster.stop()
            with contextlib.suppress(OSError):
                socket.rmdir()


async def _started(postmaster: Postmaster, ballast: Ballast) -> None:
    """Start it, on a full disk with what was kept for that. Raises Unusable."""
    if ballast.release():
        log.error("the disk is full: what was kept for that is given to the database")
    await postmaster.start()
    ballast.keep()


async def _kept(postmaster: Postmaster, ballast: Ballast) -> None:
    """Start it again whenever it ends: nearly at once, and ever more slowly while it keeps ending."""
    loop, pause_s = asyncio.get_running_loop(), FIRST_PAUSE_S
    while True:
        up_since = loop.time()
        code = await _ended(postmaster, ballast)
        lasted = loop.time() - up_since > LONGEST_PAUSE_S
        pause_s = FIRST_PAUSE_S if lasted else min(pause_s * 2, LONGEST_PAUSE_S)
        log.error("the database ended and is started again", code=code)
        await asyncio.sleep(pause_s)
        try:
            await _started(postmaster, ballast)
        except Unusable as unusable:
            log.error("the database does not start", why=str(unusable))  # noqa: TRY400 - the reason is all there is


async def _ended(postmaster: Postmaster, ballast: Ballast) -> int | None:
    """Its exit code, once it ended. Meanwhile the ballast is made again where it was given away and there is room."""
    end = asyncio.ensure_future(postmaster.ended())
    try:
        while not (await asyncio.wait([end], timeout=LOOK_S))[0]:
            ballast.keep()
    finally:
        end.cancel()
    return end.result()
