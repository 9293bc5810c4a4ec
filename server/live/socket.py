"""`/live`: one WebSocket for many rooms. It only listens, presence and typing aside; commands go by HTTP."""

import asyncio
import time
from contextlib import suppress
from typing import Any

import msgspec
from litestar import WebSocket, websocket
from litestar.di import NamedDependency
from litestar.exceptions import WebSocketDisconnect

from rooms.errors import Refused
from server.identity.callers import Callers
from server.identity.sessions import Session
from server.limits.door import address_of
from server.live import frames, protocol
from server.live.client import Client
from server.live.fast import EXTENSION, LiveProtocol
from server.live.hub import Hub
from server.live.queue import QueueSink
from server.live.wheel import BEAT_S

BURST = 300  # messages a client may send at once: a page that follows all its rooms again
PER_S = 10.0  # and how many a second in the long run
LAST_S = 5.0  # for what is still to be sent when a line is closed


class Budget:
    """A token bucket for what one line may send."""

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = time.monotonic()

    def spend(self) -> bool:
        """Take one; False where there is none."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._at) * PER_S) - 1
        self._at = now
        return self._left >= 0


@websocket("/live", right="portal.see")
async def live(
    socket: WebSocket[Any, Any, Any],
    callers: NamedDependency[Callers],
    hub: NamedDependency[Hub],
) -> None:
    """Every entry of the rooms the client follows, as it happens."""
    await socket.accept()  # first, or a page is not told why it is refused
    try:
        session = await callers.session(socket.scope)
    except Refused as refused:
        await socket.close(4000 + refused.status, refused.reason)
        return
    extension: Any = socket.scope.get("extensions") or {}
    if EXTENSION in extension:
        sink: LiveProtocol = extension[EXTENSION]["sink"]
        await _serve(socket, sink, session, hub)
    else:
        await _serve_by_asgi(socket, session, hub)


async def _serve_by_asgi(
    socket: WebSocket[Any, Any, Any], session: Session | None, hub: Hub
) -> None:
    sink = QueueSink(frames.line, lambda message: message + b"\n")

    async def send() -> None:
        with suppress(OSError, RuntimeError, WebSocketDisconnect):  # the other end has gone
            async for piece in sink.pieces():
                for line in piece.splitlines():
                    await socket.send_text(line.decode())
            await socket.close(sink.code or 1000, sink.reason)

    sender = asyncio.create_task(send())
    serving = asyncio.create_task(_serve(socket, sink, session, hub))
    sink.cut = serving.cancel
    try:
        with suppress(asyncio.CancelledError):
            await serving
    finally:
        if sink.code is not None:
            await asyncio.wait([sender], timeout=LAST_S)
        sender.cancel()


async def _serve(
    socket: WebSocket[Any, Any, Any],
    sink: LiveProtocol | QueueSink,
    session: Session | None,
    hub: Hub,
) -> None:
    expires = session.expires_at.timestamp() if session else None
    client = Client(sink, session.who if session else None, expires, address_of(socket))
    try:
        hub.enter(client)
    except Refused as refused:
        client.end(4000 + refused.status, refused.reason)
        return
    sink.on_room = client.on_room
    try:
        await _greet(client, hub)
        await _listen(socket, client, hub)
    except WebSocketDisconnect:
        pass
    except Refused as refused:
        client.end(4000 + refused.status, refused.reason)
    finally:
        hub.exit(client)


async def _greet(client: Client, hub: Hub) -> None:
    inbox = await hub.watch(client)
    at = protocol.InboxAt(inbox.room_id, inbox.epoch, inbox.seq) if inbox else None
    client.tell(protocol.Hello(hub.build, BEAT_S, client.who.id if client.who else None, at))
    if inbox is not None:
        await hub.follow(client, inbox.room_id, inbox.epoch, inbox.seq)


async def _listen(socket: WebSocket[Any, Any, Any], client: Client, hub: Hub) -> None:
    budget = Budget()
    while not client.ended:
        said = await socket.receive_data("text")
        if not budget.spend():
            return client.end(4429, "too-many-messages")
        try:
            message = protocol.decode(said)
        except (msgspec.DecodeError, RecursionError):
            return client.end(4400, "bad-message")
        if isinstance(message, protocol.Unfollow):
            hub.unfollow(client, message.room)
            continue
        if isinstance(message, protocol.Here | protocol.Typing):
            hub.lane.said(client, message)
            continue
        try:
            await hub.follow(client, message.room, message.epoch, message.seq)
        except Refused as refused:
            hub.unfollow(client, message.room)
            client.refuse(message.room, refused)
    return None
