"""Rooms over HTTP: the list, one room, its archival, its journal, what one has read in it."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rooms import entries, overview, reading, rooms, standing
from rooms.audit import Command
from rooms.journal import frame
from rooms.overview import Rooms, Snapshot
from rooms.people import Who
from rooms.reading import Marks, Unread
from rooms.rooms import Archiving, Description, Opening, Room, Visibility
from rooms.run import Done
from rooms.store import Store
from server import copying
from server.openapi import JournalPage, answered
from server.sights import Sights

PAGE_BYTES = 1 << 20


@get("/rooms", right="portal.see")
async def listing(
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: Annotated[int, QueryParameter(ge=0, le=100_000)] = 0,
) -> Rooms:
    """My rooms, then those open to me; `after` is the `next` of the page before."""
    async with store.reading() as tx:
        return await overview.rooms(tx, reader, after)


@post("/rooms", right="rooms.open_room")
async def open_room(
    data: JSONBody[Opening], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[Room]:
    """Open a room."""
    return await store.run(rooms.open_room, who, data)


@get("/rooms/{room_id:int}", right="room.read")
async def room(
    room_id: FromPath[int],
    reader: NamedDependency[Who | None],
    sights: NamedDependency[Sights],
) -> Response[Snapshot]:
    """A room as a whole, at one number of its journal."""
    found = await sights.snapshot(reader, room_id)
    public = found.room.visibility == Visibility.PUBLIC
    return copying.public(found, room_id if public else None, copying.OF_ROOM)


@put("/rooms/{room_id:int}", right="rooms.describe")
async def describe(
    room_id: FromPath[int],
    data: JSONBody[Description],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Room]:
    """Change what a room is about and who may read it."""
    return await store.run(rooms.describe, who, room_id, data)


@put("/rooms/{room_id:int}/archival", right="rooms.archive")
async def archive(
    room_id: FromPath[int],
    data: JSONBody[Archiving],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Room]:
    """Keep a room for reading only."""
    return await store.run(rooms.archive, who, room_id, data)


@delete("/rooms/{room_id:int}/archival", status_code=200, right="rooms.unarchive")
async def unarchive(
    room_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Room]:
    """Open an archived room again."""
    return await store.run(rooms.unarchive, who, room_id, Command(key))


@put("/rooms/{room_id:int}/reading", right="reading.mark")
async def mark(
    room_id: FromPath[int],
    data: JSONBody[Marks],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Unread:
    """Mark ranges of entries as read, or as unread again."""
    return (await store.run(reading.mark, who, room_id, data)).result


@get("/rooms/{room_id:int}/entries", right="room.read", responses=answered(JournalPage))
async def journal(
    room_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: Annotated[int, QueryParameter(ge=0)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 500,
) -> Response[bytes]:
    """A page of the journal: the same bytes for each entry as on the live path."""
    async with store.reading() as tx:
        place = await standing.reader(tx, reader, room_id)
        found = await entries.after(tx, room_id, after, limit, PAGE_BYTES)
    page = b'{"epoch":%d,"seq":%d,"entries":[%s]}' % (
        place.epoch,
        place.seq,
        b",".join(map(frame, found)),
    )
    return Response(page, media_type="application/json")
