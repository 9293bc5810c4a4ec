"""The database of this start: the one the settings name, or one of our own; migrated either way."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg

import migrations
from server import embedded
from server.config import Settings

CONNECT_S = 10.0


class Unreachable(RuntimeError):
    """The database that the settings name cannot be had; the message is one sentence."""


UNAVAILABLE = (Unreachable, embedded.Unusable, migrations.Unmigratable)


@contextlib.asynccontextmanager
async def opened(settings: Settings, *, migrate: bool = True) -> AsyncIterator[str]:
    """The URL of a database with the newest schema, there while the body runs. Raises one of UNAVAILABLE.

    `migrate` False: with the schema it has.
    """
    async with contextlib.AsyncExitStack() as stack:
        url = settings.database_url
        if url is None:
            url = await stack.enter_async_context(embedded.running(Path(settings.data)))
        if migrate:
            await migrated(url)
        yield url


async def prepared(settings: Settings) -> list[str]:
    """Bring the schema to the newest; the names of what was applied. Raises one of UNAVAILABLE."""
    if settings.database_url:
        return await migrated(settings.database_url)
    async with embedded.running(Path(settings.data)) as url:
        return await migrated(url)


async def connected(url: str) -> asyncpg.Connection:
    """A connection, the caller's to close. Raises Unreachable."""
    try:
        return await asyncpg.connect(url, timeout=CONNECT_S)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        why = str(error).strip().rstrip(".") or type(error).__name__
        raise Unreachable(f"The database of DATABASE_URL cannot be reached: {why}.") from error


async def migrated(url: str, up_to: int | None = None) -> list[str]:
    """Bring the schema to this number (None: the newest); the names of what was applied. Raises one of UNAVAILABLE."""
    conn = await connected(url)
    try:
        return await migrations.migrate(conn, up_to=up_to)
    except (asyncpg.PostgresError, TimeoutError) as error:
        raise migrations.Unmigratable(
            f"The schema could not be brought up to date: {error}."
        ) from error
    finally:
        await conn.close()
