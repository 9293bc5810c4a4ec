"""Over Redis nothing that happens to Redis loses an entry. What any bus promises is in test_any_bus.py."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from server.live import redis as product
from server.live.bus import Bus
from server.live.hub import Hub
from server.live.redis import SHARDS, RedisBus, pack, unpack
from server.live.window import News
from tests.debate import Debate, gather
from tests.pouring import poured
from tests.redis import RedisServer
from tests.server.live.conftest import Line, opened
from tests.serving import serving
from tests.world import World


def news(seq: int, room_id: int = 1, size: int = 10) -> News:
    return News(room_id, 3, seq, "post.added", b'{"seq":%d,"x":"%s"}' % (seq, b"x" * size))


def test_a_message_comes_out_as_it_went_in() -> None:
    whole = News(7, 9, 12, "post.added", '{"html":"dòng\\n hai"}'.encode())
    assert unpack(pack(whole)) == whole
    for broken in (b"", b"x", b"1 2 3\n{}", b"1 2 x post.added\n{}"):
        with pytest.raises(ValueError, match=r"."):
            unpack(broken)


class Ear:
    """What a bus told."""

    def __init__(self) -> None:
        self.heard: list[News] = []
        self.missed = 0

    def hear(self, told: News) -> None:
        self.heard.append(told)

    def miss(self) -> None:
        self.missed += 1


@asynccontextmanager
async def running(bus: Bus) -> AsyncIterator[Ear]:
    ear = Ear()
    task = asyncio.create_task(bus.run(ear.hear, ear.miss))
    try:
        await until(bus.well)
        yield ear
    finally:
        task.cancel()
        await asyncio.wait([task], timeout=5)
        assert task.done(), "it does not end when it is cancelled"


async def until(holds: Callable[[], bool], within_s: float = 60.0) -> None:
    async with asyncio.timeout(within_s):
        while not holds():
            await asyncio.sleep(0.01)


async def test_what_is_no_news_is_passed_over(redis_server: RedisServer) -> None:
    there = RedisBus(redis_server.url)
    async with running(there) as ear:
        for shard in range(SHARDS):
            await redis_server.say(shard, b"\xff not news")
        await redis_server.say(1, pack(news(1)))
        await until(lambda: ear.heard == [news(1)])


async def test_a_subscription_that_comes_again_means_look(redis_server: RedisServer) -> None:
    there = RedisBus(redis_server.url)
    async with running(there) as ear:
        before = ear.missed
        assert before > 0
        async with redis_server.client() as client:
            await client.client_kill_filter(_type="pubsub")
        await until(lambda: ear.missed > before)
        await until(there.well)


async def test_a_redis_that_only_hangs_is_noticed(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product, "PATIENCE_S", 1.0)
    monkeypatch.setattr(product, "CANARY_S", 0.2)
    there = RedisBus(redis_server.url)
    async with running(there):
        redis_server.hold()
        await until(lambda: not there.well())
        redis_server.release()
        await until(there.well)


class Pair:
    """Two servers on one database and one Redis, a debate, and a reader of it at the second."""

    def __init__(self, here: World, there: World, debate: Debate, line: Line) -> None:
        self.here, self.there, self.debate, self.line = here, there, debate, line
        self.given = 0

    async def write(self, count: int) -> None:
        """Entries at the first server."""
        await poured(self.here.app.state.store, self.debate.room_id, count)
        self.given += count

    async def read(self, count: int) -> None:
        """As many at the second, in a run."""
        await self.line.entries(self.debate.room_id, count)

    def well(self) -> bool:
        hubs: list[Hub] = [self.here.app.state.hub, self.there.app.state.hub]
        return all(hub.bus.well() for hub in hubs)


@pytest.fixture
async def pair(database_url: str, redis_server: RedisServer) -> AsyncIterator[Pair]:
    async with (
        serving(database_url, redis_server.url) as here,
        serving(database_url, redis_server.url) as there,
    ):
        debate = await gather(here)
        page = await debate.owner.get(f"{debate.room}/entries?limit=1")
        async with opened(there, debate.member) as line:
            await line.follow(debate.room_id, page["epoch"], page["seq"])
            two = Pair(here, there, debate, line)
            await until(two.well)
            yield two


async def test_entries_cross_from_one_process_to_the_other(pair: Pair) -> None:
    hub: Hub = pair.there.app.state.hub
    before = hub.sweep.repaired
    for _ in range(20):
        await pair.write(1)
        await pair.read(1)
    assert hub.sweep.repaired - before < 5, "they came as news, not by the sweep"


async def test_nothing_is_lost_when_redis_is_killed_and_comes_back(
    pair: Pair, redis_server: RedisServer
) -> None:
    await pair.write(50)
    redis_server.kill()
    await pair.write(100)
    await pair.read(150)
    await redis_server.start()
    await until(pair.well)
    await pair.write(20)
    await pair.read(20)
    await pair.line.nothing(pair.debate.room_id)


async def test_nothing_is_lost_when_redis_hangs(pair: Pair, redis_server: RedisServer) -> None:
    redis_server.hold()
    await pair.write(100)
    await pair.read(100)  # by the sweep, within a second
    redis_server.release()
    await pair.write(20)
    await pair.read(20)
    await pair.line.nothing(pair.debate.room_id)


async def test_nothing_is_lost_when_connections_are_cut_again_and_again(
    pair: Pair, redis_server: RedisServer
) -> None:
    async with redis_server.client() as client:
        for _ in range(6):
            await pair.write(10)
            await client.client_kill_filter(_type="pubsub")
            await pair.write(10)
            await client.client_kill_filter(_type="normal", skipme=True)
    await pair.read(120)
    await pair.line.nothing(pair.debate.room_id)


async def test_nothing_is_lost_when_redis_drops_a_listener_that_is_behind(
    pair: Pair, redis_server: RedisServer
) -> None:
    """A message larger than the listener's output buffer may be cuts it off."""
    async with redis_server.client() as client:
        await client.config_set("client-output-buffer-limit", "pubsub 16384 8192 1")
        await redis_server.say(0, b"x" * 200_000)
        await pair.write(30)
        await redis_server.say(0, b"x" * 200_000)
        await pair.write(30)
    await pair.read(60)
    await pair.line.nothing(pair.debate.room_id)


async def test_portals_that_share_a_redis_hear_nothing_of_each_other(
    pair: Pair, redis_server: RedisServer, database_url: str
) -> None:
    async with serving(database_url, redis_server.url, secret=bytes(32)) as other:
        there, elsewhere = (world.app.state.hub.bus for world in (pair.there, other))
        await until(elsewhere.well)
        before = there.traffic().heard
        await pair.write(5)
        await until(lambda: there.traffic().heard >= before + 5)
        await asyncio.sleep(0.2)
        assert elsewhere.traffic().heard == 0


async def test_old_news_that_comes_late_changes_nothing(
    pair: Pair, redis_server: RedisServer
) -> None:
    await pair.write(5)
    await pair.read(5)
    epoch = (await pair.debate.owner.get(f"{pair.debate.room}/entries?limit=1"))["epoch"]
    for seq in (1, 3, 2, 2):
        stale = News(pair.debate.room_id, epoch, seq, "post.added", b"{}")
        await redis_server.say(pair.debate.room_id % SHARDS, pack(stale))
    await pair.line.nothing(pair.debate.room_id)
    await pair.write(5)
    await pair.read(5)
