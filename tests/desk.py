"""The room of moderation, which every portal opens when it starts: seats in it, made by hand in the database, and its queue."""

from typing import Any

from rooms.roles import Role
from tests.world import Someone, World

Json = dict[str, Any]


async def desk(world: World) -> int:
    """The room of moderation."""
    async with world.sql() as conn:
        room_id: int = await conn.fetchval("select id from room where kind = 'moderation'")
        return room_id


async def seated_as(world: World, someone: Someone, role: Role | str = "moderator") -> Someone:
    """This person, in the room of moderation in this role."""
    room_id = await desk(world)
    async with world.sql() as conn:
        await conn.execute(
            "insert into member (room_id, number, person_id, role)"
            " values ($1, (select coalesce(max(number), 0) + 1 from member where room_id = $1), $2, $3)"
            " on conflict (room_id, person_id) do update set role = excluded.role, ended_at = null, removed_by = null",
            room_id,
            someone.id,
            str(role),
        )
    return someone


async def moderators(world: World, *names: str) -> list[Someone]:
    """People who moderate the portal."""
    return [await seated_as(world, someone) for someone in await world.people(*names)]


async def whole(who: Someone, view: str = "waiting") -> list[Json]:
    """All of a view of the queue, page by page: other tests have cases there too."""
    found: list[Json] = []
    after = ""
    while True:
        page = await who.get(f"/moderation/queue?view={view}{after}")
        assert len(page["cases"]) <= 50
        found += page["cases"]
        if not page["more"]:
            return found
        after = f"&after={page['end']}"
