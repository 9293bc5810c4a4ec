"""The bus over a line that is made bad, on the loop the product runs on: it notices, it recovers, it ends when asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

import pytest
import uvloop

from server.live import redis as product
from server.live.redis import RedisBus
from tests.chaos.line import Fault, Line, line_to
from tests.redis import RedisServer
from tests.server.live.test_bus import Ear, news, running, until

SILENCING = [Fault.CUT, Fault.RESET, Fault.HOLE, Fault.DEAF, Fault.MUTE, Fault.STILL]

NOTHING_LOST = {Fault.STILL, Fault.DEAF}  # of what others say


async def served(scene: Coroutine[None, None, None]) -> None:
    """Run it on a loop of the product's kind. That differs: it raises other errors for lines that have ended."""
    await asyncio.to_thread(uvloop.run, scene)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product, "CANARY_S", 0.1)
    monkeypatch.setattr(product, "PATIENCE_S", 0.6)
    monkeypatch.setattr(product, "TIMEOUT_S", 0.4)
    monkeypatch.setattr(product, "STALE_S", 0.5)


@asynccontextmanager
async def over(redis_server: RedisServer) -> AsyncIterator[tuple[Line, RedisBus, Ear, RedisBus]]:
    """A bus that hears over a line, and one that is near to Redis."""
    async with line_to(redis_server.port) as line:
        far, near = RedisBus(f"redis://127.0.0.1:{line.port}/0"), RedisBus(redis_server.url)
        async with running(far) as ear, running(near):
            yield line, far, ear, near


def carried(ear: Ear, seq: int) -> Callable[[], bool]:
    return lambda: any(told.seq == seq for told in ear.heard)


@pytest.mark.parametrize("fault", SILENCING)
async def test_a_bus_notices_that_it_hears_nothing_and_hears_again_when_that_is_over(
    redis_server: RedisServer, fault: Fault
) -> None:
    async def scene() -> None:
        async with over(redis_server) as (line, far, ear, near):
            near.publish(news(1))
            await until(carried(ear, 1))
            line.fault = fault
            await until(lambda: not far.well() and not far._up)  # and has given the line up
            before, line.fault = ear.missed, Fault.NONE
            await until(far.well)
            await until(lambda: ear.missed > before or fault in NOTHING_LOST)
            near.publish(news(2))
            await until(carried(ear, 2))

    await served(scene())


@pytest.mark.parametrize("fault", [Fault.DELAY, Fault.SLOW])
async def test_a_lame_line_is_none_that_is_lost(redis_server: RedisServer, fault: Fault) -> None:
    async def scene() -> None:
        async with over(redis_server) as (line, far, ear, near):
            line.fault = fault
            for seq in range(1, 6):
                near.publish(news(seq, size=20_000))
            await until(carried(ear, 5))
            assert [told for told in ear.heard if told.seq] == [
                news(seq, size=20_000) for seq in range(1, 6)
            ]
            assert far.well()

    await served(scene())


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.RESET])
async def test_news_that_could_not_be_sent_is_sent_when_the_line_is_good_again_at_once(
    redis_server: RedisServer, fault: Fault
) -> None:
    async def scene() -> None:
        async with line_to(redis_server.port) as line:
            far, near = RedisBus(f"redis://127.0.0.1:{line.port}/0"), RedisBus(redis_server.url)
            async with running(far), running(near) as ear:
                far.publish(news(1))
                await until(carried(ear, 1))
                line.fault = fault
                far.publish(news(2))
                far.publish(news(3))
                await asyncio.sleep(0.1)
                line.fault = Fault.NONE
                await until(carried(ear, 3))
                assert carried(ear, 2)()

    await served(scene())


async def test_news_that_has_become_old_is_not_sent(redis_server: RedisServer) -> None:
    async def scene() -> None:
        async with line_to(redis_server.port) as line:
            far, near = RedisBus(f"redis://127.0.0.1:{line.port}/0"), RedisBus(redis_server.url)
            async with running(far), running(near) as ear:
                line.fault = Fault.CUT
                far.publish(news(1))
                await asyncio.sleep(2 * product.STALE_S)
                line.fault = Fault.NONE
                far.publish(news(2))
                await until(carried(ear, 2))
                assert not carried(ear, 1)(), "the sweeps have found it long ago"

    await served(scene())


@pytest.mark.parametrize("fault", SILENCING)
async def test_a_bus_ends_when_it_is_cancelled_whatever_is_wrong(
    redis_server: RedisServer, fault: Fault
) -> None:
    async def scene() -> None:
        async with over(redis_server) as (line, far, _, _):
            line.fault = fault
            for seq in range(1, 50):
                far.publish(news(seq, size=100_000))
            await asyncio.sleep(0.2)  # `running` sees to it that it ends

    await served(scene())
