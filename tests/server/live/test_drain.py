"""A server that goes sends its clients away in good order, each with a moment of its own to come back."""

import asyncio
import json

from server.live.hub import Hub
from tests.debate import gather
from tests.server.live.conftest import Line, opened
from tests.server.live.events import reading
from tests.world import serving


async def test_everybody_is_told_when_to_come_back_and_then_closed(database_url: str) -> None:
    async with serving(database_url) as world:
        debate = await gather(world)
        hub: Hub = world.app.state.hub
        async with (
            opened(world, debate.member) as first,
            opened(world) as second,
            reading(debate.observer.http, debate.room_id) as events,
        ):
            await events.until("followed")
            hub.drain()
            waits = []
            for line in (first, second):
                waits.append((await line.until("bye"))["retry_ms"])
                assert await line.code() == 1012
            last = (await events.rest())[-1]
            assert last.name == "bye"
            waits.append(json.loads(last.data)["retry_ms"])
            assert len(set(waits)) == 3, "they come back one after the other"
            assert all(0 < wait <= 10_000 for wait in waits)
            async with world.live(debate.member) as late:
                assert await Line(late).code() == 4503
            assert (await debate.owner.http.get("/readyz")).status_code == 503
            answer = await debate.owner.http.get(f"{debate.room}/live")
            assert answer.status_code == 503
            assert (await debate.owner.http.get(debate.room)).status_code == 200


async def test_what_was_committed_before_is_given_before_the_goodbye(database_url: str) -> None:
    async with serving(database_url) as world:
        debate = await gather(world)
        page = await debate.owner.get(f"{debate.room}/entries?limit=1")
        async with opened(world, debate.member) as line:
            await line.follow(debate.room_id, page["epoch"], page["seq"])
            await debate.say(debate.owner, "Câu cuối trước khi khởi động lại")
            await asyncio.sleep(0)
            world.app.state.hub.drain()
            await line.entries(debate.room_id, 1)
            await line.until("bye")
