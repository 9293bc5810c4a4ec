"""Who moderates is told so with the session, and only for as long as they do."""

from tests.desk import desk, moderators
from tests.world import Someone, World


async def told(who: Someone) -> int | None:
    """The room in which this person moderates, as their session says."""
    room: int | None = (await who.get("/session"))["moderation"]
    return room


async def test_the_session_says_who_moderates_and_for_how_long(world: World) -> None:
    (lan,) = await moderators(world, "Nguyễn Thị Lan")
    (hoa,) = await world.people("Lê Thị Hoa")
    await world.room(lan, hoa)
    room_id = await desk(world)
    assert (await told(lan), await told(hoa)) == (room_id, None)
    await lan.do("DELETE", f"/rooms/{room_id}/members/me")
    assert await told(lan) is None
    assert (await world.client().get("/session")).json()["moderation"] is None
