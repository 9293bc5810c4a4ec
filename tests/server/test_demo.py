"""The demonstration fills an empty portal once, at times that end about now, and every account signs in."""

import os
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrations import migrate
from server import demo
from server.config import Settings
from server.demo import acting, load, proposing, script
from server.demo.acting import VIETNAM, begins
from server.identity import passwords
from tests.serving import serving
from tests.world import World

YEAR_2020 = datetime(2020, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[str]:
    """URL of a migrated database where nobody is."""
    place, _, query = database_url.partition("?")
    name = f"dienhong_demo_{os.getpid()}"
    admin = await asyncpg.connect(database_url)
    await admin.execute(f'create database "{name}"')
    url = f"{place.rpartition('/')[0]}/{name}?{query}"
    conn = await asyncpg.connect(url)
    await migrate(conn)
    await conn.close()
    yield url
    await admin.execute(f'drop database "{name}" with (force)')
    await admin.close()


async def rows(url: str, query: str) -> list[Any]:
    conn = await asyncpg.connect(url)
    try:
        return list(await conn.fetch(query))
    finally:
        await conn.close()


async def test_an_empty_portal_is_filled_once(empty: str) -> None:
    begun = time.monotonic()
    lines = await demo.fill(empty, Settings())
    assert time.monotonic() - begun < 10  # the bar is 2 s: a watchdog
    said = script.read()
    assert len(lines) == 1 + len(said.person)
    before = await rows(empty, "select room_id, count(*) from entry group by 1 order by 1")
    assert await demo.fill(empty, Settings()) == lines, "told again"
    assert await rows(empty, "select room_id, count(*) from entry group by 1 order by 1") == before

    posts = await rows(
        empty,
        "select at, edited_at, retracted_at, html from post where thread_id not in (select thread_id from proposal) order by at",
    )
    assert len(posts) == sum(len(t.post) for room in said.room for t in room.thread) >= 60
    now = datetime.now(UTC)
    assert now - timedelta(days=2) < posts[-1]["at"] < now
    times = [t for post in posts for t in (post["edited_at"], post["retracted_at"]) if t]
    assert len(times) == 4
    assert all(posts[0]["at"] < moment < now for moment in times)
    assert not any(re.search(r"\{[@>]", post["html"]) for post in posts)
    closed = await rows(empty, "select closed_at from thread where closed_at is not null")
    assert [row["closed_at"] < now for row in closed] == [True]
    assert (await rows(empty, "select count(*) from post_mention"))[0][0] > 10
    assert (await rows(empty, "select count(*) from post_quote"))[0][0] > 5
    assert (await rows(empty, "select count(*) from position"))[0][0] > 200
    journals = await rows(
        empty, "select seq, (select count(*) from entry where room_id = id) n from room"
    )
    assert journals
    assert all(row["seq"] == row["n"] for row in journals)
    order = await rows(
        empty,
        "select p.at from entry e join post p on p.id = e.adds where e.room_id = p.room_id order by e.room_id, e.seq",
    )
    proposed = proposing.read()
    answers = sum(argument.answer is not None for argument in proposed.argument)
    beside = 1 + len(proposed.argument) + answers + len(proposed.amendment) + len(proposed.comment)
    assert len(order) == len(posts) + beside
    (line,) = await rows(empty, "select stage, version, supporters, standing from proposal_line")
    assert tuple(line) == ("amendments", 2, len(proposed.supporters), len(proposed.again))
    fates = await rows(empty, "select outcome from amendment_end order by 1")
    assert [row["outcome"] for row in fates] == ["accepted", "rejected"]


async def test_a_start_that_was_broken_off_is_finished_by_the_next(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(Exception):
        pass

    whole = acting.Stage._reply
    seen = 0

    async def cut(*args: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == 30:
            raise Cut
        await whole(*args)

    monkeypatch.setattr(acting.Stage, "_reply", cut)
    with pytest.raises(Cut):
        await demo.fill(empty, Settings())
    monkeypatch.undo()
    assert await demo.fill(empty, Settings())
    said = script.read()
    posts = await rows(
        empty, "select 1 from post where thread_id not in (select thread_id from proposal)"
    )
    assert len(posts) == sum(len(t.post) for room in said.room for t in room.thread)
    assert len(await rows(empty, "select 1 from person")) == len(said.person)


async def test_a_portal_with_people_is_left_alone(database_url: str, world: World) -> None:
    await world.people("Lê Thị Hoa")
    assert await demo.fill(database_url, Settings()) == []


async def test_everybody_in_it_can_sign_in_and_read(empty: str) -> None:
    await demo.fill(empty, Settings())
    async with serving(empty) as world:
        http = world.client()
        for person in script.read().person:
            form = {"email": person.email, "password": load.PASSWORD}
            answer = await http.post("/session", json=form)
            assert answer.status_code == 201, answer.text
            assert answer.json()["name"] == person.name
        listed = (await http.get("/rooms")).json()["rooms"]
        assert len(listed) >= 2
        assert listed[0]["unread"] > 0


async def test_a_portal_others_can_reach_gets_a_password_of_its_own(empty: str) -> None:
    lines = await demo.fill(empty, Settings(origins=("https://dien-dan.example",)))
    password = lines[0].rpartition(" ")[2]
    assert password != load.PASSWORD
    kept = (await rows(empty, "select password from person limit 1"))[0]["password"]
    assert await passwords.matches(password, kept)


@given(
    st.datetimes(
        timezones=st.just(UTC), min_value=YEAR_2020, max_value=YEAR_2020.replace(year=2030)
    ),
    st.integers(0, 20_000),
)
def test_a_room_begins_in_the_morning_and_is_over_by_now(now: datetime, minutes: int) -> None:
    begun = begins(now, minutes)
    ended = begun + timedelta(minutes=minutes)
    assert now - timedelta(days=1) < ended <= now
    local = begun.astimezone(VIETNAM)
    assert (local.hour, local.minute) == (8, 30)


def test_the_script_holds_together() -> None:
    said = script.read()
    people = {person.key for person in said.person}
    for room in said.room:
        known: dict[str, int] = {}
        assert set(room.roles) <= people
        assert room.roles[room.owner] == "owner"
        for thread in room.thread:
            assert thread.post[0].author == thread.author
            keys = {post.key for post in thread.post}
            for post in thread.post:
                assert {post.author, *post.agree, *post.disagree, *post.passing} <= set(room.roles)
                assert post.author not in {*post.agree, *post.disagree, *post.passing}
                assert post.reply_to is None or post.reply_to in keys
                known[post.key] = post.minutes
        assert len(set(known.values())) == len(known)
