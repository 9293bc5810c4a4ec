"""Muting: one's own list, which holds wherever names are shown and unmasks nobody where they are not."""

from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import World


async def muted(debate: Debate) -> list[int]:
    found: list[int] = (await debate.member.get(debate.room))["muted"]
    return found


async def test_one_who_is_muted_is_so_in_every_room_that_shows_names(world: World) -> None:
    first = await gather(world)
    people = [
        first.owner,
        first.facilitator,
        first.moderator,
        first.member,
        first.observer,
        first.outsider,
    ]
    second = await gather(world, people)
    head = await first.head()

    done = await first.member.do("PUT", f"{first.room}/members/1/mute")

    assert done["result"] == await muted(first) == await muted(second) == [1]
    (line,) = await first.member.rows("/me/mutes")
    assert (line["name"], line["everywhere"]) == ("Nguyễn Thị Lan", True)
    await first.member.do("PUT", f"{second.room}/members/1/mute")
    assert len(await first.member.rows("/me/mutes")) == 1
    assert await first.head() == head
    done = await first.member.do("DELETE", f"{second.room}/members/1/mute")
    assert done["result"] == await muted(first) == []


async def test_nobody_learns_of_it(world: World) -> None:
    debate = await gather(world)
    before = (await debate.owner.get(debate.room)), await debate.owner.get("/session")
    await debate.member.do("PUT", f"{debate.room}/members/1/mute")
    assert (await debate.owner.get(debate.room), await debate.owner.get("/session")) == before
    async with world.sql() as conn:
        facts = await conn.fetchval(
            "select facts::text from audit where act = 'muting.mute' order by id desc limit 1"
        )
    assert facts == '{"on":[]}'


async def test_muting_a_pseudonym_holds_in_that_room_alone(world: World) -> None:
    named = await gather(world)
    people = [
        named.owner,
        named.facilitator,
        named.moderator,
        named.member,
        named.observer,
        named.outsider,
    ]
    masked = await gather(world, people, naming="pseudonyms")

    await named.member.do("PUT", f"{masked.room}/members/1/mute")

    assert (await muted(named), await muted(masked)) == ([], [1])
    (line,) = await named.member.rows("/me/mutes")
    assert (line["name"], line["everywhere"]) == ("Chuyên gia 1", False)
    await named.member.do("PUT", f"{named.room}/members/2/mute")
    assert (await muted(named), await muted(masked)) == ([2], [1])


async def test_what_cannot_be_muted(debate: Debate) -> None:
    own = debate.number(debate.member)
    refused(
        await debate.member.ask("PUT", f"{debate.room}/members/{own}/mute"), 409, "mute-oneself"
    )
    refused(await debate.member.ask("PUT", f"{debate.room}/members/99/mute"), 404, "no-member")
    refused(await debate.outsider.ask("PUT", f"{debate.room}/members/1/mute"), 404, "no-room")


async def test_a_room_that_one_has_left_does_not_tell_who_came_since(world: World) -> None:
    me, owner, muted_one = await world.people("Lê Thị Hoa", "Trần Văn Bình", "Phạm Minh")
    met, left = await world.room(owner, me, muted_one), await world.room(owner, me)
    await me.do("PUT", f"/rooms/{met}/members/3/mute")
    await me.do("DELETE", f"/rooms/{left}/members/me")
    await owner.do("POST", f"/rooms/{left}/members", email=muted_one.email, role="member")

    assert [line["room_id"] for line in await me.rows("/me/mutes")] == [met]
    for number in (3, 99):
        done = await me.do("DELETE", f"/rooms/{left}/members/{number}/mute")
        assert done["result"] == []
    assert len(await me.rows("/me/mutes")) == 1, "else the answer would be there to see"
    await me.do("DELETE", f"/rooms/{met}/members/me")
    assert await me.rows("/me/mutes") == []
    await owner.do("POST", f"/rooms/{left}/members", email=me.email, role="member")
    assert [line["room_id"] for line in await me.rows("/me/mutes")] == [left]
