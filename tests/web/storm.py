"""A server of its own that can be killed, behind a line that can be cut, and the weather that does both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from tests.promises.process import Served
from tests.web.guard import Guard
from tests.web.line import line
from tests.web.visit import Visit
from tests.web.weather import Storm
from tests.world import World

NO_LINE = (r"net::ERR_", r"WebSocket connection to", r"no answer")


class Stormy(NamedTuple):
    """`url`: where pages find the server, over the line."""

    world: World
    weather: Storm
    url: str


@asynccontextmanager
async def storm(
    folder: Path, database_url: str, visit: Visit, guard: Guard
) -> AsyncIterator[Stormy]:
    """A server on this database while the body runs; the visit is left before it ends."""
    guard.expect(*NO_LINE)
    async with line() as (near, to_pages):
        served = Served(folder / "var", database_url)
        url = f"http://127.0.0.1:{near}"
        served.choose("ORIGINS", f"{served.url},{url}")
        to_pages.lead_to(served.port)
        await served.start()
        world = World(served.url, database_url, None)
        try:
            yield Stormy(world, Storm(served, to_pages), url)
            await visit.leave()
        finally:
            await world.close()
            await served.stop()
