"""With Sentinels the bus and the limits are at whoever is master, and go on at the next one where that dies."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.limits.rate import Rate
from server.limits.shared import Away, Shared
from server.live import probe, sentinels
from server.live.redis import RedisBus
from tests.sentinel import Watched, watched
from tests.server.live.test_bus import news, running, until


@pytest.fixture
async def redises(tmp_path: Path) -> AsyncIterator[Watched]:
    async with watched(tmp_path) as found:
        yield found


def test_an_address_may_name_several_sentinels() -> None:
    url = "redis+sentinel://:m%40t@one,two:26380,[2001:db8::1]:5/mymaster/3"
    assert sentinels.by_sentinel(url)
    assert sentinels.addresses(url) == [("one", 26379), ("two", 26380), ("2001:db8::1", 5)]


async def test_when_the_master_dies_the_next_one_carries_the_news_and_counts(
    redises: Watched,
) -> None:
    here, there = RedisBus(redises.url), RedisBus(redises.url)
    counts, once = Shared(redises.url), Rate(1, 3600)
    assert await probe.version(redises.url)
    async with running(here), running(there) as ear:
        here.publish(news(1))
        await until(lambda: ear.heard == [news(1)])
        assert await counts.take("một người", once) == 0
        assert await counts.take("một người", once) > 0
        missed = ear.missed
        redises.master.kill()
        await until(lambda: not there.well())
        await redises.promoted(redises.replica.port)
        await until(lambda: here.well() and there.well(), within_s=30)
        assert ear.missed > missed, "what was written meanwhile is looked for"
        async with asyncio.timeout(
            30
        ):  # what is said while the next master is looked for may be lost
            while ear.heard[-1] != news(2):
                here.publish(news(2))
                await asyncio.sleep(0.1)
        await _counted(counts, once)
    await counts.close()


async def _counted(counts: Shared, rate: Rate) -> None:
    """Wait until somebody is counted again."""
    async with asyncio.timeout(30):
        while True:
            try:
                await counts.take("người khác", rate)
            except Away:
                await asyncio.sleep(0.1)
            else:
                return
