"""Presence and typing over real sockets: who sees whom, when somebody is gone, and who is told nothing."""

import json

import httpx
import pytest

from server.live import places
from tests.debate import Debate, gather
from tests.pouring import poured
from tests.server.live.conftest import Opening, place
from tests.server.live.events import reading
from tests.server.live.gathering import come, seen, silent, together, written
from tests.server.live.test_slow import not_reading, slow_world, until_full  # noqa: F401 - a fixture
from tests.world import World


async def test_who_is_in_the_room_is_shown_to_all_who_follow_it_and_gone_when_they_go(
    line: Opening, debate: Debate
) -> None:
    async with line(debate.owner) as hers, line(debate.member) as his:
        await come(hers, debate)
        await seen(hers, debate, count=1, members=[debate.number(debate.owner)])
        await come(his, debate)
        both = [debate.number(debate.owner), debate.number(debate.member)]
        await seen(hers, debate, count=2, members=both)
        await seen(his, debate, count=2, members=both)

        await his.say(type="here", room=None)
        await seen(hers, debate, count=1)
        await his.say(type="here", room=debate.room_id)
        await seen(hers, debate, count=2)
        await his.socket.close()
        await seen(hers, debate, count=1, members=[debate.number(debate.owner)])


async def test_who_follows_without_being_there_is_neither_counted_nor_told(
    world: World, debate: Debate, line: Opening
) -> None:
    async with together(world, debate, debate.owner) as (hers,), line(debate.observer) as later:
        epoch, seq = await place(debate)
        async with silent(hers), silent(later):
            await later.follow(debate.room_id, epoch, seq)


async def test_who_does_not_wish_to_be_shown_sees_the_others_and_counts_nowhere(
    world: World, debate: Debate, line: Opening
) -> None:
    async with together(world, debate, debate.owner) as (hers,), line(debate.member) as his:
        epoch, seq = await place(debate)
        await his.follow(debate.room_id, epoch, seq)
        async with silent(hers), silent(hers, "writing"):
            await his.say(type="here", room=debate.room_id, shown=False)
            await his.say(type="typing", thread=debate.thread_id)
            await seen(his, debate, count=1, members=[debate.number(debate.owner)])
        await his.say(type="here", room=debate.room_id)
        await seen(hers, debate, count=2)


async def test_who_chooses_not_to_be_shown_is_hidden_on_every_line_whatever_the_line_says(
    world: World, debate: Debate, line: Opening
) -> None:
    me = debate.member
    profile = {k: me.person[k] for k in ("name", "organisation", "constituency", "language")}
    async with together(world, debate, debate.owner, me) as (hers, his):
        await me.do("PUT", "/me", **profile, seen=False)
        await seen(hers, debate, count=1, members=[debate.number(debate.owner)])
        await seen(his, debate, count=1)
        async with silent(hers), silent(hers, "writing"), line(me) as later:
            await his.say(type="here", room=debate.room_id, shown=True)
            await his.say(type="typing", thread=debate.thread_id)
            await come(later, debate)
            await seen(later, debate, count=1)
            await me.do("PUT", "/me", **profile, seen=False)
        epoch, seq = await place(debate)
        async with line(me) as third:
            await third.follow(debate.room_id, epoch, seq)
            await third.say(type="here", room=debate.room_id)
            await me.do("PUT", "/me", **profile, seen=True)
            await seen(hers, debate, count=2)


async def test_one_person_on_two_lines_is_one(world: World, debate: Debate, line: Opening) -> None:
    async with (
        together(world, debate, debate.owner, debate.member) as (hers, _),
        line(debate.member) as second,
        silent(hers),
    ):
        await come(second, debate)


async def test_typing_is_told_and_ends_by_itself(
    world: World, debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "WRITING_S", 1.0)
    async with together(world, debate, debate.owner, debate.member) as (hers, his):
        await his.say(type="typing", thread=debate.thread_id)
        await written(hers, debate, 1)
        await hers.say(type="typing", thread=debate.thread_id)
        await written(his, debate, 2)
        await hers.say(type="typing", thread=None)
        await written(his, debate, 1)
        await written(his, debate, 0)  # he did not say it again


async def test_nothing_of_it_is_in_the_journal_nor_on_a_stream_of_entries(
    world: World, debate: Debate
) -> None:
    head = await debate.head()
    http = httpx.AsyncClient(base_url=world.url, headers=debate.observer.headers, timeout=30)
    async with (
        http,
        reading(http, debate.room_id) as events,
        together(world, debate, debate.owner, debate.member) as (hers, his),
    ):
        await his.say(type="typing", thread=debate.thread_id)
        await written(hers, debate, 1)
        assert await debate.head() == head
        await debate.say(debate.member, "Một ý kiến thật.")
        while (event := await events.next(5)) is not None and event.name != "message":
            assert event.name not in {"present", "writing"}
        assert event is not None
        assert event.id.endswith(f"-{head + 1}")


async def test_where_nothing_changes_nothing_is_written(world: World, debate: Debate) -> None:
    async with together(world, debate, debate.owner, debate.member) as (hers, his):
        await his.say(type="typing", thread=debate.thread_id)
        await written(hers, debate, 1)
        async with silent(hers, "writing"), silent(hers, "present"):
            for _ in range(5):
                await his.say(type="typing", thread=debate.thread_id)
                await his.say(type="here", room=debate.room_id)


async def test_a_line_that_is_full_is_skipped_and_told_the_last_word_later(
    slow_world: World,  # noqa: F811
) -> None:
    debate = await gather(slow_world)
    head = await debate.head()
    async with not_reading(slow_world, debate, head) as (slow, client):
        await poured(slow_world.app.state.store, debate.room_id, 1200, 4000)
        await until_full(client)
        await slow.say(type="here", room=debate.room_id, shown=False)
        async with together(slow_world, debate, debate.owner) as (hers,):
            held = client.sink.transport.get_write_buffer_size()  # type: ignore[attr-defined]
            for n in range(4):
                await hers.say(type="typing", thread=debate.thread_id if n % 2 == 0 else None)
                await written(hers, debate, 1 - n % 2)
            assert client.sink.full()
            assert client.sink.transport.get_write_buffer_size() == held  # type: ignore[attr-defined]
            await slow.entries(debate.room_id, 1200)
            await seen(slow, debate, count=1)
            told = [json.loads(raw)["threads"] for raw in slow.heard if '"writing"' in raw]
            assert told in ([], [{}]), "what is over is not told"


async def test_who_comes_back_on_the_same_line_is_still_there(world: World, debate: Debate) -> None:
    async with together(world, debate, debate.owner, debate.member) as (hers, his):
        epoch, seq = await place(debate)
        await his.say(type="unfollow", room=debate.room_id)
        await seen(hers, debate, count=1)
        await his.follow(debate.room_id, epoch, seq)
        await seen(hers, debate, count=2)


async def test_typing_counts_as_a_message(line: Opening, debate: Debate) -> None:
    async with line(debate.member) as his:
        await come(his, debate)
        for _ in range(400):
            await his.say(type="typing", thread=debate.thread_id)
        assert await his.code() == 4429
