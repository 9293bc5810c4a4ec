"""The line of evidence reaches the terminal past pytest's capture."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.debate import cast
from tests.promises.harness import Promise, promised
from tests.redis import RedisServer, redis_running
from tests.world import Someone, World

Promising = Callable[[str], AbstractContextManager[Promise]]


@pytest.fixture
def promise(capsys: pytest.CaptureFixture[str]) -> Promising:
    """Begins a promise by its name."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")
            sys.stdout.flush()

    @contextmanager
    def begin(name: str) -> Iterator[Promise]:
        with promised(name, say) as running:
            yield running

    return begin


@pytest.fixture(scope="module")
def running(request: pytest.FixtureRequest) -> Iterator[Promise]:
    """The promise that all tests of a file keep together, which it names as PROMISE; one line of evidence for them."""
    with promised(request.module.PROMISE, aloud(request)) as begun:
        yield begun


@pytest.fixture(scope="module")
async def everyone(world: World) -> list[Someone]:
    """People of the file's own, one for each role."""
    return await cast(world)


@pytest.fixture(scope="module")
async def administrator(world: World) -> AsyncIterator[Someone]:
    """An administrator of the portal, for as long as the tests of a file run."""
    async with world.administrator() as someone:
        yield someone


@pytest.fixture
async def redis_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    """A Redis of the test's own."""
    async with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server


def aloud(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says a line past pytest's capture, for promises that many tests keep together."""
    captured = request.config.pluginmanager.getplugin("capturemanager")

    def say(line: str) -> None:
        with captured.global_and_fixture_disabled():
            sys.stdout.write(f"\n{line}\n")
            sys.stdout.flush()

    return say
