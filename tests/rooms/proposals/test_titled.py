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


async def titles(who: Someone) -> list[tuple[int, str]]:
    return [(each["id"], each["title"]) for each in await told(who)]


async def test_they_are_told_to_those_in_the_room_from_when_it_knows_of_them(
    debate: Debate,
) -> None:
    first = await opened(debate, debate.member)
    await begun(debate, debate.member)
    second = await opened(debate, debate.facilitator)
    both = [(second.id, "Mở dữ liệu"), (first.id, "Mở dữ liệu")]
    assert await titles(debate.observer) == both
    assert await titles(debate.member) == both, "what is only at its table is not among them"
    assert {each["room_id"] for each in await told(debate.observer)} == {debate.room_id}
    assert await titles(debate.outsider) == []
    await debate.observer.do("DELETE", f"{debate.room}/members/me")
    assert await titles(debate.observer) == []


async def test_a_public_room_that_one_only_reads_is_none_of_ones_own(world: World) -> None:
    debate = await gather(world, visibility="public")
    table = await opened(debate, debate.member)
    await table.publish(NEXT)
    assert await titles(debate.outsider) == []
    assert await titles(debate.owner) == [(table.id, "Mở dữ liệu")]
