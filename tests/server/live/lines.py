"""A client that sends bytes, and a server of our protocol class that runs any application."""

import asyncio
import contextlib
import functools
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import uvicorn
from websockets.frames import Frame, Opcode

from server import serve
from server.live.fast import LiveProtocol
from server.live.handshake import Asked
from tests.ports import free_port

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Come = Callable[[LiveProtocol], Coroutine[None, None, None]]
SOON_S = 30.0
KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Raw:
    """A client that sends bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def send(self, data: bytes) -> None:
        """Send these bytes."""
        self.writer.write(data)

    async def head(self) -> bytes:
        """The head of the answer to the handshake."""
        return await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), SOON_S)

    async def frame(self) -> tuple[int, bytes]:
        """The next frame: what it is, and its payload."""
        first, size = await asyncio.wait_for(self.reader.readexactly(2), SOON_S)
        if size == 126:
            size = int.from_bytes(await self.reader.readexactly(2))
        return first & 15, await asyncio.wait_for(self.reader.readexactly(size), SOON_S)

    async def gone(self) -> None:
        """Nothing more comes: the connection is over."""
        with contextlib.suppress(ConnectionError):
            assert await asyncio.wait_for(self.reader.read(), SOON_S) == b""


def masked(opcode: int, payload: bytes = b"") -> bytes:
    """A client's frame."""
    return Frame(Opcode(opcode), payload).serialize(mask=True)


def close(code: int) -> tuple[int, bytes]:
    """A close frame without a reason, as `frame` gives it."""
    return 8, struct.pack("!H", code)


class Serving:
    """uvicorn with our class and this application, or a gate in its place. `lines`: those that were asked for."""

    def __init__(self, app: App, come: Come | None = None) -> None:
        self.lines: list[LiveProtocol] = []
        self.clients: list[Raw] = []
        self.port = free_port()

        def way(line: LiveProtocol, _: Asked) -> Coroutine[None, None, None] | None:
            self.lines.append(line)
            return come(line) if come is not None else None

        config = serve.configured(app)  # type: ignore[arg-type] # any ASGI application
        config.ws = functools.partial(LiveProtocol, way=way)  # type: ignore[assignment]
        config.port, config.lifespan = self.port, "off"
        self.server = uvicorn.Server(config)
        self.server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]

    async def connect(self) -> Raw:
        """A client that has said nothing."""
        raw = Raw(*await asyncio.open_connection("127.0.0.1", self.port))
        self.clients.append(raw)
        return raw

    async def ask(self, path: str = "/") -> Raw:
        """A client whose request for a socket has been sent."""
        raw = await self.connect()
        raw.send(
            f"GET {path} HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        return raw

    async def open(self, path: str = "/") -> Raw:
        """A client whose socket is open."""
        raw = await self.ask(path)
        assert (await raw.head()).startswith(b"HTTP/1.1 101 ")
        return raw


@contextlib.asynccontextmanager
async def served(app: App, come: Come | None = None) -> AsyncIterator[Serving]:
    """A server until the block ends; nothing it was given is left then."""
    serving = Serving(app, come)
    task = asyncio.create_task(serving.server.serve())
    try:
        async with asyncio.timeout(SOON_S):
            while not serving.server.started:
                await asyncio.sleep(0.01)
        yield serving
    finally:
        for raw in serving.clients:
            raw.writer.close()
            with contextlib.suppress(OSError):
                await raw.writer.wait_closed()
        serving.server.should_exit = True
        await asyncio.wait_for(task, 3 * SOON_S)
    state = serving.server.server_state
    assert not state.connections
    assert not state.tasks


async def listening(_: dict[str, Any], receive: Any, send: Any) -> None:
    """Accepts, and reads until the line is over."""
    await receive()
    await send({"type": "websocket.accept", "headers": [(b"x-name", b"one")]})
    while (await receive())["type"] != "websocket.disconnect":
        pass
