"""Who moderates is told so with the session, and only for as long as they do."""

from tests.world import Someone, World


async def told(who: Someone) -> int | None:
    """The room in which this person moderates, as their session says."""
    room: int | None = (await who.get("/session"))["moderation"]
    return room


async def test_the_session_says_who_moderates(world: World) -> None:
    lan, hoa = await world.people("Nguyễn Thị Lan", "Lê Thị Hoa")
    other = await world.room(lan, hoa)
    async with world.sql() as conn:
        room = await conn.fetchval(
            "insert into room (kind, title, visibility) values ('moderation', 'Kiểm duyệt', 'invited') returning id"
        )
        enter = "insert into member (room_id, number, person_id, role) values ($1, 1, $2, 'moderator')"
        await conn.execute(enter, room, lan.id)
        assert (await told(lan), await told(hoa)) == (room, None)
        assert room != other
        await conn.execute("update member set ended_at = now() where room_id = $1", room)
    assert await told(lan) is None
    assert (await world.client().get("/session")).json()["moderation"] is None
