"""What a list of threads says to each reader: what is unread in each thread, and which of them discuss a proposal."""

from tests.debate import Debate, gather
from tests.refusal import refused
from tests.rooms.branching import split
from tests.rooms.proposals.tabling import opened
from tests.rooms.test_reading import added, listed, mark
from tests.world import Someone, World


async def lines(debate: Debate, who: Someone) -> dict[int, tuple[int, int | None]]:
    """What is unread and the proposal, by thread; the whole is what the room's own line counts."""
    told = await who.get(f"{debate.room}/threads/lines")
    assert told["seq"] == await debate.head()
    found = {n["thread_id"]: (n["unread"], n["proposal_id"]) for n in told["lines"]}
    assert sum(unread for unread, _ in found.values()) == await listed(debate, who)
    return found


async def thread_of(debate: Debate, who: Someone) -> int:
    told = {"title": "Nhân lực", "body": "Thiếu người dạy.", "kind": "evidence"}
    thread: int = (await who.do("POST", f"{debate.room}/threads", **told))["result"]["thread"]["id"]
    return thread


async def test_each_reader_is_told_what_is_unread_to_them_in_each_thread(debate: Debate) -> None:
    one, two = debate.thread_id, await thread_of(debate, debate.owner)
    await debate.say(debate.moderator)
    await debate.say(debate.owner)
    assert await lines(debate, debate.observer) == {two: (1, None), one: (3, None)}
    assert await lines(debate, debate.moderator) == {two: (1, None), one: (2, None)}, (
        "not one's own"
    )
    assert await lines(debate, debate.owner) == {one: (2, None)}, "nothing to say of the other"
    posts = [seq for seq, _ in await added(debate)]
    await mark(debate, debate.observer, [(1, posts[0]), (posts[2], posts[2])])
    assert await lines(debate, debate.observer) == {two: (1, None), one: (1, None)}
    await mark(debate, debate.observer, [(1, posts[-1])], [(posts[2], posts[2])])
    assert await lines(debate, debate.observer) == {one: (1, None)}
    assert await lines(debate, debate.moderator) == {two: (1, None), one: (2, None)}, "as it was"


async def test_what_is_unread_goes_along_with_a_branch_that_is_moved(debate: Debate) -> None:
    branch = await debate.say(debate.member, parent_id=debate.post_id)
    await debate.say(debate.facilitator, parent_id=branch["id"])
    before = (await added(debate))[1][0]
    await mark(debate, debate.observer, [(before, before)])
    thread = (await split(debate, branch["id"]))["thread"]["id"]
    assert await lines(debate, debate.observer) == {debate.thread_id: (1, None), thread: (1, None)}


async def test_a_reader_from_outside_has_nothing_unread_and_sees_what_is_of_a_proposal(
    world: World,
) -> None:
    debate = await gather(world, visibility="public")
    table = await opened(debate, debate.member)
    thread = (await table.state())["proposal"]["thread_id"]
    assert await lines(debate, debate.outsider) == {thread: (0, table.id)}
    assert await lines(debate, debate.member) == {thread: (0, table.id)}
    assert await lines(debate, debate.observer) == {
        thread: (1, table.id),
        debate.thread_id: (1, None),
    }


async def test_who_may_not_read_the_room_is_told_of_none(debate: Debate) -> None:
    answer = await debate.outsider.http.get(f"{debate.room}/threads/lines")
    refused(answer, 404, "no-room")
