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


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[str]:
    """The URL of a database that is there while the body runs. Raises Unusable."""
    if settings.database_url:
        yield settings.database_url
        return
    async with embedded.running(Path(settings.data)) as url:
        yield url


async def migrated(url: str) -> list[str]:
    """Bring it to the newest schema; the names of the migrations applied. Raises Unreachable, Unmigratable."""
    try:
        conn = await asyncpg.connect(url, timeout=CONNECT_S)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        why = str(error).strip() or type(error).__name__
        raise Unreachable(f"The database of DATABASE_URL cannot be reached: {why}.") from error
    try:
        return await migrations.migrate(conn)
    finally:
        await conn.close()
