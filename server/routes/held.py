"""Held posts over HTTP, for their authors. Moderators find them through their cases."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from rooms import held
from rooms.held import Held
from rooms.people import Who
from rooms.store import Store


@get("/rooms/{room_id:int}/held", right="room.read")
async def mine(
    room_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> list[Held]:
    """One's own posts that wait for a moderator in this room."""
    async with store.reading() as tx:
        return await held.mine(tx, reader, room_id)
