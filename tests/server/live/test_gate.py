"""Whoever comes to `/live` meets the same answers by the gate, behind the framework, and on another server's sockets."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import websockets
from msgspec import structs
from websockets.exceptions import ConnectionClosed, InvalidStatus

from rooms.standing import Standing
from server.limits import kinds
from server.live.client import Client
from server.live.doorstep import asks_for_a_line
from server.live.hub import Hub, Seat
from tests.debate import gather
from tests.programs import program
from tests.server.live.conftest import Line, opened
from tests.server.live.test_fast import WAYS
from tests.serving import serving
from tests.world import World

HEAD = (
    b"GET /live HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.fixture(params=WAYS)
async def served(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[World]:
    async with serving(database_url, ws=request.param) as world:
        yield world


async def ended(world: World, **headers: str) -> tuple[int, str] | None:
    """The code and the reason by which a line with these headers is closed at once; None: it is greeted."""
    address = world.url.replace("http", "ws") + "/live"
    async with websockets.connect(address, additional_headers=headers) as socket:
        try:
            await asyncio.wait_for(socket.recv(), 5)
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")
        return None


async def test_who_is_refused_is_told_the_same_on_every_way(served: World) -> None:
    debate = await gather(served)
    for headers in ({"origin": "https://evil.example"}, {}):
        with pytest.raises(InvalidStatus) as refused:
            await ended(served, **headers, cookie=debate.member.cookie)
        assert refused.value.response.status_code == 403
    unknown = {"authorization": "Bearer dh_khong-co"}
    assert await ended(served, **unknown) == (4401, "token-unknown")
    assert await ended(served, **unknown, cookie=debate.member.cookie) == (4401, "token-unknown")
    assert await ended(served, origin=served.url, cookie="dienhong=khong-co") is None
    narrow = await program(served, debate.member, "write")
    assert await ended(served, **narrow.headers) == (4403, "token-scope")
    wide = await program(served, debate.member, "read")
    assert await ended(served, **wide.headers) is None
    hub: Hub = served.app.state.hub
    hub.draining = True
    assert await ended(served, origin=served.url) == (4503, "restarting")
    hub.draining = False
    async with opened(served, debate.member):
        limits = hub.admission._limits
        hub.admission._limits = structs.replace(limits, clients_per_address=1)
        assert await ended(served, origin=served.url) == (4429, "too-many-lines")
        hub.admission._limits = limits


async def test_a_failure_is_told_and_leaves_nothing(served: World) -> None:
    debate = await gather(served)
    hub: Hub = served.app.state.hub
    arrivals = served.app.state.gate.callers.arrivals
    served.app.state.gate.callers.arrivals = None  # as a bug would
    cookie = {"origin": served.url, "cookie": debate.member.cookie}
    assert await ended(served, **cookie) == (1011, "failed")
    served.app.state.gate.callers.arrivals = arrivals
    assert await ended(served, **cookie) is None
    async with asyncio.timeout(30):
        while hub.clients:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("ws", WAYS)
async def test_an_address_that_comes_too_often_is_told_on_every_way(
    database_url: str, ws: str | None
) -> None:
    async with serving(database_url, ws=ws, limit_scale=0.001) as world:
        rate = kinds.OPENING_LINES.address
        assert rate is not None
        for _ in range(rate.scaled(0.001).count):
            world.app.state.limiter.address_here(kinds.OPENING_LINES, "203.0.113.9")
        headers = {"origin": world.url, "x-forwarded-for": "203.0.113.9"}
        assert await ended(world, **headers) == (4429, "too-often")
        assert await ended(world, origin=world.url) is None


async def test_the_session_is_marked_as_used(served: World) -> None:
    debate = await gather(served)
    when = "select seen_at from session where person_id = $1"
    async with served.sql() as conn:
        await conn.execute(
            "update session set seen_at = now() - interval '3 hours' where person_id = $1",
            debate.member.id,
        )
        before = await conn.fetchval(when, debate.member.id)
        async with opened(served, debate.member), asyncio.timeout(30):
            while await conn.fetchval(when, debate.member.id) == before:
                await asyncio.sleep(0.02)


async def test_whoever_was_signed_out_as_they_came_is_closed(served: World) -> None:
    """Between the question and the answer the session ends: its end is an entry above the place that was read."""
    debate = await gather(served)
    hub: Hub = served.app.state.hub
    watch = hub.watch

    async def too_late(client: Client, inbox: Standing | None = None) -> Seat | None:
        if inbox is not None:
            await debate.member.http.delete("/session")
        return await watch(client, inbox)

    hub.watch = too_late  # type: ignore[method-assign]
    async with served.live(debate.member) as socket:
        assert await Line(socket).code() == 4401


def test_only_a_whole_request_for_the_live_path_is_taken_on_the_doorstep() -> None:
    assert asks_for_a_line(HEAD)
    assert asks_for_a_line(HEAD.replace(b"/live", b"/live?a=1") + b"\x81\x80abcd")
    assert asks_for_a_line(HEAD.replace(b"Upgrade: websocket", b"upgrade:WebSocket"))
    for other in (
        HEAD[:-2],
        HEAD.replace(b"/live", b"/lives"),
        HEAD.replace(b"/live", b"/live/"),
        HEAD.replace(b"GET", b"POST"),
        HEAD.replace(b"Upgrade: websocket", b"Upgrade: h2c"),
        HEAD.replace(b"Upgrade: websocket\r\n", b""),
        b"GET /live HTTP/1.1\r\nHost: a.example\r\n\r\nX\r\nUpgrade: websocket\r\n\r\n",
        b"\r\n" + HEAD,
        b"",
    ):
        assert not asks_for_a_line(other), other


async def test_a_request_in_pieces_is_answered_like_a_whole_one(world: World) -> None:
    host = world.url.removeprefix("http://")
    head = HEAD.replace(b"a.example\r\n", f"{host}\r\nOrigin: {world.url}\r\n".encode())
    answers = []
    for pieces in ((head,), (head[:9], head[9:]), (head[:-1], head[-1:])):
        reader, writer = await asyncio.open_connection(*host.split(":"))
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.05)
        said = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        answers.append([line for line in said.split(b"\r\n") if not line.startswith(b"date")])
        writer.close()
    assert answers[0][0] == b"HTTP/1.1 101 Switching Protocols"
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("bad", [b"a\nb", b"a\rb", b"a\x00b", b"a\x7fb"])
async def test_a_head_with_control_characters_is_none(world: World, bad: bytes) -> None:
    host = world.url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(HEAD.replace(b"a.example", b"a.example\r\nX-A: " + bad))
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 400 ")
    writer.close()


async def test_who_says_nothing_holds_a_stopping_server_up_no_longer(database_url: str) -> None:
    async with serving(database_url) as world:
        reader, writer = await asyncio.open_connection(
            *world.url.removeprefix("http://").split(":")
        )
        began = time.monotonic()
    assert time.monotonic() - began < 15
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
