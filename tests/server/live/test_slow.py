"""A reader that does not read harms nobody: it holds a bounded amount, and goes on without a gap or comes again."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from websockets.asyncio.client import ClientConnection

from server.live import catchup, wheel
from server.live.client import Client
from server.live.fast import LiveProtocol
from server.live.hub import Hub
from server.live.limits import Limits
from server.live.window import JOIN_BYTES
from tests.debate import Debate, gather
from tests.pouring import poured
from tests.server.live.conftest import Line, opened
from tests.server.live.events import reading
from tests.serving import serving
from tests.world import World

WATER_BYTES = 64 * 1024  # the transport asks for a pause above this
MOST_BYTES = WATER_BYTES + JOIN_BYTES + 64 * 1024


@pytest.fixture
async def slow_world(database_url: str) -> AsyncIterator[World]:
    """A server that keeps a large window."""
    async with serving(database_url) as world:
        hub: Hub = world.app.state.hub
        hub.limits = Limits(room_bytes=32 << 20)
        yield world


@asynccontextmanager
async def not_reading(world: World, debate: Debate, seq: int) -> AsyncIterator[tuple[Line, Client]]:
    """A follower from `seq` on whose end takes almost nothing from the network until `recv` is called."""
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(
        narrow, ("127.0.0.1", int(world.url.rsplit(":", 1)[1]))
    )
    async with opened(world, debate.member, sock=narrow, max_queue=1, close_timeout=0.2) as line:
        epoch = (await debate.owner.get(f"{debate.room}/entries?limit=1"))["epoch"]
        await line.say(type="follow", room=debate.room_id, epoch=epoch, seq=seq)
        hub: Hub = world.app.state.hub
        async with asyncio.timeout(30):
            while True:
                for client in hub.clients:
                    mine = client.who is not None and client.who.id == debate.member.id
                    if mine and debate.room_id in client.following:
                        yield line, client
                        return
                await asyncio.sleep(0.01)


def held(client: Client) -> int:
    """Bytes that lie in the server for this client."""
    assert isinstance(client.sink, LiveProtocol)
    return client.sink.transport.get_write_buffer_size()


async def until_full(client: Client) -> None:
    async with asyncio.timeout(30):
        while not client.sink.full():
            await asyncio.sleep(0.01)


async def test_it_is_paused_and_goes_on_without_a_gap(slow_world: World) -> None:
    debate = await gather(slow_world)
    head = await debate.head()
    async with not_reading(slow_world, debate, head) as (line, client):
        for _ in range(6):
            await poured(slow_world.app.state.store, debate.room_id, 200, 4000)
            assert held(client) <= MOST_BYTES
        await until_full(client)
        assert client.following[debate.room_id].cursor < head + 1200, "it was paused in the middle"
        got = await line.entries(debate.room_id, 1200)
        assert got[0]["seq"] == head + 1
        assert not client.sink.full()


async def test_it_is_closed_after_a_while_and_comes_again_with_its_cursor(
    slow_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "SLOW_S", 1.0)
    debate = await gather(slow_world)
    head = await debate.head()
    epoch = (await debate.owner.get(f"{debate.room}/entries?limit=1"))["epoch"]
    async with opened(slow_world, debate.observer) as other:
        await other.follow(debate.room_id, epoch, head)  # somebody keeps the room here
        keeping = asyncio.create_task(other.entries(debate.room_id, 900))
        async with not_reading(slow_world, debate, head) as (line, client):
            await poured(slow_world.app.state.store, debate.room_id, 900, 4000)
            await until_full(client)
            async with asyncio.timeout(6):
                while not client.ended:
                    await asyncio.sleep(0.02)
            got = await _rest(line.socket)
        given = [m["seq"] for m in got if m["type"] == "entry" and m["room"] == debate.room_id]
        assert given == list(range(head + 1, head + 1 + len(given)))
        assert len(given) < 900
        async with opened(slow_world, debate.member) as again:
            await again.follow(debate.room_id, epoch, head + len(given))
            await again.entries(debate.room_id, 900 - len(given))
        await keeping


async def test_the_others_are_not_kept_waiting(slow_world: World) -> None:
    debate = await gather(slow_world)
    head = await debate.head()
    epoch = (await debate.owner.get(f"{debate.room}/entries?limit=1"))["epoch"]
    async with (
        not_reading(slow_world, debate, head) as (_, client),
        opened(slow_world, debate.observer) as other,
    ):
        await other.follow(debate.room_id, epoch, head)
        taking = asyncio.create_task(other.entries(debate.room_id, 700))
        await poured(slow_world.app.state.store, debate.room_id, 700, 4000)
        await taking
        assert client.sink.full()


async def test_far_behind_in_many_rooms_it_is_given_one_page_at_a_time(
    slow_world: World,
) -> None:
    """Each of the rooms has more than a page to be read for it; together they may not fill the line."""
    debate = await gather(slow_world)
    store = slow_world.app.state.store
    rooms = []
    for n in range(6):
        room = await slow_world.room(debate.owner, debate.member, title=f"Phòng {n}")
        await poured(store, room, 200, 1500)
        rooms.append((room, await debate.owner.get(f"/rooms/{room}/entries?limit=1")))
    async with not_reading(slow_world, debate, await debate.head()) as (line, client):
        for room, page in rooms:
            await line.say(type="follow", room=room, epoch=page["epoch"], seq=0)
        most = 0
        for _ in range(60):
            await asyncio.sleep(0.01)
            most = max(most, held(client))
        assert len(client.following) > len(rooms)
        assert 0 < most <= MOST_BYTES
        got: dict[int, list[int]] = {room: [] for room, _ in rooms}
        async with asyncio.timeout(20):
            while any(len(got[room]) < page["seq"] for room, page in rooms):
                message = json.loads(await line.socket.recv())
                if message["type"] == "entry" and message["room"] in got:
                    got[message["room"]].append(message["seq"])
        for room, page in rooms:
            assert got[room] == list(range(1, page["seq"] + 1))


async def test_too_far_behind_is_a_reset_and_then_nothing(world: World) -> None:
    debate = await gather(world)
    await poured(world.app.state.store, debate.room_id, catchup.MOST_ENTRIES + 10, 10)
    epoch = (await debate.owner.get(f"{debate.room}/entries?limit=1"))["epoch"]
    head = await debate.head()
    async with opened(world, debate.member) as line:
        assert (await line.follow(debate.room_id, epoch, 0))["type"] == "followed"
        reset = await line.next()
        assert reset == {"type": "reset", "room": debate.room_id, "epoch": epoch, "seq": head}
        await debate.say(debate.owner)
        await line.nothing(debate.room_id)
        assert (await line.follow(debate.room_id, epoch, 20))["type"] == "followed"
        await line.entries(debate.room_id, head - 19)


async def test_too_many_bytes_behind_is_a_reset_in_order(world: World) -> None:
    debate = await gather(world)
    before = await debate.head()
    await poured(world.app.state.store, debate.room_id, 600, 4000)
    epoch = (await debate.owner.get(f"{debate.room}/entries?limit=1"))["epoch"]
    async with opened(world, debate.member) as line:
        await line.follow(debate.room_id, epoch, before)
        seqs = []
        while (message := await line.next())["type"] == "entry":
            seqs.append(message["seq"])
        assert message["type"] == "reset"
        assert seqs == list(range(before + 1, before + 1 + len(seqs)))
        assert 0 < len(seqs) < 600


async def test_a_stream_that_does_not_read_is_let_go(
    slow_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "SLOW_S", 1.0)
    debate = await gather(slow_world)
    hub: Hub = slow_world.app.state.hub
    limits = httpx.Limits(max_connections=1)
    async with (
        httpx.AsyncClient(base_url=slow_world.url, headers={"cookie": debate.member.cookie}, limits=limits) as http,
        reading(http, debate.room_id) as events,
    ):  # fmt: skip
        await events.until("followed")
        await poured(slow_world.app.state.store, debate.room_id, 1500, 4000)
        async with asyncio.timeout(8):
            while any(c.who and c.who.id == debate.member.id for c in hub.clients):
                await asyncio.sleep(0.05)
        assert not hub.admission.people.get(debate.member.id)


async def _rest(live: ClientConnection) -> list[dict[str, object]]:
    """What was still under way when the line was closed or cut."""
    return [json.loads(raw) async for raw in _until_cut(live)]


async def _until_cut(live: ClientConnection) -> AsyncIterator[str | bytes]:
    from websockets.exceptions import ConnectionClosed  # noqa: PLC0415 - only here

    try:
        while True:
            yield await live.recv()
    except ConnectionClosed:
        return
