"""`/live`: one WebSocket for many rooms. It only listens, presence and typing aside; commands go by HTTP."""

import asyncio
import time
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
import structlog
from litestar import WebSocket, websocket
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

log = structlog.get_logger(__name__)

BURST = 300  # messages a client may send at once: a page that follows all its rooms again
PER_S = 10.0  # and how many a second in the long run
LAST_S = 5.0  # for what is still to be sent when a line is closed


class Budget:
    """A token bucket for what one line may send."""

    __slots__ = ("_at", "_left")

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
async def live(socket: WebSocket[Any, Any, Any]) -> None:
    """Every entry of the rooms the client follows, as it happens."""
    await socket.accept()  # first, or a page is not told why it is refused
    # Not injected: to inject two things costs a task for each, which is a seventh of what a line costs to open.
    callers: Callers = socket.app.state.callers
    hub: Hub = socket.app.state.hub
    try:
        session = await callers.session(socket.scope)
    except Refused as refused:
        await socket.close(4000 + refused.status, refused.reason)
        return
    extension: Any = socket.scope.get("extensions") or {}
    if EXTENSION not in extension:
        await _serve_by_asgi(socket, session, hub)
        return
    line: LiveProtocol = extension[EXTENSION]["sink"]
    client = await _let_in(line, session, address_of(socket), hub)
    if client is not None:
        ear = Ear(client, hub)
        line.keep(partial(ear.hears, line), partial(hub.exit, client))


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
    socket: WebSocket[Any, Any, Any], sink: QueueSink, session: Session | None, hub: Hub
) -> None:
    client = await _let_in(sink, session, address_of(socket), hub)
    if client is None:
        return
    ear = Ear(client, hub)
    try:
        while not client.ended:
            await ear.hear(await socket.receive_data("text"))
    except WebSocketDisconnect:
        pass
    finally:
        hub.exit(client)


async def _let_in(
    sink: LiveProtocol | QueueSink, session: Session | None, address: str, hub: Hub
) -> Client | None:
    """The client, entered and greeted, which must exit; None where it was refused."""
    expires = session.expires_at.timestamp() if session else None
    client = Client(sink, session.who if session else None, expires, address)
    try:
        hub.enter(client)
    except Refused as refused:
        client.end(4000 + refused.status, refused.reason)
        return None
    sink.on_room = client.on_room
    try:
        await _greet(client, hub)
    except Refused as refused:
        client.end(4000 + refused.status, refused.reason)
    except Exception:
        log.exception("a greeting failed")
        client.end(1011, "failed")
    except BaseException:
        hub.exit(client)
        raise
    else:
        return client
    hub.exit(client)
    return None


async def _greet(client: Client, hub: Hub) -> None:
    seat = await hub.watch(client)
    inbox = seat.inbox if seat else None
    at = protocol.InboxAt(inbox.room_id, inbox.epoch, inbox.seq) if inbox else None
    client.tell(protocol.Hello(hub.build, BEAT_S, client.who.id if client.who else None, at))
    if seat is not None:
        hub.begin(client, seat.place, seat.room, seat.inbox.epoch, seat.inbox.seq)


class Ear:
    """Hears one client: its messages one after the other, each dealt with before the next."""

    __slots__ = ("_budget", "_busy", "_client", "_hub")

    def __init__(self, client: Client, hub: Hub) -> None:
        self._client = client
        self._hub = hub
        self._budget = Budget()
        self._busy = False

    def hears(self, line: LiveProtocol) -> None:
        """Deal with all that the line has to take, in a task that ends with it."""
        if not self._busy:
            self._busy = True
            self._hub.start(self._take(line))

    async def _take(self, line: LiveProtocol) -> None:
        try:
            while not self._client.ended and (said := line.take()) is not None:
                await self.hear(said)
        finally:
            self._busy = False

    async def hear(self, said: str | bytes) -> None:
        """Deal with one message. An error is the end of the line."""
        client = self._client
        if not self._budget.spend():
            client.end(4429, "too-many-messages")
            return
        try:
            message = protocol.decode(said if isinstance(said, str) else "")
        except (msgspec.DecodeError, RecursionError):
            client.end(4400, "bad-message")
            return
        try:
            await _deal(client, self._hub, message)
        except Exception:
            log.exception("a message failed")
            client.end(1011, "failed")


async def _deal(client: Client, hub: Hub, message: protocol.FromClient) -> None:
    """Do what a message asks for."""
    if isinstance(message, protocol.Unfollow):
        hub.unfollow(client, message.room)
        return
    if isinstance(message, protocol.Here | protocol.Typing):
        hub.lane.said(client, message)
        return
    try:
        await hub.follow(client, message.room, message.epoch, message.seq)
    except Refused as refused:
        hub.unfollow(client, message.room)
        client.refuse(message.room, refused)
