"""Muting over HTTP: whom one does not wish to hear."""

from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms import muting
from rooms.audit import Command
from rooms.muting import Muted, Muting
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@get("/me/mutes", right="self.see")
async def listing(who: NamedDependency[Who], store: NamedDependency[Store]) -> list[Muted]:
    """Whom I have muted."""
    async with store.reading() as tx:
        return await muting.listing(tx, who)


@put("/rooms/{room_id:int}/members/{number:int}/mute", right="muting.mute")
async def mute(
    room_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[list[int]]:
    """Hear a member no more; the numbers I have muted in this room now."""
    return await store.run(muting.mute, who, Muting(data.key, room_id, number))


@delete("/rooms/{room_id:int}/members/{number:int}/mute", status_code=200, right="muting.unmute")
async def unmute(
    room_id: FromPath[int],
    number: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[list[int]]:
    """Hear a member again."""
    return await store.run(muting.unmute, who, Muting(key, room_id, number))
