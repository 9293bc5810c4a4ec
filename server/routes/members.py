"""Who is in a room, over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rooms import members, overview
from rooms.audit import Command
from rooms.member import Member
from rooms.members import Adding, Removal, RoleChange
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@put("/rooms/{room_id:int}/members/me", right="members.join")
async def join(
    room_id: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Join a room that is open to me."""
    return await store.run(members.join, who, room_id, data)


@delete("/rooms/{room_id:int}/members/me", status_code=200, right="members.leave")
async def leave(
    room_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Leave a room."""
    return await store.run(members.leave, who, room_id, Command(key))


@get("/rooms/{room_id:int}/members", right="room.read")
async def listing(
    room_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: Annotated[int, QueryParameter(ge=0)] = 0,
) -> list[Member]:
    """The members numbered above `after`, a page at a time."""
    async with store.reading() as tx:
        return (await overview.members(tx, reader, room_id, after))[: overview.MEMBERS]


@post("/rooms/{room_id:int}/members", right="members.add")
async def add(
    room_id: FromPath[int],
    data: JSONBody[Adding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Add somebody by e-mail."""
    return await store.run(members.add, who, room_id, data)


@put("/rooms/{room_id:int}/members/{number:int}", right="members.change_role")
async def change_role(
    room_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[RoleChange],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Give a member another role."""
    return await store.run(members.change_role, who, room_id, number, data)


@put("/rooms/{room_id:int}/members/{number:int}/removal", right="members.remove")
async def remove(
    room_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Removal],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Take a member out of the room, saying why."""
    return await store.run(members.remove, who, room_id, number, data)
