"""On a Cluster news and counts go on when a master dies, when a slot moves, and while it is on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from server.limits.rate import Rate
from server.limits.shared import Away, Shared
from server.live import probe
from server.live.cluster import Cluster, on_cluster
from server.live.hub import Hub
from server.live.redis import SHARDS, RedisBus
from tests.cluster import RedisCluster, clustered
from tests.debate import gather
from tests.ports import free_port
from tests.pouring import poured
from tests.promises.process import Served
from tests.redis import RedisServer
from tests.server.live.conftest import opened
from tests.server.live.test_bus import Ear, news, running, until
from tests.serving import serving
from tests.world import World, new_key

ONCE = Rate(1, 3600)


@pytest.fixture
async def redises(tmp_path: Path) -> AsyncIterator[RedisCluster]:
    folder = tmp_path / "redis"
    folder.mkdir()
    async with clustered(folder) as found:
        yield found


def test_an_address_names_some_of_the_nodes() -> None:
    url = "rediss+cluster://ai:m%40t@one,two:7001"
    cluster = Cluster(url)
    assert on_cluster(url)
    assert cluster._named == [("one", 6379), ("two", 7001)]
    kept = cluster.client("one", 6379).connection_pool.connection_kwargs
    assert (kept["username"], kept["password"]) == ("ai", "m@t")


async def heard_in_every_shard(here: RedisBus, ear: Ear, seq: int) -> None:
    """Say it until it is heard: what is said while somebody else takes over may be lost."""
    async with asyncio.timeout(30):
        for room_id in range(SHARDS):
            while news(seq, room_id) not in ear.heard:
                here.publish(news(seq, room_id))
                await asyncio.sleep(0.05)


async def counted(counts: Shared, whom: str) -> float:
    """What it says, once it is counted."""
    async with asyncio.timeout(30):
        while True:
            try:
                return await counts.take(whom, ONCE)
            except Away:
                await asyncio.sleep(0.05)


async def test_when_a_master_dies_its_replica_carries_the_news_and_counts(
    redises: RedisCluster,
) -> None:
    here, there, counts = RedisBus(redises.url), RedisBus(redises.url), Shared(redises.url)
    people = [f"người {n}" for n in range(30)]
    async with running(here), running(there) as ear:
        await heard_in_every_shard(here, ear, 1)
        assert [await counted(counts, each) for each in people] == [0] * 30
        missed = ear.missed
        redises.masters[0].kill()
        await until(lambda: not there.well())
        await redises.take_over()
        await until(lambda: here.well() and there.well(), within_s=30)
        assert ear.missed > missed, "what was written meanwhile is looked for"
        await heard_in_every_shard(here, ear, 2)
        assert all([await counted(counts, f"{each} khác") == 0 for each in people])
    await counts.close()


async def test_a_slot_that_moves_takes_its_channel_and_counts_along(redises: RedisCluster) -> None:
    here, there, counts = RedisBus(redises.url), RedisBus(redises.url), Shared(redises.url)
    channel, key = "dienhong:3", "dienhong:limit:một người"
    async with running(here), running(there) as ear:
        await heard_in_every_shard(here, ear, 1)
        assert await counted(counts, "một người") == 0
        missed = ear.missed
        for moved in (channel, key):
            to = next(each for each in redises.masters if each is not redises.owner(moved))
            await redises.begin_moving(moved, to)
            here.publish(news(2, room_id=3))
            await until(lambda: news(2, room_id=3) in ear.heard)
            assert await counted(counts, "một người") > 0, "also while it is on the way"
            await redises.end_moving(moved, to)
            assert await counted(counts, "một người") > 0
        await until(lambda: ear.missed > missed)
        await until(lambda: here.well() and there.well())
        await heard_in_every_shard(here, ear, 3)
    await counts.close()


async def test_a_master_that_only_hangs_is_noticed_and_counts_are_away_at_once(
    redises: RedisCluster,
) -> None:
    bus, counts = RedisBus(redises.url), Shared(redises.url)
    async with running(bus) as ear:
        redises.masters[1].hold()
        await until(lambda: not bus.well())
        async with asyncio.timeout(60):
            said = [await _said(counts, f"{n}") for n in range(40)]
        assert {0.0, None} >= set(said), "by this node alone"
        redises.masters[1].release()
        await until(bus.well, within_s=30)
        await heard_in_every_shard(bus, ear, 1)
        assert await counted(counts, "sau đó") == 0
    await counts.close()


async def _said(counts: Shared, whom: str) -> float | None:
    try:
        return await counts.take(whom, ONCE)
    except Away:
        return None


async def test_whoever_checks_is_told_the_version_or_that_it_is_no_cluster(
    redises: RedisCluster, redis_server: RedisServer
) -> None:
    assert int((await probe.version(redises.url)).partition(".")[0]) >= 7
    with pytest.raises(probe.Unreachable, match="no Cluster"):
        await probe.version(redis_server.url.replace("redis://", "redis+cluster://"))
    with pytest.raises(probe.Unreachable, match=r"say redis\+cluster"):
        await probe.version(f"redis://127.0.0.1:{redises.masters[0].port}/0")
    with pytest.raises(probe.Unreachable):
        await probe.version(f"redis+cluster://127.0.0.1:{free_port()}")


async def test_servers_on_a_cluster_are_ready_and_entries_cross_also_when_a_master_has_died(
    redises: RedisCluster, database_url: str
) -> None:
    async with (
        serving(database_url, redises.url) as here,
        serving(database_url, redises.url) as there,
    ):
        hub: Hub = there.app.state.hub
        await until(hub.bus.well)
        debate = await gather(here)
        page = await debate.owner.get(f"{debate.room}/entries?limit=1")
        async with opened(there, debate.member) as line:
            await line.follow(debate.room_id, page["epoch"], page["seq"])
            before = hub.sweep.repaired
            for _ in range(20):
                await poured(here.app.state.store, debate.room_id, 1)
                await line.entries(debate.room_id, 1)
            assert hub.sweep.repaired - before < 5, "they came as news, not by the sweep"
            redises.masters[0].kill()
            await poured(here.app.state.store, debate.room_id, 20)
            await line.entries(debate.room_id, 20)
            assert (await there.client().get("/readyz")).text == "ok", "by the sweep"
            await redises.take_over()
            await until(hub.bus.well, within_s=30)
            await poured(here.app.state.store, debate.room_id, 20)
            await line.entries(debate.room_id, 20)
            await line.nothing(debate.room_id)


async def test_the_product_itself_on_a_cluster_what_is_posted_at_one_node_reaches_the_other(
    world: World, redises: RedisCluster, database_url: str, tmp_path: Path
) -> None:
    nodes = [Served(tmp_path / "data", database_url, redises.url) for _ in range(2)]
    debate = await gather(world)
    async with AsyncExitStack() as stack:
        for node in nodes:
            await node.start()
            stack.callback(node.kill)
        here, there = (World(node.url, database_url, None) for node in nodes)
        page = await debate.owner.get(f"{debate.room}/entries?limit=1")
        writer = here.client(cookie=debate.owner.cookie)
        stack.push_async_callback(here.close)
        async with opened(there, debate.member) as line:
            await line.follow(debate.room_id, page["epoch"], page["seq"])
            for n in range(5):
                form = {"key": new_key(), "body": f"Ý kiến số {n}.", "parent_id": None}
                answer = await writer.post(f"/threads/{debate.thread_id}/posts", json=form)
                assert answer.status_code == 201, answer.text
                await line.entries(debate.room_id, 1)
