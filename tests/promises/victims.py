"""What comes over the lines of somebody whose right is taken away, for as long as they are open."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.debate import Debate
from tests.server.live.events import reading
from tests.world import World


class Victim:
    """What came over one line of the person whose right is taken away, and when the line or the room ended."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seqs: list[int] = []
        self.ended_at: float | None = None

    async def by_socket(self, world: World, debate: Debate, ready: asyncio.Event) -> None:
        place = await debate.owner.get(f"{debate.room}/entries?limit=1")
        async with world.live(debate.member) as socket:
            asking = {"room": debate.room_id, "epoch": place["epoch"], "seq": place["seq"]}
            await socket.send(json.dumps({"type": "follow"} | asking))
            while (raw := await self._next(socket)) is not None:
                message = json.loads(raw)
                if message.get("room") != debate.room_id:
                    continue
                ready.set()
                if message["type"] == "entry":
                    self.seqs.append(message["seq"])
                elif message["type"] == "refused":
                    self._over()
        self._over()

    async def by_events(self, world: World, debate: Debate, ready: asyncio.Event) -> None:
        headers = debate.member.headers
        async with (
            httpx.AsyncClient(base_url=world.url, headers=headers, timeout=30) as http,
            reading(http, debate.room_id) as events,
        ):
            while (event := await events.next(30)) is not None:
                ready.set()
                if event.name == "message":
                    self.seqs.append(json.loads(event.data)["seq"])
        self._over()

    async def _next(self, socket: ClientConnection) -> str | bytes | None:
        """The next message; None: the line was closed."""
        try:
            return await socket.recv()
        except ConnectionClosed:
            return None

    def _over(self) -> None:
        self.ended_at = self.ended_at or time.monotonic()


@asynccontextmanager
async def watched(world: World, debate: Debate) -> AsyncIterator[list[Victim]]:
    """The member's lines, open and following."""
    victims = [Victim("socket"), Victim("events")]
    ready = [asyncio.Event(), asyncio.Event()]
    tasks = [
        asyncio.create_task(victims[0].by_socket(world, debate, ready[0])),
        asyncio.create_task(victims[1].by_events(world, debate, ready[1])),
    ]
    try:
        async with asyncio.timeout(60):
            await asyncio.gather(*(each.wait() for each in ready))
        yield victims
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
