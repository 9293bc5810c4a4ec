"""The rules of the portal and of rooms over HTTP."""

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import rulesets, trying
from moderation.explaining import Explained
from moderation.rulesets import RuleSet, Setting
from moderation.trying import Trial
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.rendering import Renderer


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


@post("/moderation/rules/trial", status_code=200, right="rules.see")
async def try_portal(
    data: JSONBody[Trial],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> list[Explained]:
    """What the portal's rules, or those that are given, would say of a text."""
    html = await renderer.render(data.text)
    async with store.looking() as tx:
        return await trying.in_portal(tx, who, data, html)


@post("/rooms/{room_id:int}/rules/trial", status_code=200, right="rules.see_in_room")
async def try_room(
    room_id: FromPath[int],
    data: JSONBody[Trial],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> list[Explained]:
    """The same for a room, whose rules stand on top of the portal's."""
    html = await renderer.render(data.text)
    async with store.reading() as tx:
        return await trying.in_room(tx, who, room_id, data, html)
