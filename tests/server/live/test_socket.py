"""`/live` as a client sees it: greeting, following, refusals, limits, and the ends of rights and sessions."""

import json
from typing import Any

import pytest

from rooms.standing import Standing
from server.live import wheel
from server.live.client import Client
from server.live.hub import Hub, Seat
from tests.debate import Debate
from tests.server.live.conftest import Opening, place
from tests.world import World


async def test_the_greeting_says_who_one_is_and_where_the_inbox_stands(
    debate: Debate, world: World
) -> None:
    before = await debate.member.get("/session")
    async with world.live(debate.member) as socket:
        hello = json.loads(await socket.recv())
        after = await debate.member.get("/session")
        assert hello["type"] == "hello"
        assert hello["person"] == debate.member.id
        # What made the debate is still being told to the inbox, by a follower.
        first, stood, last = before["inbox"], hello["inbox"], after["inbox"]
        assert stood == last | {"seq": stood["seq"]}
        assert first["seq"] <= stood["seq"] <= last["seq"]
        assert hello["build"] == after["build"]
        assert hello["beat_s"] > 0
    async with world.live() as socket:
        hello = json.loads(await socket.recv())
        assert (hello["person"], hello["inbox"]) == (None, None)


async def test_nothing_comes_before_the_greeting(
    debate: Debate, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub: Hub = world.app.state.hub
    watch = hub.watch

    async def after_a_beat(client: Client, inbox: Standing | None = None) -> Seat | None:
        for each in list(hub.clients):
            wheel.beat(each)
        return await watch(client, inbox)

    monkeypatch.setattr(hub, "watch", after_a_beat)
    async with world.live(debate.member) as socket:
        assert json.loads(await socket.recv())["type"] == "hello"


async def test_a_follower_is_given_what_it_missed_and_then_what_happens(
    debate: Debate, line: Opening
) -> None:
    epoch, head = await place(debate)
    assert head > 2, "there is something to miss"
    async with line(debate.member) as live:
        followed = await live.follow(debate.room_id, epoch, 1)
        assert followed == {"type": "followed", "room": debate.room_id, "epoch": epoch, "seq": head}
        missed = await live.entries(debate.room_id, head - 1)
        assert missed == (await debate.entries(1))
        await debate.say(debate.owner, "Vừa xong.")
        (entry,) = await live.entries(debate.room_id, 1)
        assert entry["seq"] == head + 1
        assert entry["event"]["type"] == "post.added"


async def test_each_room_has_its_own_cursor_on_one_socket(
    debate: Debate, world: World, line: Opening
) -> None:
    other = await world.room(debate.owner, debate.member, title="Phòng bên cạnh")
    thread = await world.thread(debate.owner, other)
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        await live.follow(debate.room_id, epoch, head)
        page = await debate.owner.get(f"/rooms/{other}/entries?limit=1")
        await live.follow(other, page["epoch"], page["seq"])
        await world.reply(debate.owner, thread, "Ở đây")
        await debate.say(debate.owner, "Và ở kia")
        got = [await live.until("entry", room=room) for room in (other, debate.room_id)]
        assert {(e["room"], e["seq"]) for e in got} == {
            (other, page["seq"] + 1),
            (debate.room_id, head + 1),
        }


async def test_following_again_begins_anew_and_nothing_comes_twice_for_one_asking(
    debate: Debate, line: Opening
) -> None:
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        await live.follow(debate.room_id, epoch, head)
        await live.follow(debate.room_id, epoch, head - 2)
        assert [e["seq"] for e in await live.entries(debate.room_id, 2)] == [head - 1, head]
        await debate.say(debate.owner)
        await live.entries(debate.room_id, 1)
        await live.nothing(debate.room_id)


async def test_after_unfollowing_nothing_comes(debate: Debate, line: Opening) -> None:
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        await live.follow(debate.room_id, epoch, head)
        await debate.say(debate.owner)
        await live.entries(debate.room_id, 1)
        await live.say(type="unfollow", room=debate.room_id)
        await live.follow(debate.room_id, epoch, 10**6)  # answered in order: the other is done
        await debate.say(debate.owner)
        await live.nothing(debate.room_id)


async def test_a_cursor_ahead_of_the_journal_is_refused(debate: Debate, line: Opening) -> None:
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        answer = await live.follow(debate.room_id, epoch, head + 1)
        assert (answer["type"], answer["status"]) == ("refused", 409)
        assert answer["problem"] == "/problems/ahead-of-journal"
        assert answer["detail"]


async def test_refused_means_not_followed_any_more(debate: Debate, line: Opening) -> None:
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        assert (await live.follow(debate.room_id, epoch, head))["type"] == "followed"
        assert (await live.follow(debate.room_id, epoch, head + 5))["type"] == "refused"
        await debate.say(debate.owner)
        await live.nothing(debate.room_id)


async def test_another_epoch_means_a_fresh_start(debate: Debate, line: Opening) -> None:
    epoch, head = await place(debate)
    async with line(debate.member) as live:
        assert (await live.follow(debate.room_id, epoch, head))["type"] == "followed"
        answer = await live.follow(debate.room_id, epoch + 1, head)
        assert answer == {"type": "reset", "room": debate.room_id, "epoch": epoch, "seq": head}
        await debate.say(debate.owner)
        await live.nothing(debate.room_id)


async def test_a_private_room_is_not_there_for_others(debate: Debate, line: Opening) -> None:
    epoch, head = await place(debate)
    for who in (debate.outsider, None):
        async with line(who) as live:
            hidden = await live.follow(debate.room_id, epoch, head)
            missing = await live.follow(2**50, epoch, head)
            assert hidden["status"] == missing["status"] == 404
            assert hidden | {"room": 0} == missing | {"room": 0}


async def test_anybody_follows_a_public_room(debate: Debate, world: World, line: Opening) -> None:
    room = await world.room(debate.owner, visibility="public")
    page = await debate.owner.get(f"/rooms/{room}/entries?limit=1")
    async with line(None) as live:
        assert (await live.follow(room, page["epoch"], 0))["type"] == "followed"
        await live.entries(room, page["seq"])


async def test_a_room_made_private_drops_those_outside_and_keeps_its_members(
    debate: Debate, world: World, line: Opening
) -> None:
    room = await world.room(debate.owner, debate.member, visibility="public")
    thread = await world.thread(debate.owner, room)
    page = await debate.owner.get(f"/rooms/{room}/entries?limit=1")
    head = page["seq"]
    async with line(None) as outside, line(debate.member) as inside:
        for each in (outside, inside):
            await each.follow(room, page["epoch"], head)
        command = {"title": "Kín", "description": "", "visibility": "members"}
        await debate.owner.do("PUT", f"/rooms/{room}", **command)
        await world.reply(debate.owner, thread, "Chỉ trong phòng")
        (last,) = await outside.entries(room, 1)
        assert last["event"]["type"] == "room.described"
        refused = await outside.next()
        assert (refused["type"], refused["status"]) == ("refused", 404)
        await outside.nothing(room)
        assert len(await inside.entries(room, 2)) == 2


async def test_a_removed_member_is_given_their_removal_and_nothing_later(
    debate: Debate, line: Opening
) -> None:
    epoch, head = await place(debate)
    number = debate.number(debate.member)
    async with line(debate.member) as removed, line(debate.observer) as other:
        for each in (removed, other):
            await each.follow(debate.room_id, epoch, head)
        await debate.say(debate.owner, "Trước")
        await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề")
        for n in range(5):
            await debate.say(debate.owner, f"Sau {n}")
        before, removal = await removed.entries(debate.room_id, 2)
        assert removal["event"]["type"] == "member.removed"
        assert (await removed.until("refused"))["status"] == 404
        await removed.nothing(debate.room_id)
        assert len(await other.entries(debate.room_id, 7)) == 7
        again = await removed.follow(debate.room_id, epoch, before["seq"])
        assert (again["type"], again["status"]) == ("refused", 404)


async def test_signing_out_closes_every_line_of_the_session_and_no_other(
    debate: Debate, world: World, line: Opening
) -> None:
    async with line(debate.member) as mine, line(debate.member) as too, line(debate.owner) as other:
        await debate.member.http.delete("/session")
        assert await mine.code() == 4401
        assert await too.code() == 4401
        epoch, head = await place(debate)
        assert (await other.follow(debate.room_id, epoch, head))["type"] == "followed"
    hub: Hub = world.app.state.hub
    assert all(client.who is None or client.who.id != debate.member.id for client in hub.clients)


async def test_whoever_stops_following_the_inbox_is_signed_out_all_the_same(
    debate: Debate, line: Opening
) -> None:
    async with line(debate.member) as live:
        inbox = (await debate.member.get("/session"))["inbox"]
        await live.say(type="unfollow", room=inbox["room_id"])
        await live.say(type="follow", room=inbox["room_id"], epoch=inbox["epoch"] + 1, seq=0)
        await live.until("reset", room=inbox["room_id"])
        await debate.member.http.delete("/session")
        assert await live.code() == 4401


async def test_the_own_inbox_comes_without_asking(
    debate: Debate, world: World, line: Opening
) -> None:
    async with line(debate.member) as live:
        inbox = (await debate.member.get("/session"))["inbox"]
        room = await world.room(debate.owner, debate.member)
        event: dict[str, Any] = {"type": "notice.added"}  # of what was said before
        while event["type"] == "notice.added":
            event = (await live.until("entry", room=inbox["room_id"]))["event"]
        assert event["type"] == "room.entered"
        assert event["room_id"] == room
