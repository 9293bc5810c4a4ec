"""A room and who is in it now, as lines say and hear it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from server.live.board import PAUSE_S
from tests.debate import Debate
from tests.server.live.conftest import Line, opened, place
from tests.world import Someone, World

QUIET_S = 4 * PAUSE_S


async def come(line: Line, debate: Debate) -> None:
    """Follow the room and have it before oneself."""
    epoch, seq = await place(debate)
    assert (await line.follow(debate.room_id, epoch, seq))["type"] == "followed"
    await line.say(type="here", room=debate.room_id)


async def seen(line: Line, debate: Debate, **facts: Any) -> dict[str, Any]:
    """The room's presence as soon as it is like this."""
    return await line.until("present", room=debate.room_id, **facts)


async def written(line: Line, debate: Debate, count: int) -> None:
    """The moment from which so many write in the debate's thread."""
    threads = {str(debate.thread_id): count} if count else {}
    await line.until("writing", room=debate.room_id, threads=threads)


@asynccontextmanager
async def together(
    world: World, debate: Debate, *people: Someone | None
) -> AsyncIterator[list[Line]]:
    """A line of each, all in the room, and each aware of all."""
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(opened(world, who)) for who in people]
        for line in lines:
            await come(line, debate)
        for line in lines:
            await seen(line, debate, count=len(people))
        yield lines


@asynccontextmanager
async def silent(line: Line, kind: str = "present") -> AsyncIterator[None]:
    """Nothing of this kind comes from the end of the block on."""
    yield
    try:
        async with asyncio.timeout(QUIET_S):
            while True:
                message = json.loads(await line.socket.recv())
                assert message["type"] != kind, message
    except TimeoutError:
        return
