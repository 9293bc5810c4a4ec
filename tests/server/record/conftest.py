"""An empty portal's database for each test of the record: the log is one for the whole database."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from migrations import migrate
from rooms.store import Store
from server.record import chaining, export
from server.record.chaining import State
from server.record.notes import Signer
from tests.serving import SIGNER


@pytest.fixture
async def portal(empty: str) -> str:
    """URL of a new database with the schema."""
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.close()
    return empty


@pytest.fixture
async def store(portal: str) -> AsyncIterator[Store]:
    """A store over it."""
    async with asyncpg.create_pool(portal, min_size=1, max_size=12) as pool:
        yield Store(pool)


async def taken(store: Store, signer: Signer = SIGNER) -> State:
    """Everything that waits, taken into the log; how the last turn ended."""
    while (state := (await store.run(chaining.extend, None, signer)).result) is State.MORE:
        pass
    return state


async def exported(store: Store, file: Path) -> Path:
    """The log, written to this file."""
    async with store.reading() as tx:
        file.write_text("".join([line async for line in export.lines(tx)]), "utf-8")
    return file
