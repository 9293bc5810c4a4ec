"""The protocol class under the fast path: what it touches of uvicorn, and that it changes nothing but speed."""

import asyncio
import inspect
import json

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from server.live import call, fast, frames, line, outlet
from server.live.ear import Ear
from server.live.fast import LiveProtocol
from server.live.hub import Hub
from server.live.parsing import Parser
from tests.debate import gather
from tests.server.live.conftest import Line, opened, place
from tests.server.live.events import reading
from tests.serving import serving
from tests.world import World

OF_CONFIG = {"ws_max_size", "ws_max_queue", "loaded_app", "root_path", "asgi_version"}
# by the gate; our protocol without it, behind the framework; another protocol
WAYS = [None, "server.live.fast:LiveProtocol", "websockets-sansio"]
OF_STATE = {"connections", "tasks", "default_headers"}


def test_uvicorn_still_has_what_is_touched() -> None:
    """A new minor version of uvicorn is taken only with this test green and read."""
    ours = "".join(map(inspect.getsource, (fast, call)))
    config = uvicorn.Config(lambda: None, lifespan="off")
    config.load()
    for name in OF_CONFIG:
        assert f"onfig.{name}" in ours, f"{name} is not touched any more: take it off the list"
        assert hasattr(config, name), f"uvicorn has no {name}"
    for name in OF_STATE:
        assert f"_server.{name}" in ours, f"{name} is not touched any more: take it off the list"
        assert hasattr(ServerState(), name), f"uvicorn has no {name}"
    asked = set(inspect.signature(WebSocketsSansIOProtocol).parameters)
    assert set(inspect.signature(LiveProtocol).parameters) == asked | {"way"}
    handing_over = inspect.getsource(HttpToolsProtocol.handle_websocket_upgrade)
    for name in (
        "config=",
        "server_state=",
        "app_state=",
        "connection_made(",
        "data_received(",
        "set_protocol(",
    ):
        assert name in handing_over, f"a line is handed over in another way: {name}"
    assert "connection.shutdown()" in inspect.getsource(uvicorn.Server.shutdown)
    assert issubclass(ClientDisconnected, OSError)  # what ASGI lets a server raise
    assert uvicorn.__version__.startswith("0.54.")


def test_a_line_is_its_slots_and_nothing_else() -> None:
    """A dictionary for each socket is what costs memory, and time in every delivery."""
    for kind in LiveProtocol.__mro__[:-1]:
        assert "__slots__" in vars(kind), kind
    assert not hasattr(Parser(1), "__dict__")
    names = [name for kind in LiveProtocol.__mro__ for name in vars(kind).get("__slots__", ())]
    source = "".join(map(inspect.getsource, (fast, line, outlet)))
    for name in names:
        assert source.count(f"self.{name}") > 1, f"{name} is kept for nothing"


def test_ready_frames_are_what_a_server_sends() -> None:
    from websockets.frames import Frame, Opcode  # noqa: PLC0415 - the oracle, used only here

    for size in (0, 1, 125, 126, 127, 65_535, 65_536, 200_000):
        payload = b"x" * size
        assert frames.text(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)
    assert Frame(Opcode.PING, b"").serialize(mask=False) == frames.PING


async def test_a_line_is_its_own_sink_only_under_our_protocol(
    world: World, database_url: str
) -> None:
    async with opened(world):
        hub: Hub = world.app.state.hub
        assert any(isinstance(client.sink, LiveProtocol) for client in hub.clients)
    async with serving(database_url, ws="websockets-sansio") as plain, opened(plain):
        (client,) = plain.app.state.hub.clients
        assert not isinstance(client.sink, LiveProtocol)


async def test_all_transports_and_the_pages_say_the_same_bytes(database_url: str) -> None:
    """The fast path, the plain ASGI path, Server-Sent Events and `entries?after=`, for what was and what comes."""
    async with (
        serving(database_url) as fast,
        serving(database_url, ws="websockets-sansio") as plain,
    ):
        debate = await gather(fast)
        page = await debate.owner.get(f"{debate.room}/entries")
        epoch, before = page["epoch"], page["seq"]
        async with (
            opened(fast, debate.member) as first,
            opened(plain, debate.member) as second,
            reading(debate.member.http, debate.room_id, after=f"{epoch}-0") as events,
        ):
            for each in (first, second):
                await each.follow(debate.room_id, epoch, 0)
            for n in range(6):
                await debate.say(debate.owner, f"Ý kiến thứ {n}: “dữ liệu” \\ / <b> 🇻🇳 é")
            head = before + 6
            streamed: list[str] = []
            while len(streamed) < head:
                event = await events.until("message")
                streamed.append(event.data)
            for each in (first, second):
                await each.entries(debate.room_id, head)
            texts = [
                [raw for raw in each.heard if raw.startswith('{"type":"entry"') and f'"room":{debate.room_id},' in raw]
                for each in (first, second)
            ]  # fmt: skip
            answer = await debate.owner.http.get(f"{debate.room}/entries")
            paged = [
                raw for raw in streamed if raw in answer.text
            ]  # each is a piece of the page as it stands
        assert len(streamed) == head
        assert texts[0] == texts[1] == streamed == paged
        assert [json.loads(raw)["seq"] for raw in streamed] == list(range(1, head + 1))
        assert answer.text.endswith('"entries":[' + ",".join(streamed) + "]}")


async def test_the_plain_path_refuses_and_ends_alike(database_url: str) -> None:
    async with serving(database_url, ws="websockets-sansio") as plain:
        debate = await gather(plain)
        async with opened(plain, debate.member) as live:
            assert (await live.follow(2**50, 1, 1))["status"] == 404
            await debate.member.http.delete("/session")
            assert await live.code() == 4401
        async with opened(plain) as live:
            await live.socket.send("x")
            assert await live.code() == 4400


async def test_pings_are_answered_but_not_piled_up_for_who_does_not_read(world: World) -> None:
    async with world.live() as socket:
        await asyncio.wait_for(await socket.ping(b"con"), 5)
    hub: Hub = world.app.state.hub
    async with world.live() as socket:
        await socket.recv()
        (sink,) = [c.sink for c in hub.clients if isinstance(c.sink, LiveProtocol)]
        sink.pause_writing()
        before = sink.transport.get_write_buffer_size()
        for _ in range(50):
            await socket.ping()
        await asyncio.sleep(0.1)
        assert sink.transport.get_write_buffer_size() == before
        sink.resume_writing()


async def test_a_cut_line_takes_writes_without_harm(world: World) -> None:
    """Between the cut and the moment the application hears of it, the room still writes."""
    hub: Hub = world.app.state.hub
    socket = await world.live()
    await socket.recv()
    (client,) = [c for c in hub.clients if isinstance(c.sink, LiveProtocol)]
    assert isinstance(client.sink, LiveProtocol)
    client.sink.transport.abort()
    for _ in range(3):
        client.sink.write(frames.text(b"{}"))
        client.sink.tell(b"{}")
        client.sink.ping()
        await asyncio.sleep(0)
    client.end(4401, "session-ended")
    await socket.wait_closed()


async def test_a_socket_that_only_listens_keeps_nothing_of_the_application(
    database_url: str,
) -> None:
    async with serving(database_url) as world:
        debate = await gather(world)
        epoch, head = await place(debate)
        async with opened(world, debate.member) as live, opened(world):
            await live.follow(debate.room_id, epoch, head)
            async with asyncio.timeout(30):
                while any(_name(each) in OURS for each in asyncio.all_tasks()):
                    await asyncio.sleep(0.01)
            hub: Hub = world.app.state.hub
            assert len(hub.clients) == 2
            for client in hub.clients:
                assert isinstance(client.sink, LiveProtocol)
                assert client.sink._call is None
                assert client.sink._told is None
            await debate.say(debate.owner, "Và vẫn nghe được")
            await live.entries(debate.room_id, 1)
        async with asyncio.timeout(30):
            while hub.clients:
                await asyncio.sleep(0.01)
        assert not hub.admission.people
        assert not hub.admission.addresses


OURS = {LiveProtocol._go.__qualname__, Ear._take.__qualname__}


def _name(task: "asyncio.Task[object]") -> str:
    return str(getattr(task.get_coro(), "__qualname__", ""))


@pytest.mark.parametrize("ws", WAYS)
async def test_what_a_client_says_is_dealt_with_in_its_order(
    database_url: str, ws: str | None
) -> None:
    async with serving(database_url, ws=ws) as world:
        debate = await gather(world)
        epoch, head = await place(debate)
        follow = {"type": "follow", "room": debate.room_id, "epoch": epoch}
        async with world.live(debate.member) as socket:
            for n in range(20):  # before it is greeted
                await socket.send(json.dumps(follow | {"seq": head + n % 2}))
            await socket.send(json.dumps({"type": "unfollow", "room": debate.room_id}))
            line = Line(socket)
            answers: list[str] = []
            while len(answers) < 20:
                message = await line.next()
                if message.get("room") == debate.room_id:
                    answers.append(message["type"])
            assert answers == ["followed", "refused"] * 10
            await debate.say(debate.owner)
            await line.nothing(debate.room_id)


@pytest.mark.parametrize("ws", WAYS)
async def test_an_error_is_the_end_of_the_line_and_of_no_other(
    database_url: str, ws: str | None
) -> None:
    async with serving(database_url, ws=ws) as world:
        debate = await gather(world)
        epoch, head = await place(debate)
        hub: Hub = world.app.state.hub
        async with opened(world) as well, opened(world, debate.member) as live:
            await live.until("followed")  # its inbox: it is greeted
            limits, hub.limits = hub.limits, None  # type: ignore[assignment] # as a bug would
            await live.say(type="follow", room=debate.room_id, epoch=epoch, seq=head)
            assert await live.code() == 1011
            hub.limits = limits
            assert (await well.follow(debate.room_id, epoch, head))["status"] == 404
            assert [client.who for client in hub.clients] == [None]
