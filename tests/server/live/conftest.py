"""What the tests of the live path share: an open socket that is easy to ask, and small limits."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from server.live.exchange import Exchange, ExchangeBus
from tests.debate import Debate, gather
from tests.redis import RedisServer, redis_running
from tests.world import Someone, World

SOON_S = 30.0


class Line:
    """A socket to /live and what came over it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[str] = []

    async def next(self, within_s: float = SOON_S) -> dict[str, Any]:
        """The next message."""
        async with asyncio.timeout(within_s):
            raw = await self.socket.recv(decode=True)
        assert isinstance(raw, str)
        self.heard.append(raw)
        message: dict[str, Any] = json.loads(raw)
        return message

    async def until(self, kind: str, within_s: float = SOON_S, **facts: Any) -> dict[str, Any]:
        """The next message of this kind with these facts; the others go by."""
        while True:
            message = await self.next(within_s)
            if message["type"] == kind and facts.items() <= message.items():
                return message

    async def entries(self, room_id: int, count: int) -> list[dict[str, Any]]:
        """The next entries of the room, which must come in a run."""
        found = [await self.until("entry", room=room_id) for _ in range(count)]
        first = found[0]["seq"] if found else 0
        assert [entry["seq"] for entry in found] == list(range(first, first + count))
        return found

    async def nothing(self, room_id: int, for_s: float = 0.3) -> None:
        """No entry of the room comes."""
        try:
            async with asyncio.timeout(for_s):
                while True:
                    message = json.loads(await self.socket.recv())
                    assert (message["type"], message.get("room")) != ("entry", room_id), message
        except TimeoutError:
            return

    async def say(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def follow(self, room_id: int, epoch: int, seq: int) -> dict[str, Any]:
        """Ask for the room; the answer."""
        await self.say(type="follow", room=room_id, epoch=epoch, seq=seq)
        while True:
            message = await self.next()
            if message["type"] in {"followed", "reset", "refused"} and message["room"] == room_id:
                return message

    async def code(self) -> int | None:
        """Read on until it is closed; the code."""
        try:
            while True:
                await self.next()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


async def place(debate: Debate) -> tuple[int, int]:
    """The room's epoch and head."""
    page = await debate.owner.get(f"{debate.room}/entries?limit=1")
    return page["epoch"], page["seq"]


@asynccontextmanager
async def exchanging(count: int) -> AsyncIterator[list[ExchangeBus]]:
    """So many buses of one exchange, which runs meanwhile."""
    exchange = Exchange()
    async with AsyncExitStack() as stack:
        ends = [await stack.enter_async_context(exchange.line()) for _ in range(count)]
        beating = asyncio.create_task(exchange.run())
        buses = [ExchangeBus(end.dup()) for end in ends]
        try:
            yield buses
        finally:
            beating.cancel()
            for bus in buses:
                bus.close()
            await asyncio.sleep(0)  # a line is closed with the next turn of the loop


Opening = Callable[..., AbstractAsyncContextManager[Line]]


@asynccontextmanager
async def opened(world: World, who: Someone | None = None, **options: Any) -> AsyncIterator[Line]:
    """A socket that has been greeted."""
    async with world.live(who, **options) as socket:
        line = Line(socket)
        assert (await line.next())["type"] == "hello"
        yield line


@pytest.fixture
async def debate(world: World) -> Debate:
    """A room with people of its own: here they are signed out, and their lines are counted."""
    return await gather(world)


@pytest.fixture
def line(world: World) -> Opening:
    """Opens sockets to the shared server."""

    def begin(who: Someone | None = None, **options: Any) -> AbstractAsyncContextManager[Line]:
        return opened(world, who, **options)

    return begin


@pytest.fixture
async def redis_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    """A Redis of the test's own."""
    async with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server
