"""Real pages in a real Chromium: the built client, served by the running product, watched by a guard."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.debate import Debate, gather
from tests.serving import serving
from tests.web import chromium
from tests.web.affair import Affair, begun
from tests.web.guard import Guard
from tests.web.screens import Gallery, hung
from tests.web.stage import NO_LINE, Stage, staged
from tests.web.visit import Visit
from tests.world import Someone, World
from web import build

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
async def built() -> None:
    """The pages, made from the sources as they are."""
    if build.fresh():
        return
    script = str(ROOT / "web" / "build.py")
    made = await asyncio.create_subprocess_exec(
        sys.executable, script, "build", stderr=asyncio.subprocess.PIPE
    )
    _, said = await made.communicate()
    if made.returncode:
        chromium.absent(f"the pages could not be built: {said.decode().strip()[-400:]}")


@pytest.fixture(scope="session")
async def site(built: None, database_url: str) -> AsyncIterator[World]:  # noqa: ARG001
    """The running product with its pages. (`world` may have begun before they were built.)"""
    async with serving(database_url) as running:
        yield running


@pytest.fixture(scope="session")
async def an(site: World) -> Someone:
    """Opens the rooms of most tests; each test makes rooms of its own."""
    return await site.person("Nguyễn Văn An")


@pytest.fixture(scope="session")
async def binh(site: World) -> Someone:
    """Reads and answers in them."""
    return await site.person("Trần Thị Bình")


@pytest.fixture
async def administrator(site: World) -> AsyncIterator[Someone]:
    """Somebody who administers the portal meanwhile."""
    async with site.administrator() as someone:
        yield someone


@pytest.fixture(scope="module")
async def gallery(site: World) -> AsyncIterator[Gallery]:
    """All screens, with somebody who administers meanwhile."""
    async with site.administrator() as administrator:
        yield await hung(site, administrator)


@pytest.fixture(autouse=True)
def guard() -> Iterator[Guard]:
    """Fails the test when a page complained of something it did not declare."""
    watching = Guard()
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)


@pytest.fixture
async def visit(browser: Browser, site: World, guard: Guard) -> AsyncIterator[Visit]:
    """Opens pages of the site as somebody, or as nobody; all are closed after the test."""
    visiting = Visit(browser, site, guard)
    yield visiting
    await visiting.leave()


@pytest.fixture
async def stage(
    built: None,  # noqa: ARG001
    database_url: str,
    guard: Guard,
) -> AsyncIterator[Stage]:
    """A server of the test's own whose lines can be cut; that pages complain of it is expected."""
    guard.expect(*NO_LINE)
    with tempfile.TemporaryDirectory(prefix="dh") as folder:  # a socket's path must be short
        async with staged(database_url, Path(folder)) as staging:
            yield staging


@pytest.fixture
async def public(world: World) -> Debate:
    """A public debate of the test's own."""
    return await gather(world, visibility="public")


@pytest.fixture
async def affair(site: World) -> Affair:
    """Somebody was rude in a public thread of the test's own."""
    return await begun(site, "public")
