"""Presence over two processes and a real Redis, which is killed and hangs; and one of the processes is killed too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from server.live.hub import Hub
from server.live.lane import PART
from server.live.presence import BELIEVED_S
from server.live.redis import SHARDS, pack
from server.live.window import News
from tests.debate import Debate, gather
from tests.promises.process import Served
from tests.redis import RedisServer
from tests.server.live.conftest import Line, opened
from tests.server.live.gathering import come, seen, written
from tests.server.live.test_bus import until
from tests.serving import SECRET, serving
from tests.world import World


class Two(NamedTuple):
    """Two servers with a line in each: hers at the first, his at the second."""

    here: World
    there: World
    debate: Debate
    hers: Line
    his: Line


@pytest.fixture
async def two(database_url: str, redis_server: RedisServer) -> AsyncIterator[Two]:
    async with (
        serving(database_url, redis_server.url) as here,
        serving(database_url, redis_server.url) as there,
    ):
        debate = await gather(here)
        hubs: list[Hub] = [here.app.state.hub, there.app.state.hub]
        await until(lambda: all(hub.bus.well() for hub in hubs))
        async with opened(here, debate.owner) as hers, opened(there, debate.member) as his:
            await come(hers, debate)
            await come(his, debate)
            for line in (hers, his):
                await seen(line, debate, count=2)
            yield Two(here, there, debate, hers, his)


async def test_who_is_at_one_process_is_seen_at_the_other(two: Two) -> None:
    await two.his.say(type="typing", thread=two.debate.thread_id)
    await written(two.hers, two.debate, 1)
    await two.his.say(type="here", room=None)
    await seen(two.hers, two.debate, count=1)
    await written(two.hers, two.debate, 0)


async def test_one_person_at_both_is_one(two: Two) -> None:
    async with opened(two.here, two.debate.member) as second:
        await come(second, two.debate)
        told = await seen(second, two.debate, count=2)
        assert told["members"] == [1, two.debate.number(two.debate.member)]
        await two.his.socket.close()
        await two.hers.say(type="here", room=None)
        await seen(second, two.debate, members=[two.debate.number(two.debate.member)])


async def test_whoever_is_removed_at_one_process_is_gone_at_the_other(two: Two) -> None:
    number = two.debate.number(two.debate.member)
    await two.debate.owner.do("PUT", f"{two.debate.room}/members/{number}/removal", reason="Lạc đề")
    await seen(two.hers, two.debate, count=1, members=[1])


async def test_without_redis_each_counts_its_own_and_together_again_afterwards(
    two: Two, redis_server: RedisServer
) -> None:
    redis_server.kill()
    await two.hers.until("present", count=1, members=[1], within_s=BELIEVED_S + 5)
    await two.his.until("present", count=1, within_s=BELIEVED_S + 5)
    await redis_server.start()
    await two.hers.until("present", count=2, within_s=15)
    await two.his.until("present", count=2, within_s=15)


async def test_what_is_no_part_is_passed_over(two: Two, redis_server: RedisServer) -> None:
    for frame in (b"", b"{}", b'["x"', b'["x",["a"],[],0,{}]'):
        news = News(two.debate.room_id, 0, 0, PART, frame)
        await redis_server.say(two.debate.room_id % SHARDS, pack(news))
    await two.his.say(type="here", room=None)
    await seen(two.hers, two.debate, count=1)


@asynccontextmanager
async def served(folder: Path, database_url: str, redis_url: str) -> AsyncIterator[Served]:
    """A process of its own, of the portal that the test is about."""
    folder.mkdir()
    file = folder / "secret"
    file.touch(0o600)
    file.write_text(SECRET.hex())
    process = Served(folder, database_url, redis_url)
    await process.start()
    try:
        yield process
    finally:
        if process.running:
            process.kill()


async def test_who_was_at_a_process_that_is_killed_vanishes(
    database_url: str, redis_server: RedisServer, tmp_path: Path
) -> None:
    async with (
        serving(database_url, redis_server.url) as here,
        served(tmp_path / "data", database_url, redis_server.url) as process,
    ):
        debate = await gather(here)
        there = World(process.url, database_url, None)
        async with opened(here, debate.owner) as hers, opened(there, debate.member) as his:
            await come(hers, debate)
            await come(his, debate)
            await hers.until("present", count=2, within_s=10)
            process.kill()
            await hers.until("present", count=1, members=[1], within_s=BELIEVED_S + 5)
