"""The portal's database for a command that may run beside the server: on one machine, the server has it open."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import asyncpg

from rooms.store import Store
from server import database, embedded
from server.config import Settings
from server.embedded.cluster import DATABASE, USER

SOCKET_LINE = 4  # of postmaster.pid, counted from 0: the folder of the socket


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, *, migrate: bool = True, make: bool = False
) -> AsyncIterator[str]:
    """As `database.opened`; where a server runs on the data folder, the URL of what it runs on.

    `migrate` False: the schema stays as it is, for what only reads. `make`: a database of our own is made where
    there is none; else that raises Unusable, so that a command in the wrong folder leaves nothing there.
    """
    if not make:
        _must_be(settings)
    async with contextlib.AsyncExitStack() as stack:
        try:
            url = await stack.enter_async_context(database.opened(settings, migrate=migrate))
        except embedded.Unusable:
            found = running(Path(settings.data))
            if found is None:
                raise
            url = found
        yield url


@contextlib.asynccontextmanager
async def store(url: str) -> AsyncIterator[Store]:
    """A store over this database for a command, whose statements may take as long as they need."""
    async with asyncpg.create_pool(url, min_size=1, max_size=2, timeout=5) as pool:
        yield Store(pool)


def there(settings: Settings) -> bool:
    """Whether the data folder has a database of our own, running or not."""
    return (Path(settings.data) / "postgres").exists()


def _must_be(settings: Settings) -> None:
    if not (settings.database_url or there(settings)):
        folder = Path(settings.data).absolute()
        raise embedded.Unusable(
            f"There is no portal in {folder}: set DATA to its folder, or DATABASE_URL."
        )


def running(data: Path) -> str | None:
    """The URL of the database that runs in this folder, None where none does."""
    if embedded.pid(data) is None:
        return None
    try:
        lines = (data / "postgres" / "postmaster.pid").read_text().splitlines()
        return f"postgresql://{USER}@/{DATABASE}?host={quote(lines[SOCKET_LINE].strip())}"
    except (OSError, IndexError):
        return None
