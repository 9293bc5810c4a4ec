"""One's own inbox over HTTP: what one was told, what of it is unread, and how one wants to be told."""

from typing import Annotated

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rooms import inbox, telling
from rooms.inbox import Notices, Reading, UnreadNotices
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from rooms.telling import Choice, ChoiceInRoom, Everywhere, InRoom, Telling


@get("/notices", right="self.see")
async def listing(
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    before: Annotated[int | None, QueryParameter(ge=1, le=2**53)] = None,
    asked: FromQuery[bool] = False,
) -> Notices:
    """What one was told, the newest first, a page at a time. `asked`: only the questions to oneself that one has not answered."""
    async with store.reading() as tx:
        return await inbox.page(tx, who, before, asked)


@get("/notices/unread", right="self.see")
async def unread(who: NamedDependency[Who], store: NamedDependency[Store]) -> UnreadNotices:
    """How many notices are unread, up to 100."""
    async with store.looking() as tx:
        return await inbox.unread(tx, who)


@put("/notices/reading", right="inbox.read")
async def read(
    data: JSONBody[Reading], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[UnreadNotices]:
    """Keep that notices were read."""
    return await store.run(inbox.read, who, data)


@get("/me/telling", right="self.see")
async def chosen(who: NamedDependency[Who], store: NamedDependency[Store]) -> Telling:
    """How one wants to be told."""
    async with store.reading() as tx:
        return await telling.chosen(tx, who)


@put("/me/telling", right="telling.choose")
async def choose(
    data: JSONBody[Choice], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[Everywhere]:
    """Be told like this in all rooms that have no choice of their own."""
    return await store.run(telling.choose, who, data)


@put("/rooms/{room_id:int}/telling", right="telling.choose_in_room")
async def choose_in_room(
    room_id: FromPath[int],
    data: JSONBody[ChoiceInRoom],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[InRoom]:
    """Be told of this room like this."""
    return await store.run(telling.choose_in_room, who, room_id, data)
