"""The desk: one room of moderation in a portal, which its administrators own."""

import asyncpg
import pytest

from rooms import accounts, desk
from rooms.audit import Command
from server.keys import new_key
from tests.desk import desk as desk_of
from tests.promises.scene import who
from tests.world import World


async def test_there_is_one_desk_however_often_it_is_kept(world: World) -> None:
    store = world.app.state.store
    first = (await store.run(desk.keep, None)).result
    assert (await store.run(desk.keep, None)).result == first == await desk_of(world)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.UniqueViolationError):
            await conn.execute(
                "insert into room (kind, title, visibility) values ('moderation', 'Bàn khác', 'invited')"
            )


async def test_an_administrator_owns_the_desk_and_adds_moderators(world: World) -> None:
    (moderator,) = await world.people("Trần Thị Điều Phối")
    path = f"/rooms/{await desk_of(world)}"
    async with world.administrator() as owner:
        await owner.do("POST", f"{path}/members", email=moderator.email, role="moderator")
    room = await moderator.get(path)
    assert room["me"]["role"] == "moderator"
    assert "owner" in {member["role"] for member in room["members"]}


async def test_nobody_else_knows_of_the_desk(world: World) -> None:
    (stranger,) = await world.people("Lý Văn Ngoài")
    room = await desk_of(world)
    answers = [await stranger.http.get(f"/rooms/{n}") for n in (room, 999_999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    joined = await stranger.ask("PUT", f"/rooms/{room}/members/me")
    assert joined.status_code == 404
    listed = await stranger.get("/rooms")
    assert room not in {each["room"]["id"] for each in listed["rooms"]}


async def test_the_first_administrator_sits_at_the_desk_at_once(world: World) -> None:
    (someone,) = await world.people("Đỗ Thị Đầu Tiên")
    token_hash = new_key().bytes * 2
    async with world.sql() as conn:
        await conn.execute("insert into first_link (token_hash) values ($1)", token_hash)
    store = world.app.state.store
    command = Command(new_key())
    await store.run(accounts.become_first_administrator, who(someone), command, token_hash)
    room = await someone.get(f"/rooms/{await desk_of(world)}")
    assert room["me"]["role"] == "owner"
    async with world.sql() as conn:
        await conn.execute("delete from administrator where person_id = $1", someone.id)
