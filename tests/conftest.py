"""Real Postgres, HTTP and sockets, started once. Tests share the server, never a room: each makes its own."""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from migrations import migrate
from tests.debate import Debate, cast, gather
from tests.serving import serving
from tests.world import Someone, World

if TYPE_CHECKING:
    from playwright.async_api import Browser


pytest_plugins = ["tests.spreading"]


@pytest.fixture(scope="session")
async def postgres(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """URL of an empty database: of the server that TEST_DATABASE_URL names, else of an embedded one."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        name = f"dienhong_test_{os.getpid()}"
        admin = await asyncpg.connect(given)
        await admin.execute(f'create database "{name}"')
        place, _, query = given.partition("?")
        yield f"{place.rpartition('/')[0]}/{name}?{query}"
        await admin.execute(f'drop database "{name}" with (force)')
        await admin.close()
        return
    from server import embedded  # noqa: PLC0415 - not needed where a server is given

    async with embedded.running(tmp_path_factory.mktemp("pg") / "data") as url:
        yield url


@pytest.fixture(scope="session")
async def database_url(postgres: str) -> str:
    """URL of a database that has been migrated."""
    conn = await asyncpg.connect(postgres)
    await migrate(conn)
    await conn.close()
    return postgres


@pytest.fixture
async def empty(postgres: str) -> AsyncIterator[str]:
    """URL of a new database with nothing in it."""
    admin = await asyncpg.connect(postgres)
    name = f"dienhong_{secrets.token_hex(4)}"
    await admin.execute(f"create database {name}")
    place, _, query = postgres.partition("?")
    yield f"{place.rpartition('/')[0]}/{name}?{query}"
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


@pytest.fixture(scope="session")
async def world(database_url: str) -> AsyncIterator[World]:
    """The running product, without Redis."""
    async with serving(database_url) as running:
        yield running


@pytest.fixture(scope="session")
async def people(world: World) -> list[Someone]:
    """The people of most debates, one for each role and one outside. A test that changes a person makes its own."""
    return await cast(world)


@pytest.fixture
async def debate(world: World, people: list[Someone]) -> Debate:
    """A room of the test's own, with somebody in every role."""
    return await gather(world, people)


@pytest.fixture
async def administrator(world: World) -> AsyncIterator[Someone]:
    """Somebody who administers the portal meanwhile."""
    async with world.administrator() as someone:
        yield someone


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator["Browser"]:
    """One Chromium for all tests; each has contexts of its own in it."""
    from tests.web import chromium  # noqa: PLC0415 - not needed by most

    async with chromium.running() as started:
        yield started


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Third-party test data: skipped where it is not named, a failure where it is named and not there."""
    named = os.environ.get("DIENHONG_CORPORA")
    if not named:
        pytest.skip("DIENHONG_CORPORA is not set: third-party test data is not here")
    folder = Path(named)
    assert (folder / "README.md").is_file(), f"DIENHONG_CORPORA={named} is not the corpora folder"
    return folder
