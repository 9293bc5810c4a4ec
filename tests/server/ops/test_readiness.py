"""Ready means: the database answers, news arrives one way or the other, and the process is not on its way out."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from rooms.store import Store
from server.live import redis as bus
from server.live import sweep
from server.live.hub import Hub
from server.ops.readiness import Readiness
from tests.redis import RedisServer
from tests.serving import serving
from tests.world import World

SOON_S = 30.0


async def until_ready(world: World, status: int) -> str:
    """What it says once it has this status."""
    http = world.client()
    async with asyncio.timeout(SOON_S):
        while True:
            answer = await http.get("/readyz")
            if answer.status_code == status:
                return answer.text
            await asyncio.sleep(0.05)


async def test_while_every_connection_is_held_it_says_so_in_time_and_lives(
    database_url: str,
) -> None:
    async with serving(database_url, pool_size=3) as world:
        http = world.client()
        assert (await http.get("/readyz")).text == "ok"
        store: Store = world.app.state.store
        async with AsyncExitStack() as held:
            for _ in range(3):
                await held.enter_async_context(store.looking())
            began = time.monotonic()
            answers = await asyncio.gather(*(http.get("/readyz") for _ in range(20)))
            took_s = time.monotonic() - began
            assert {answer.status_code for answer in answers} == {503}
            # An ask that began before, and has waited in vain for a connection by now, is answered too.
            said = {"database: no answer within 1 s", "database: database-away"}
            assert {answer.text for answer in answers} <= said
            assert took_s < 2.0
            assert (await http.get("/livez")).status_code == 200
        began = time.monotonic()
        assert await until_ready(world, 200) == "ok"
        assert time.monotonic() - began < 1.0


async def test_with_redis_gone_it_is_ready_by_the_sweep_and_without_both_it_is_not(
    database_url: str, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "PATIENCE_S", 1.0)
    monkeypatch.setattr(sweep, "STALE_S", 1.0)
    async with serving(database_url, redis_server.url) as world:
        hub: Hub = world.app.state.hub
        await until_ready(world, 200)
        redis_server.kill()
        async with asyncio.timeout(SOON_S):
            while hub.bus.well():
                await asyncio.sleep(0.02)
        assert await until_ready(world, 200) == "ok"

        async def looks_no_more(*, repair: bool) -> None:
            """As where each look fails."""

        monkeypatch.setattr(hub.sweep, "_look", looks_no_more)
        assert await until_ready(world, 503) == "live: neither the bus nor the sweep brings news"
        await redis_server.start()
        assert await until_ready(world, 200) == "ok"


async def test_a_process_that_goes_says_so(database_url: str) -> None:
    async with serving(database_url) as world:
        await until_ready(world, 200)
        world.app.state.hub.drain()
        assert await until_ready(world, 503) == "serving: stopping"


async def test_a_database_that_cannot_be_asked_is_not_well_and_tells_nothing(world: World) -> None:
    hub = Hub(world.app.state.hub.bus, world.app.state.hub.limits, "")
    hub.store = Store(None)  # type: ignore[arg-type]
    assert await Readiness(hub).unwell() == {"database": "failed"}
