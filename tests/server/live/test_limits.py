"""What one line, and one person, may ask of `/live`, and that nothing of it is left behind."""

import asyncio
import json

import pytest

from server.live.ear import BURST
from server.live.hub import Hub
from tests.debate import Debate
from tests.server.live.conftest import Line, Opening, place
from tests.world import World


@pytest.mark.parametrize(
    "said",
    [
        "", "{}", "[]", "null", "follow", '{"type":"follow"}', '{"type":"shout","room":1}',
        '{"type":"follow","room":-1,"epoch":1,"seq":1}',
        '{"type":"follow","room":1,"epoch":1,"seq":1,"more":1}',
        '{"type":"follow","room":1,"epoch":1,"seq":9007199254740993}',
        '{"type":"follow","room":"1","epoch":1,"seq":1}', "[" * 60_000, "\ud7ff" * 1000,
    ],
)  # fmt: skip
async def test_what_is_no_message_closes_the_line(said: str, line: Opening) -> None:
    async with line(None) as live:
        await live.socket.send(said)
        assert await live.code() == 4400


async def test_a_binary_frame_is_no_message(line: Opening) -> None:
    async with line(None) as live:
        await live.socket.send(b'{"type":"unfollow","room":1}')
        assert await live.code() == 4400


async def test_a_frame_above_64_kib_is_too_large(line: Opening) -> None:
    async with line(None) as live:
        await live.socket.send(" " * (64 * 1024 + 1))
        assert await live.code() == 1009


async def test_a_flood_of_messages_closes_the_line(line: Opening) -> None:
    async with line(None) as live:
        for _ in range(BURST + 50):
            await live.say(type="unfollow", room=1)
        assert await live.code() == 4429


async def test_a_person_has_ten_lines_and_not_one_more_and_gets_them_back(
    debate: Debate, world: World, line: Opening
) -> None:
    lines = [await world.live(debate.member) for _ in range(10)]
    for each in lines:
        assert json.loads(await each.recv())["type"] == "hello"
    async with world.live(debate.member) as eleventh:
        assert await Line(eleventh).code() == 4429
    async with line(debate.owner):
        pass
    await lines[0].close()
    await asyncio.sleep(0.05)
    async with line(debate.member):
        pass
    for each in lines:
        await each.close()


async def test_a_socket_follows_a_hundred_rooms_and_no_more(world: World, line: Opening) -> None:
    async with world.sql() as conn:
        rooms = await conn.fetch(
            "insert into room (kind, title, description, visibility, opened_at)"
            " select 'discussion', 'Phòng ' || n, '', 'public', now() from generate_series(1, 101) n"
            " returning id, epoch, seq"
        )
    async with line(None) as live:
        for room in rooms[:100]:
            assert (await live.follow(room["id"], room["epoch"], 0))["type"] == "followed"
        one_more = rooms[100]
        answer = await live.follow(one_more["id"], one_more["epoch"], 0)
        assert (answer["type"], answer["status"]) == ("refused", 409)
        assert answer["problem"] == "/problems/too-many-rooms"
        assert (await live.follow(rooms[0]["id"], rooms[0]["epoch"], 0))["type"] == "followed"
        await live.say(type="unfollow", room=rooms[0]["id"])
        assert (await live.follow(one_more["id"], one_more["epoch"], 0))["type"] == "followed"


async def test_nothing_is_left_behind_by_those_who_left(debate: Debate, world: World) -> None:
    """Closed in good order, cut, or cut before the greeting: no client, room or byte stays."""
    hub: Hub = world.app.state.hub
    epoch, _ = await place(debate)
    for n in range(30):
        socket = await world.live(debate.member if n % 2 else None)
        if n % 3:
            await socket.send(
                json.dumps({"type": "follow", "room": debate.room_id, "epoch": epoch, "seq": n % 2})
            )
        if n % 5:
            await asyncio.sleep(n / 3000)
        socket.transport.abort()
    async with asyncio.timeout(30):
        while hub.clients or hub.rooms:
            await asyncio.sleep(0.01)
    assert not hub.admission.people
    assert not hub.admission.addresses
    assert hub.memory.held_bytes == 0
    assert not hub.beside.tasks
