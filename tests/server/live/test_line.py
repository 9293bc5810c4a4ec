"""A line of our own protocol class, byte by byte: how it opens, how it ends, and that nothing waits for ever."""

import asyncio
import struct
from typing import Any

import pytest

from server.live import fast
from server.live import line as lines
from tests.server.live.lines import SOON_S, close, listening, masked, served


async def test_the_application_answers_and_both_ends_say_goodbye() -> None:
    heard: list[dict[str, Any]] = []

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        assert (scope["path"], scope["raw_path"], scope["query_string"]) == (
            "/phòng",
            b"/ph%C3%B2ng",
            b"a=1",
        )
        assert scope["client"][0] == scope["server"][0] == "127.0.0.1"
        await receive()
        await send(
            {"type": "websocket.accept", "subprotocol": "chat", "headers": [(b"x-name", b"one")]}
        )
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message)
            await send({"type": "websocket.send", "text": message.get("text", "bytes")})
        heard.extend([message, await receive()])  # and it stays so

    async with served(app) as serving:
        raw = await serving.ask("/ph%C3%B2ng?a=1")
        head = await raw.head()
        for line in (
            b"HTTP/1.1 101 ",
            b"\r\nsec-websocket-protocol: chat\r\n",
            b"\r\nx-name: one\r\n",
            b"\r\ndate: ",
        ):
            assert line in head
        raw.send(masked(1, "chào".encode()) + masked(9, b"con?") + masked(2, b"\x00"))
        got = [await raw.frame() for _ in range(3)]
        assert sorted(got) == sorted([(1, "chào".encode()), (10, b"con?"), (1, b"bytes")])
        raw.send(masked(8, struct.pack("!H", 3001) + b"xong") + masked(1, b"too late"))
        assert await raw.frame() == close(3001)
        await raw.gone()
    over = {"type": "websocket.disconnect", "code": 3001, "reason": "xong"}
    assert heard == [
        {"type": "websocket.receive", "text": "chào"}, {"type": "websocket.receive", "bytes": b"\x00"}, over, over,
    ]  # fmt: skip


async def test_what_comes_before_the_answer_waits_for_it() -> None:
    going = asyncio.Event()

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await going.wait()
        await listening(scope, receive, send)

    async with served(app) as serving:
        early, greedy = await serving.ask(), await serving.ask()
        async with asyncio.timeout(SOON_S):
            while len(serving.lines) < 2:
                await asyncio.sleep(0.01)
        early.send(masked(9, "sớm".encode()))
        greedy.send(bytes(100_000))
        assert (await greedy.head()).startswith(b"HTTP/1.1 431 ")
        going.set()
        assert (await early.head()).startswith(b"HTTP/1.1 101 ")
        assert await early.frame() == (10, "sớm".encode())


@pytest.mark.parametrize(
    ("fails", "told"),
    [("before", b"HTTP/1.1 500 "), ("after", 1011), ("nothing", b"HTTP/1.1 500 "), ("refuse", b"HTTP/1.1 403 "), ("return", 1000)],
)  # fmt: skip
async def test_whatever_the_application_does_the_client_is_told(
    fails: str, told: bytes | int
) -> None:
    async def app(_: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        if fails == "before":
            raise RuntimeError(fails)
        if fails == "refuse":
            await send({"type": "websocket.close", "code": 4403})
        if fails in {"nothing", "refuse"}:
            return
        await send({"type": "websocket.accept"})
        if fails == "after":
            raise RuntimeError(fails)

    async with served(app) as serving:
        raw = await serving.ask()
        head = await raw.head()
        if isinstance(told, bytes):
            assert head.startswith(told)
        else:
            assert (await raw.frame())[1][:2] == struct.pack("!H", told)
            raw.send(masked(8, struct.pack("!H", told)))
        await raw.gone()


async def test_a_bad_handshake_is_answered_without_asking_the_application() -> None:
    async with served(listening) as serving:
        raw = await serving.connect()
        raw.send(
            b"GET / HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: ngan\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert (await raw.head()).startswith(b"HTTP/1.1 400 ")
        await raw.gone()
        assert not serving.lines


async def test_a_request_that_is_not_answered_in_time_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fast, "HANDSHAKE_S", 0.2)
    told = asyncio.Event()

    async def app(_: dict[str, Any], receive: Any, __: Any) -> None:
        await receive()
        assert (await receive())["type"] == "websocket.disconnect"
        told.set()

    async with served(app) as serving:
        raw = await serving.ask()
        assert (await raw.head()).startswith(b"HTTP/1.1 503 ")
        await raw.gone()
        await asyncio.wait_for(told.wait(), SOON_S)


async def test_who_does_not_answer_a_close_is_cut_off_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "CLOSE_S", 0.2)
    async with served(listening) as serving:
        raw = await serving.open()
        (line,) = serving.lines
        line.close(4401, "session-ended")
        assert await raw.frame() == (8, struct.pack("!H", 4401) + b"session-ended")
        raw.send(masked(1, b"x") + masked(9))  # is not heard any more, nor answered
        await raw.gone()
        assert line.ended == (4401, "session-ended")


async def test_who_breaks_the_protocol_is_told_also_while_more_is_on_its_way() -> None:
    async with served(listening) as serving:
        raw = await serving.open()
        for n in range(40):  # what is never read would reset the connection, and the close with it
            raw.send(bytes([0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1]) if n == 0 else bytes(1 << 16))
        kind, said = await raw.frame()
        assert (kind, said[:2]) == (8, struct.pack("!H", 1009))
        raw.writer.close()
        (line,) = serving.lines
        assert line.ended is not None
        assert line.ended[0] == 1009


async def test_a_client_is_not_read_from_while_nobody_takes_what_it_said() -> None:
    going = asyncio.Event()
    taken = []

    async def app(_: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await going.wait()
        while (message := await receive())["type"] == "websocket.receive":
            taken.append(message["text"])

    async with served(app) as serving:
        raw = await serving.open()
        big = "x" * 60_000
        for n in range(400):
            raw.send(masked(1, f"{n:03}{big}".encode()))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(raw.writer.drain(), 1)  # 24 MB: it does not take them
        (line,) = serving.lines
        assert len(line._told or ()) < 50
        going.set()
        await asyncio.wait_for(raw.writer.drain(), SOON_S)
        raw.send(masked(8))
        assert await raw.frame() == (8, b"")
        assert [each[:3] for each in taken] == [f"{n:03}" for n in range(400)]


async def test_an_application_that_sends_to_nobody_waits_and_is_told() -> None:
    ended = asyncio.Event()

    async def app(_: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        try:
            while True:
                await send({"type": "websocket.send", "bytes": bytes(1 << 16)})
        except OSError:
            ended.set()

    async with served(app) as serving:
        raw = await serving.open()
        (line,) = serving.lines
        async with asyncio.timeout(SOON_S):
            while not line.full():
                await asyncio.sleep(0.01)
        assert line.transport.get_write_buffer_size() < 1 << 20
        raw.writer.transport.abort()
        await asyncio.wait_for(ended.wait(), SOON_S)


async def test_the_server_stops_with_lines_open_and_asked_for() -> None:
    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        if scope["path"] == "/open":
            await send({"type": "websocket.accept"})
        assert (await receive())["type"] == "websocket.disconnect"

    async with served(app) as serving:
        opened, asked = await serving.open("/open"), await serving.ask("/asked")
        async with asyncio.timeout(SOON_S):
            while len(serving.lines) < 2:
                await asyncio.sleep(0.01)
        serving.server.should_exit = True
        assert await opened.frame() == (8, struct.pack("!H", 1012) + b"restarting")
        opened.send(masked(8, struct.pack("!H", 1012)))
        await opened.gone()
        assert (await asked.head()).startswith(b"HTTP/1.1 503 ")
        await asked.gone()
