"""Whoever loses a right is told nothing more of who is there, and is seen there no longer: P19 for what no journal has."""

import asyncio
import json
import time
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.debate import Debate
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.revoking import ACTS, debate_for
from tests.server.live.conftest import Line, opened
from tests.server.live.gathering import come, seen
from tests.world import World

LANE = {"present", "writing"}
SOON_S = 10.0  # a quarter of a second on a quiet machine
AFTER_S = 1.0  # rounds of the lane in which it could be told


class Ear:
    """Hears one line: what kinds of messages came of the room, and how many before its right was over."""

    def __init__(self, line: Line, room_id: int) -> None:
        self.kinds: list[str] = []
        self.told = asyncio.Event()
        self.over = asyncio.Event()
        self._line, self._room_id = line, room_id

    async def hear(self) -> None:
        """Until the line is closed; nothing that is on its way before that counts against anybody."""
        with suppress(ConnectionClosed):
            while True:
                message = json.loads(await self._line.socket.recv())
                if message.get("room") != self._room_id:
                    continue
                if message["type"] == "refused":
                    self.kinds.clear()
                    self.over.set()
                else:
                    self.kinds.append(message["type"])
                    if message["type"] in LANE:
                        self.told.set()
        self.kinds.clear()
        self.over.set()


async def stirring(line: Line, debate: Debate) -> None:
    """Somebody who begins to write and stops again, so that there is something to tell all the time."""
    for n in range(1000):
        await line.say(type="typing", thread=None if n % 2 else debate.thread_id)
        await asyncio.sleep(0.3)


async def revoke(running: Promise, world: World, act: str) -> None:
    """Take the right away while the room is told something all the time."""
    debate = await debate_for(world, act)
    async with opened(world, debate.owner) as hers, opened(world, debate.member) as his:
        await come(hers, debate)
        await come(his, debate)
        await seen(hers, debate, count=2)
        ear = Ear(his, debate.room_id)
        tasks = [asyncio.create_task(stirring(hers, debate)), asyncio.create_task(ear.hear())]
        try:
            await asyncio.wait_for(ear.told.wait(), SOON_S)
            await ACTS[act](debate)
            at = time.monotonic()
            await hers.until("present", SOON_S, room=debate.room_id, count=1)
            running.times.append(time.monotonic() - at)
            await asyncio.wait_for(ear.over.wait(), SOON_S)
            ear.kinds.clear()
            await hers.until("writing", SOON_S, room=debate.room_id)  # it goes on for others
            await asyncio.sleep(AFTER_S)
            running.n += 1
            running.holds(not LANE & set(ear.kinds), f"{act}: told of the room after it was over")
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)


@pytest.mark.parametrize("act", ACTS)
async def test_nothing_is_told_after_it_and_nobody_is_seen(
    world: World, promise: Promising, act: str
) -> None:
    with promise(f"P19 lane, {act}") as running:
        for _ in range(running.of(1, 20)):
            await revoke(running, world, act)
