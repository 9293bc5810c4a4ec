"""A server whose metrics can be read."""

from collections.abc import AsyncIterator

import pytest

from server.ops import watch
from tests.debate import Debate, gather
from tests.redis import RedisServer, redis_running
from tests.server.ops.scrape import Metrics, measured
from tests.serving import serving


@pytest.fixture(scope="module")
async def metrics(database_url: str) -> AsyncIterator[Metrics]:
    """Without Redis; what is in the database is asked anew for each page."""
    patch = pytest.MonkeyPatch()
    patch.setattr(watch, "FRESH_S", 0.0)
    async with serving(database_url) as world, measured(world) as found:
        yield found
    patch.undo()


@pytest.fixture
async def debate(metrics: Metrics) -> Debate:
    """A room of that server."""
    return await gather(metrics.world)


@pytest.fixture
async def redis_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    """A Redis of the test's own."""
    async with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server
