"""`/rooms/{id}/live`: one room as Server-Sent Events, for whoever has no WebSocket."""

import asyncio
import re
from collections.abc import AsyncGenerator
from typing import Annotated, Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, HeaderParameter
from litestar.response import Stream

from rooms import standing
from rooms.errors import Conflict, Malformed, Refused
from server.identity.sessions import Session
from server.limits.door import address_of
from server.live import frames
from server.live.client import Client
from server.live.hub import Hub
from server.live.queue import QueueSink

COMMENT = b": \n\n"  # keeps those in between from closing a quiet stream
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


def told(message: bytes) -> bytes:
    """A control message: its JSON as `data`, its type as the event's name."""
    kind = re.match(rb'\{"type":"([a-z]+)"', message)
    assert kind is not None, "messages are tagged first"
    return b"event: %s\ndata: %s\n\n" % (kind[1], message)


@get("/rooms/{room_id:int}/live", media_type="text/event-stream", right="room.read")
async def stream(
    room_id: FromPath[int],
    request: Request[Any, Any, Any],
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
    if cursor[0] == place.epoch and cursor[1] > place.seq:
        raise Conflict("ahead-of-journal", seq=place.seq)
    address = address_of(request)
    hub.admit(who, address)
    client = Client(
        QueueSink(frames.event, told, COMMENT),
        who,
        session.expires_at.timestamp() if session else None,
        address,
    )
    return Stream(
        _pieces(hub, client, room_id, cursor), media_type="text/event-stream", headers=HEADERS
    )


async def _pieces(
    hub: Hub, client: Client, room_id: int, cursor: tuple[int, int]
) -> AsyncGenerator[bytes, None]:
    """What the client reads. It enters here and not before: a stream that nobody begins to read is never ended."""
    sink, task = client.sink, asyncio.current_task()
    assert isinstance(sink, QueueSink), "made above"
    assert task is not None, "somebody reads"
    try:
        hub.enter(client)
    except Refused:
        return  # between the answer's first line and its body; the client asks again and is told
    # the task that reads ends with the answer; we, suspended, would be closed when garbage is collected
    task.add_done_callback(lambda _: hub.exit(client))
    sink.on_room, sink.cut = client.on_room, task.cancel
    yield b"retry: 1000\n\n"
    try:
        await hub.watch(client)
        await hub.follow(client, room_id, *cursor)
    except Refused as refused:
        client.refuse(room_id, refused)
    async for piece in sink.pieces():
        yield piece
        if room_id not in client.following and not sink.waiting():
            return  # refused or reset: the last piece said which
