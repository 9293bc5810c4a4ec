"""What is measured of the rest of a process moves when its thing happens."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from rooms.errors import Busy
from rooms.store import Store
from server.ops.page import METRICS
from tests.debate import Debate
from tests.server.ops.scrape import Metrics, Page


async def test_every_metric_of_the_tables_is_on_the_page(metrics: Metrics) -> None:
    page = await metrics.page()
    assert len(METRICS) > 30
    there = {family.name: family for family in page.families}
    for metric in METRICS:
        family = there[metric.name.removesuffix("_total")]
        assert (family.type, family.documentation) == (metric.kind, metric.what)
    ours = {name for name in there if name.startswith("dienhong_")}
    assert ours == {metric.name.removesuffix("_total") for metric in METRICS}
    assert page("process_resident_memory_bytes") > 0


async def test_a_request_is_counted_by_its_route_and_never_by_its_address(
    metrics: Metrics, debate: Debate
) -> None:
    labels = {"method": "GET", "route": "/rooms/{room_id}", "status": "2xx"}
    await debate.owner.get(debate.room)
    before = await metrics.page()
    await debate.owner.get(debate.room)
    await metrics.world.client().get("/không-có")
    await metrics.world.client().request("PROPFIND", "/")
    after = await metrics.page()
    name = "dienhong_http_requests_total"
    assert after(name, **labels) - before(name, **labels) == 1
    count = "dienhong_http_seconds_count"
    assert after(count, route="/rooms/{room_id}") - before(count, route="/rooms/{room_id}") == 1
    assert after(name, method="GET", route="other", status="4xx") >= 1
    assert after(name, method="other", status="4xx") == 1
    routes = {
        sample.labels["route"]
        for family in after.families
        for sample in family.samples
        if "route" in sample.labels
    }
    assert str(debate.room_id) not in "".join(routes)


async def test_a_verb_is_counted_by_what_became_of_it(metrics: Metrics, debate: Debate) -> None:
    name = "dienhong_verbs_total"
    await debate.say(debate.member)
    before = await metrics.page()
    await debate.say(debate.member)
    answer = await debate.outsider.ask("POST", f"{debate.thread}/posts", body="Tôi xin nói.")
    assert answer.status_code == 404
    after = await metrics.page()
    done, refused = ({"verb": "posts.reply", "outcome": outcome} for outcome in ("done", "refused"))
    assert after(name, **done) - before(name, **done) == 1
    assert after(name, **refused) - sum(before.all(name, **refused)) == 1


async def test_texts_made_into_html_are_counted(metrics: Metrics, debate: Debate) -> None:
    name = "dienhong_rendering_texts_total"
    before = await metrics.page()
    await debate.say(debate.member, "Một **điểm** nữa.")
    after = await metrics.page()
    assert after(name, outcome="rendered") - before(name, outcome="rendered") == 1
    assert after("dienhong_rendering_processes") == 1
    assert after("dienhong_rendering_waiting") == 0


async def test_connections_and_the_wait_for_them_are_seen(metrics: Metrics) -> None:
    store: Store = metrics.app.state.store
    before = await metrics.page()
    limit = int(before("dienhong_pool_limit"))
    assert before("dienhong_pool_connections", state="used") <= 2
    async with AsyncExitStack() as held:
        for _ in range(limit - 1):
            await held.enter_async_context(store.looking())
        page = await metrics.page()
        assert page("dienhong_pool_connections", state="used") >= limit - 1
        await held.enter_async_context(store.looking())
        with pytest.raises(Busy):
            await held.enter_async_context(store.looking())
    after = await metrics.page()
    assert after("dienhong_pool_refused_total") > before("dienhong_pool_refused_total")
    count = "dienhong_pool_wait_seconds_count"
    assert after(count) - before(count) >= limit


async def test_a_loop_that_is_held_up_is_seen(metrics: Metrics) -> None:
    def late(page: Page) -> float:
        name = "dienhong_loop_lag_seconds_bucket"
        return page(name, le="+Inf") - page(name, le="0.25")

    before = late(await metrics.page())
    time.sleep(0.6)  # noqa: ASYNC251 - that is the point
    await asyncio.sleep(0.1)
    assert late(await metrics.page()) > before


async def test_letters_that_wait_are_seen(metrics: Metrics) -> None:
    before = await metrics.page()
    async with metrics.world.sql() as conn:
        await conn.execute(
            "insert into letter (key, kind, recipient, language, facts, at, due_at) values"
            " ('ops-1', 'reset', 'a@vidu.invalid', 'vi', '{}', now() - interval '1 hour', now()),"
            " ('ops-2', 'reset', 'b@vidu.invalid', 'vi', '{}', now(), now() + interval '1 hour')"
        )
        try:
            after = await metrics.page()
        finally:
            await conn.execute("delete from letter where key in ('ops-1', 'ops-2')")
    for state in ("due", "later"):
        moved = after("dienhong_letters", state=state) - before("dienhong_letters", state=state)
        assert moved == 1
    assert after("dienhong_letters_oldest_seconds") >= 3600


async def test_a_follower_that_is_behind_or_passed_an_entry_over_is_seen_and_stays_ready(
    metrics: Metrics, debate: Debate
) -> None:
    follower = {"follower": "inbox"}
    caught_up = await metrics.until(
        lambda page: page("dienhong_follower_behind_entries", **follower) == 0
    )
    async with metrics.world.sql() as conn:
        await conn.execute(
            "insert into follower_skip (name, room_id, seq, error) values ('inbox', $1, 1, 'RuntimeError')",
            debate.room_id,
        )
        await conn.execute(
            "update follower set seq = 0, next_at = now() + interval '1 hour' where name = 'inbox' and room_id = $1",
            debate.room_id,
        )
        try:
            page = await metrics.page()
            ready = await metrics.world.client().get("/readyz")
        finally:
            await conn.execute("delete from follower_skip where room_id = $1", debate.room_id)
            await conn.execute(
                "update follower set next_at = now() where room_id = $1", debate.room_id
            )
    name = "dienhong_follower_passed_over"
    assert page(name, **follower) - caught_up(name, **follower) == 1
    assert page("dienhong_follower_behind_rooms", **follower) == 1
    assert page("dienhong_follower_behind_entries", **follower) == await debate.head()
    assert ready.text == "ok"


async def test_a_page_comes_in_time_while_the_database_does_not_answer(metrics: Metrics) -> None:
    store: Store = metrics.app.state.store
    limit = int((await metrics.page())("dienhong_pool_limit"))
    async with AsyncExitStack() as held:
        for _ in range(limit):
            await held.enter_async_context(store.looking())
        began = time.monotonic()
        page = await metrics.page()
        assert time.monotonic() - began < 5
        assert page("dienhong_ready", part="database") == 0
        assert page.all("dienhong_letters") == []
        assert page("dienhong_pool_connections", state="used") == limit
