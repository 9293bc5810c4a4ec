"""What is measured of the live path moves when its thing happens."""

import asyncio

from server.live.hub import Hub
from server.live.window import News
from tests.debate import Debate, gather
from tests.pouring import poured
from tests.redis import RedisServer
from tests.server.live.conftest import opened, place
from tests.server.live.events import reading
from tests.server.live.test_slow import not_reading, until_full
from tests.server.ops.scrape import Metrics, Page, measured
from tests.serving import serving


async def test_an_entry_is_measured_once_however_many_lines_it_goes_to(
    metrics: Metrics, debate: Debate
) -> None:
    epoch, head = await place(debate)
    async with (
        opened(metrics.world, debate.member) as first,
        opened(metrics.world, debate.observer) as second,
        opened(metrics.world),
    ):
        for line in (first, second):
            await line.follow(debate.room_id, epoch, head)
        before = await metrics.until(lambda page: page("dienhong_live_lines", kind="socket") == 3)

        def moved(page: Page, name: str, **labels: str) -> float:
            return page(name, **labels) - before(name, **labels)

        await debate.say(debate.owner, "Tôi có số liệu mới.")
        for line in (first, second):
            await line.entries(debate.room_id, 1)
        # the member's inbox is followed as well, and may have an entry of its own
        after = await metrics.until(
            lambda page: (
                moved(page, "dienhong_live_lag_seconds_count")
                == moved(page, "dienhong_live_entries_total")
                > 0
            )
        )
    entries = moved(after, "dienhong_live_entries_total")
    assert 1 <= entries <= 3
    assert moved(after, "dienhong_live_lag_seconds_bucket", le="+Inf") == entries
    assert 0 < moved(after, "dienhong_live_lag_seconds_sum") < 60
    assert 1 <= moved(after, "dienhong_live_flush_seconds_count") <= entries
    assert moved(after, "dienhong_live_window_bytes") > 0


async def test_lines_rooms_and_follows_are_counted_while_they_are_there(
    metrics: Metrics, debate: Debate
) -> None:
    empty = await metrics.until(lambda page: page("dienhong_live_lines") == 0)
    assert empty("dienhong_live_rooms") == empty("dienhong_live_follows") == 0
    epoch, head = await place(debate)
    async with (
        opened(metrics.world) as line,
        reading(debate.owner.http, debate.room_id) as events,
    ):
        await events.until("followed")
        await line.say(type="follow", room=debate.room_id, epoch=epoch, seq=head)
        assert (await line.next())["type"] == "refused", "nobody is signed in on it"
        page = await metrics.page()
        assert page("dienhong_live_lines", kind="socket") == 1
        assert page("dienhong_live_lines", kind="stream") == 1
        assert page("dienhong_live_rooms") == 2, "the room, and the reader's inbox"
        assert page("dienhong_live_follows") == 1
        assert page("dienhong_live_lines_paused") == 0
    await metrics.until(lambda page: page("dienhong_live_lines") == 0)


async def test_a_line_that_takes_nothing_is_seen(metrics: Metrics, debate: Debate) -> None:
    async with not_reading(metrics.world, debate, await debate.head()) as (_, client):
        while not client.sink.full():
            await poured(metrics.app.state.store, debate.room_id, 200, 4000)
            await asyncio.sleep(0.01)
        await until_full(client)
        assert (await metrics.page())("dienhong_live_lines_paused") == 1
    await metrics.until(lambda page: page("dienhong_live_lines_paused") == 0)


async def test_each_way_to_resume_is_told_apart(metrics: Metrics, debate: Debate) -> None:
    def counted(page: Page) -> dict[str, float]:
        results = ("joined", "caught_up", "reset", "refused")
        return {r: page("dienhong_live_resumes_total", result=r) for r in results}

    epoch, head = await place(debate)
    async with opened(metrics.world, debate.member) as line:
        before = counted(await metrics.page())
        await line.follow(debate.room_id, epoch, head)
        await line.follow(debate.room_id, epoch, 0)
        await line.until("entry", room=debate.room_id, seq=head)
        await line.follow(debate.room_id, epoch + 1, head)
        await line.follow(debate.room_id, epoch, head + 10)
        after = counted(await metrics.page())
    moved = {result: after[result] - before[result] for result in after}
    assert moved == {"joined": 1, "caught_up": 1, "reset": 1, "refused": 1}


async def test_what_comes_again_or_too_early_or_not_at_all_is_counted(
    metrics: Metrics, debate: Debate
) -> None:
    hub: Hub = metrics.app.state.hub
    epoch, head = await place(debate)
    async with opened(metrics.world, debate.member) as line:
        await line.follow(debate.room_id, epoch, head)
        before = await metrics.page()
        hub.hear(News(debate.room_id, epoch, head, "post.added", b"{}"))
        moved = await metrics.page()
        assert (
            moved("dienhong_live_duplicates_total") - before("dienhong_live_duplicates_total") == 1
        )
        store = metrics.app.state.store
        store._announce, kept = (lambda _: None), store._announce  # its news is lost
        try:
            await poured(store, debate.room_id, 4)
        finally:
            store._announce = kept
        await line.entries(debate.room_id, 4)
        moved = await metrics.page()
        assert moved("dienhong_live_repairs_total") > before("dienhong_live_repairs_total")
        assert moved("dienhong_live_filled_total") - before("dienhong_live_filled_total") >= 4
        hub.hear(News(debate.room_id, epoch, head + 6, "post.edited", b"{}"))
        moved = await metrics.page()
        assert moved("dienhong_live_early_total") - before("dienhong_live_early_total") == 1
        assert 0 <= moved("dienhong_live_sweep_age_seconds") < 5


async def test_a_redis_that_dies_is_seen_and_seen_to_come_back(
    database_url: str, redis_server: RedisServer
) -> None:
    async with serving(database_url, redis_server.url) as world, measured(world) as metrics:
        page = await metrics.until(lambda page: page("dienhong_bus_up") == 1)
        assert page("dienhong_bus_canary_age_seconds") < 3
        debate = await gather(world)
        await metrics.until(
            lambda page: (
                page("dienhong_bus_news_total", way="published")
                == page("dienhong_bus_news_total", way="heard")
                > 0
            )
        )
        redis_server.kill()
        page = await metrics.until(lambda page: page("dienhong_bus_up") == 0)
        earlier = page("dienhong_bus_canary_age_seconds")
        await debate.say(debate.member, "Không có Redis vẫn nói được.")
        page = await metrics.until(
            lambda page: (
                page("dienhong_bus_news_total", way="dropped") > 0
                and page("dienhong_bus_canary_age_seconds") > earlier
            )
        )
        assert page("dienhong_ready", part="live") == 1, "by the sweep"
        await redis_server.start()
        page = await metrics.until(lambda page: page("dienhong_bus_up") == 1)
        assert page("dienhong_bus_canary_age_seconds") < 3
