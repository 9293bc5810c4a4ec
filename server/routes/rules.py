"""The rules of the portal and of rooms over HTTP, and what of one's own they hold."""

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import rulesets
from moderation.rulesets import RuleSet, Setting
from rooms import held
from rooms.held import Held
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@get("/moderation/rules", right="rules.see")
async def of_portal(who: NamedDependency[Who], store: NamedDependency[Store]) -> RuleSet:
    """The rules that go for every room."""
    async with store.looking() as tx:
        return await rulesets.of_portal(tx, who)


@put("/moderation/rules", right="rulesets.set_portal")
async def set_portal(
    data: JSONBody[Setting], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[RuleSet]:
    """Set all of them anew."""
    return await store.run(rulesets.set_portal, who, data)


@get("/rooms/{room_id:int}/rules", right="rules.see_in_room")
async def of_room(
    room_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> RuleSet:
    """A room's own rules."""
    async with store.reading() as tx:
        return await rulesets.of_room(tx, who, room_id)


@put("/rooms/{room_id:int}/rules", right="rulesets.set_room")
async def set_room(
    room_id: FromPath[int],
    data: JSONBody[Setting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[RuleSet]:
    """Set all of them anew."""
    return await store.run(rulesets.set_room, who, room_id, data)


@get("/rooms/{room_id:int}/held", right="room.read")
async def waiting(
    room_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> list[Held]:
    """One's own posts that wait for a moderator in this room."""
    async with store.reading() as tx:
        return await held.mine(tx, reader, room_id)
