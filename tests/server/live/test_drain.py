"""A server that goes sends its clients away in good order, each with a moment of its own to come back."""

import asyncio
import json
from pathlib import Path

import httpx

from server.live.hub import Hub
from tests.debate import gather
from tests.promises.process import Served
from tests.server.live.conftest import Line, opened
from tests.server.live.events import reading
from tests.serving import serving
from tests.world import World


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
            assert sorted(waits) == [500, 5_500, 10_500], "they come back one after the other"
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


async def test_sigterm_to_the_real_program_is_a_goodbye_and_a_good_end(
    database_url: str, world: World, tmp_path: Path
) -> None:
    served = Served(tmp_path / "var", database_url)
    await served.start()
    debate = await gather(world)
    node = World(served.url, database_url, None)
    async with (
        node.live(debate.member) as socket,
        httpx.AsyncClient(base_url=served.url, headers={"cookie": debate.member.cookie}) as http,
        reading(http, debate.room_id) as events,
    ):
        line = Line(socket)
        assert (await line.next())["type"] == "hello"
        await events.until("followed")
        ending = asyncio.create_task(served.stop())
        assert (await line.until("bye"))["retry_ms"] > 0
        assert await line.code() == 1012
        assert (await events.rest())[-1].name == "bye"
        assert await ending == 0
