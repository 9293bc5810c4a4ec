"""Every act is on record: one audit row in its own transaction, none for what was refused or is only a retry."""

import json
from typing import Any

import pytest

from tests.acts import ACTS, INSIDE, Act, ask, prepare
from tests.debate import Debate
from tests.world import PASSWORD, Someone, World, new_key

KEYED = [pytest.param(act, id=act.verb) for act in ACTS.values()]


async def newest(world: World) -> int:
    async with world.sql() as conn:
        found: int = await conn.fetchval("select coalesce(max(id), 0) from audit")
        return found


async def recorded(world: World, after: int) -> list[dict[str, Any]]:
    async with world.sql() as conn:
        rows = await conn.fetch(
            "select act, person_id, session_id, facts, xmin::text from audit where id > $1 order by id", after
        )  # fmt: skip
        return [dict(row) for row in rows]


@pytest.mark.parametrize("act", KEYED)
async def test_an_act_leaves_one_row_and_its_retry_none(debate: Debate, act: Act) -> None:
    who, key = debate.who(act.by), new_key()
    await prepare(debate, act)
    start = await newest(debate.world)
    answer = await ask(debate, act, who, key)
    assert answer.is_success, answer.text
    await ask(debate, act, who, key)
    rows = await recorded(debate.world, start)
    assert [(row["act"], row["person_id"]) for row in rows] == [(act.verb, who.id)]
    assert rows[0]["session_id"] is not None
    async with debate.world.sql() as conn:
        in_it = await conn.fetch(
            "select key::text from command where xmin::text = $1", rows[0]["xmin"]
        )
    assert key in [row["key"] for row in in_it], "one transaction holds both"


@pytest.mark.parametrize("act", INSIDE, ids=lambda act: act.verb)
async def test_a_refused_act_leaves_none(debate: Debate, act: Act) -> None:
    start = await newest(debate.world)
    assert (await ask(debate, act, debate.outsider)).status_code == 404
    assert await recorded(debate.world, start) == []


async def test_the_row_knows_what_was_done_and_never_what_was_said(debate: Debate) -> None:
    start = await newest(debate.world)
    post = await debate.say(debate.member, "Câu này chỉ thuộc về phòng.")
    await debate.owner.do("PUT", f"{debate.room}/members/3", role="observer")
    said, changed = await recorded(debate.world, start)
    assert json.loads(said["facts"]) == {"post": post["id"], "on": [debate.thread_id]}
    assert json.loads(changed["facts"]) == {"role": "observer", "on": [debate.room_id, 3]}


async def test_reading_marks_leave_none(debate: Debate) -> None:
    start = await newest(debate.world)
    answer = await debate.owner.http.put(f"{debate.room}/reading", json={"read": [[1, 9]]})
    assert answer.is_success
    assert await recorded(debate.world, start) == []


async def test_what_concerns_an_account_is_recorded_too(world: World) -> None:
    start = await newest(world)
    hoa = await world.person("Lê Thị Hoa")
    await hoa.do("PUT", "/me", name="Lê Hoa", organisation="", constituency="expert", language="vi")
    await hoa.do("PUT", "/me/password", current=PASSWORD, new="một mật khẩu khác")
    await hoa.http.post("/session", json={"email": hoa.email, "password": "một mật khẩu khác"})
    await hoa.http.delete("/session")
    assert [row["act"] for row in await recorded(world, start)] == [
        "accounts.sign_up", "sessions.begin", "accounts.change_profile", "sessions.change_password",
        "sessions.begin", "sessions.end",
    ]  # fmt: skip


async def test_a_wrong_password_leaves_none(world: World, people: list[Someone]) -> None:
    start = await newest(world)
    form = {"email": people[0].email, "password": "không phải"}
    assert (await world.client().post("/session", json=form)).status_code == 401
    assert await recorded(world, start) == []
