"""`/rooms/{id}/live`: the same entries over Server-Sent Events, resumed by their ids."""

import asyncio
import json
from contextlib import AsyncExitStack

import httpx
import pytest

from server.live.hub import Hub
from tests.debate import Debate
from tests.refusal import refused
from tests.server.live.conftest import place
from tests.server.live.events import reading
from tests.world import Someone, World


async def test_it_resumes_after_the_last_id(debate: Debate) -> None:
    epoch, head = await place(debate)
    async with reading(debate.member.http, debate.room_id, last_event_id=f"{epoch}-2") as events:
        assert events.response.headers["content-type"].startswith("text/event-stream")
        assert events.response.headers["x-content-type-options"] == "nosniff"
        followed = await events.next()
        assert followed is not None
        assert (followed.name, json.loads(followed.data)["seq"]) == ("followed", head)
        await debate.say(debate.owner, "Vừa xong")
        for seq in range(3, head + 2):
            event = await events.next()
            assert event is not None
            assert (event.name, event.id) == ("message", f"{epoch}-{seq}")
            assert json.loads(event.data)["seq"] == seq


async def test_without_a_cursor_it_begins_now(debate: Debate) -> None:
    _, head = await place(debate)
    async with reading(debate.member.http, debate.room_id) as events:
        await events.until("followed")
        await debate.say(debate.owner)
        assert json.loads((await events.until("message")).data)["seq"] == head + 1


async def test_another_epoch_is_a_reset_which_ends_the_stream(debate: Debate) -> None:
    epoch, head = await place(debate)
    async with reading(debate.member.http, debate.room_id, after=f"{epoch + 1}-1") as events:
        (reset,) = await events.rest()
        assert reset.name == "reset"
        assert json.loads(reset.data)["seq"] == head


async def test_what_cannot_be_followed_is_refused_before_it_begins(debate: Debate) -> None:
    epoch, head = await place(debate)
    ask = f"{debate.room}/live"
    refused(await debate.outsider.http.get(ask), 404, "no-room")
    refused(await debate.member.http.get(ask, params={"after": "x"}), 400, "bad-cursor", "after")
    ahead = {"after": f"{epoch}-{head + 1}"}
    refused(await debate.member.http.get(ask, params=ahead), 409, "ahead-of-journal")


async def test_a_removed_reader_is_given_the_removal_and_then_the_end(debate: Debate) -> None:
    number = debate.number(debate.member)
    async with reading(debate.member.http, debate.room_id) as events:
        await events.until("followed")
        await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề")
        await debate.say(debate.owner, "Không dành cho người đã rời")
        removal, said = await events.rest()
        assert json.loads(removal.data)["event"]["type"] == "member.removed"
        assert (said.name, json.loads(said.data)["status"]) == ("refused", 404)


async def test_signing_out_ends_the_stream(debate: Debate) -> None:
    async with reading(debate.member.http, debate.room_id) as events:
        await events.until("followed")
        other = httpx.AsyncClient(
            base_url=debate.world.url, cookies=debate.member.http.cookies, headers={"origin": debate.world.url}
        )  # fmt: skip
        async with other:
            assert (await other.delete("/session")).status_code in {200, 204}
        assert [event for event in await events.rest() if event.name == "message"] == []


async def test_the_own_inbox_is_watched_and_not_told(debate: Debate, world: World) -> None:
    async with reading(debate.member.http, debate.room_id) as events:
        await events.until("followed")
        await world.room(debate.owner, debate.member)  # an entry of the member's inbox
        await debate.say(debate.owner)
        event = await events.next()
        assert event is not None
        assert json.loads(event.data)["room"] == debate.room_id


async def test_streams_count_among_a_persons_ten_lines(debate: Debate) -> None:
    http = debate.member.http
    async with AsyncExitStack() as streams:
        for _ in range(10):
            events = await streams.enter_async_context(reading(http, debate.room_id))
            await events.until("followed")
        refused(await http.get(f"{debate.room}/live"), 429, "too-many-lines")
    await _gone(debate.world, debate.member)
    async with reading(http, debate.room_id) as events:
        await events.until("followed")


@pytest.mark.parametrize("after_s", [0.0, 0.001, 0.01, 0.05])
async def test_nothing_is_left_of_a_stream_that_is_cut(debate: Debate, after_s: float) -> None:
    """At whatever await it was: before the answer, in the middle of it, or waiting for news."""
    request = (
        f"GET {debate.room}/live HTTP/1.1\r\nhost: x\r\ncookie: {debate.member.cookie}\r\n\r\n"
    )
    port = int(debate.world.url.rsplit(":", 1)[1])
    for n in range(12):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request.encode())
        await asyncio.sleep(after_s * n / 6)
        writer.transport.abort()
    await debate.say(debate.owner)
    await _gone(debate.world, debate.member)
    async with reading(debate.member.http, debate.room_id) as events:
        await events.until("followed")


async def _gone(world: World, who: Someone) -> None:
    hub: Hub = world.app.state.hub
    async with asyncio.timeout(30):
        while hub.admission.people.get(who.id) or any(
            c.who and c.who.id == who.id for c in hub.clients
        ):
            await asyncio.sleep(0.01)
