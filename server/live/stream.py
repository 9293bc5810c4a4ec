"""`/rooms/{id}/live`: one room as Server-Sent Events, for whoever has no WebSocket."""

import re
import time
from collections.abc import AsyncGenerator
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter
from litestar.response import Stream

from rooms import standing
from rooms.errors import Malformed
from server.identity.sessions import Session
from server.live import frames
from server.live.client import Client
from server.live.hub import Hub
from server.live.queue import QueueSink

FAR_S = 10 * 365 * 86400.0
COMMENT = b": \n\n"  # keeps those in between from closing a quiet stream
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def told(message: bytes) -> bytes:
    """A control message: its JSON as `data`, its type as the event's name."""
    kind = re.match(rb'\{"type":"([a-z]+)"', message)
    assert kind is not None, "messages are tagged first"
    return b"event: %s\ndata: %s\n\n" % (kind[1], message)


@get("/rooms/{room_id:int}/live", media_type="text/event-stream")
async def stream(
    room_id: FromPath[int],
    session: NamedDependency[Session | None],
    hub: NamedDependency[Hub],
    last_event_id: Annotated[str | None, HeaderParameter(name="last-event-id")] = None,
    after: FromQuery[str | None] = None,
) -> Stream:
    """Every entry of the room after a cursor `<epoch>-<seq>`, from now on without one; then as it happens.

    `event: reset` ends the stream: take a fresh snapshot, or page `entries?after=`.
    """
    who = session.who if session else None
    async with hub.store.looking() as tx:
        place = await standing.reader(tx, who, room_id)
    said = last_event_id or after
    cursor = (place.epoch, place.seq) if said is None else frames.cursor(said)
    if cursor is None:
        raise Malformed("bad-cursor", field="after")
    sink = QueueSink(frames.event, told, COMMENT)
    client = Client(sink, who, session.expires_at.timestamp() if session else time.time() + FAR_S)
    sink.on_room = client.on_room
    hub.enter(client)
    try:
        if who is not None:  # unheard by the reader, but the end of the session is an entry there
            inbox = await hub.inbox(who)
            await hub.follow(client, inbox.room_id, inbox.epoch, inbox.seq, mute=True)
        await hub.follow(client, room_id, *cursor)
    except BaseException:
        hub.exit(client)
        raise
    return Stream(
        _pieces(hub, client, sink, room_id), media_type="text/event-stream", headers=HEADERS
    )


async def _pieces(
    hub: Hub, client: Client, sink: QueueSink, room_id: int
) -> AsyncGenerator[bytes, None]:
    try:
        yield b"retry: 1000\n\n"
        async for piece in sink.pieces():
            yield piece
            if room_id not in client.following and not sink.waiting():
                return  # refused or reset: the last piece said which
    finally:
        hub.exit(client)
