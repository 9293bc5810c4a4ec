"""A stage for faults: a server of a test's own, reached by pages and by the database through lines it can cut."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from tests.serving import serving
from tests.web.line import Line, line, line_to_database
from tests.world import Someone, World

NO_LINE = (
    r"net::ERR_",
    r"WebSocket connection to",
    r"status of 50[2-4]",
    r"unknown error occurred when fetching the script",  # of the worker, whether there is a newer
)  # what browsers say of it


class Stage:
    """`url` is where pages find the server. `to_pages` and `to_database` can be cut and mended."""

    def __init__(self, url: str, to_pages: Line, database_url: str, to_database: Line) -> None:
        self.url = url
        self.to_pages = to_pages
        self.to_database = to_database
        self._database_url = database_url
        self._running = contextlib.AsyncExitStack()
        self.world: World

    async def start(self) -> None:
        """A server, where none runs."""
        running = serving(self._database_url, seen_as=(self.url,))
        self.world = await self._running.enter_async_context(running)
        self.to_pages.lead_to(int(self.world.url.rpartition(":")[2]))

    async def stop(self) -> None:
        """End it as a deploy does."""
        await self._running.aclose()

    def again(self, who: Someone) -> Someone:
        """The same person, speaking to the server that runs now."""
        http = self.world.client()
        for name, value in who.http.cookies.items():
            http.cookies.set(name, value, domain="127.0.0.1")
        return Someone(http, who.person, who.email)


@contextlib.asynccontextmanager
async def staged(database_url: str, folder: Path) -> AsyncIterator[Stage]:
    """A stage with its server running."""
    async with (
        line() as (near, to_pages),
        line_to_database(database_url, folder) as (through, to_database),
    ):
        stage = Stage(f"http://127.0.0.1:{near}", to_pages, through, to_database)
        await stage.start()
        yield stage
        await stage.stop()
