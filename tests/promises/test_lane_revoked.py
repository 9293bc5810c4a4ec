"""P19 on the ephemeral lane: whoever loses a right is told nothing more of who is there, and is seen there no longer."""

import asyncio
import json
import time
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.debate import Debate
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.test_revocation import ACTS, debate_for
from tests.server.live.conftest import Line, opened
from tests.server.live.gathering import come, seen
from tests.world import World

LANE = {"present", "writing"}
GONE_S = 5.0  # a quarter of a second on a quiet machine
AFTER_S = 1.5


async def stirring(line: Line, debate: Debate) -> None:
    """Somebody who begins to write and stops again: as often as the room is told, it has something to tell."""
    for n in range(200):
        await line.say(type="typing", thread=None if n % 2 else debate.thread_id)
        await asyncio.sleep(0.1)


async def heard(line: Line, debate: Debate) -> list[str]:
    """The kinds of what came of the room, until the line is closed or cancelled; "over" where the right was."""
    kinds: list[str] = []
    with suppress(ConnectionClosed, asyncio.CancelledError):
        while True:
            message = json.loads(await line.socket.recv())
            if message.get("room") == debate.room_id:
                kinds.append("over" if message["type"] == "refused" else message["type"])
    return kinds


async def revoke(running: Promise, world: World, act: str) -> None:
    """Take the right away while the room is told something all the time."""
    debate = await debate_for(world, act)
    async with opened(world, debate.owner) as hers, opened(world, debate.member) as his:
        await come(hers, debate)
        await come(his, debate)
        await seen(hers, debate, count=2)
        await seen(his, debate, count=2)
        stir = asyncio.create_task(stirring(hers, debate))
        ear = asyncio.create_task(heard(his, debate))
        await asyncio.sleep(0.8)
        await ACTS[act](debate)
        at = time.monotonic()
        async with asyncio.timeout(GONE_S):
            await seen(hers, debate, count=1)
        running.times.append(time.monotonic() - at)
        await asyncio.sleep(AFTER_S)
        closed = ear.done()
        ear.cancel()
        stir.cancel()
        kinds = await ear
        before, over, after = " ".join(kinds).partition("over")
        assert LANE & set(before.split()), "it was told something before"
        running.n += len(kinds)
        running.holds(not LANE & set(after.split()), f"{act}: told of the room after it was over")
        running.holds(bool(over) or closed, f"{act}: still there")


@pytest.mark.parametrize("act", ACTS)
async def test_nothing_is_told_after_it_and_nobody_is_seen(
    world: World, promise: Promising, act: str
) -> None:
    with promise(f"P19 lane {act}") as running:
        for _ in range(running.of(1, 20)):
            await revoke(running, world, act)
