"""The proposals of all one's rooms by title: of those alone, from when the room knows of them."""

from typing import Any

from tests.debate import Debate, gather
from tests.rooms.proposals.tabling import NEXT, begun, opened
from tests.world import Someone, World


async def told(who: Someone) -> list[dict[str, Any]]:
    answer = await who.http.get("/me/proposals")
    assert answer.is_success, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def titles(who: Someone, room_id: int) -> list[tuple[int, str]]:
    """Those of this room: the people of the tests are in other rooms as well."""
    return [(each["id"], each["title"]) for each in await told(who) if each["room_id"] == room_id]


async def test_they_are_told_to_those_in_the_room_from_when_it_knows_of_them(
    debate: Debate,
) -> None:
    first = await opened(debate, debate.member)
    await begun(debate, debate.member)
    second = await opened(debate, debate.facilitator)
    both = [(second.id, "Mở dữ liệu"), (first.id, "Mở dữ liệu")]
    assert await titles(debate.observer, debate.room_id) == both
    assert await titles(debate.member, debate.room_id) == both, (
        "what is only at its table is not among them"
    )
    assert await titles(debate.outsider, debate.room_id) == []
    await debate.observer.do("DELETE", f"{debate.room}/members/me")
    assert await titles(debate.observer, debate.room_id) == []


async def test_a_public_room_that_one_only_reads_is_none_of_ones_own(world: World) -> None:
    debate = await gather(world, visibility="public")
    table = await opened(debate, debate.member)
    await table.publish(NEXT)
    assert await titles(debate.outsider, debate.room_id) == []
    assert await titles(debate.owner, debate.room_id) == [(table.id, "Mở dữ liệu")]
