"""Who moderates is told so with the session, and only for as long as they do."""

from rooms.roles import Role
from tests.desk import desk, moderators, seated_as
from tests.refusal import refused
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


async def test_their_room_offers_only_what_can_be_done_in_it(world: World) -> None:
    room_id = await desk(world)
    (lan,) = await world.people("Nguyễn Thị Lan")
    owner = await seated_as(world, lan, Role.OWNER)
    may = (await owner.get(f"/rooms/{room_id}"))["may"]
    assert set(may) == {"members.add", "members.change_role", "members.leave", "members.remove"}
    said = {"title": "Họp kiểm duyệt", "body": "Xin nêu ý kiến.", "kind": "opinion"}
    refused(await owner.ask("POST", f"/rooms/{room_id}/threads", **said), 404, "no-room")
    letter = {"email": "ai@example.vn", "role": "member"}
    refused(await owner.ask("POST", f"/rooms/{room_id}/invitations", **letter), 404, "no-room")
    begun = {"title": "Quy tắc mới"}
    refused(await owner.ask("POST", f"/rooms/{room_id}/proposals", **begun), 404, "no-room")
    discussion = await world.room(owner)
    assert set(may) < set((await owner.get(f"/rooms/{discussion}"))["may"])
