"""What is read, as exact ranges of entry numbers: unread is true in nested threads, out of order, and to the last entry."""

import asyncio
import random

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone

Spans = list[tuple[int, int]]


async def mark(debate: Debate, who: Someone, read: Spans = [], unread: Spans = []) -> int:  # noqa: B006 - not changed
    answer = await who.http.put(f"{debate.room}/reading", json={"read": read, "unread": unread})
    assert answer.is_success, answer.text
    left: int = answer.json()["unread"]
    return left


async def ranges(debate: Debate, who: Someone) -> list[list[int]]:
    found: list[list[int]] = (await who.get(debate.thread))["read"]
    return found


async def listed(debate: Debate, who: Someone) -> int:
    lines = (await who.get("/rooms"))["rooms"]
    unread: int = next(n for n in lines if n["room"]["id"] == debate.room_id)["unread"]
    return unread


async def added(debate: Debate) -> list[tuple[int, int]]:
    """The number and author of every entry that brought a post."""
    return [
        (e["seq"], e["by"]) for e in await debate.entries() if e["event"]["type"] == "post.added"
    ]


async def test_unread_are_the_posts_of_others_and_never_my_own(debate: Debate) -> None:
    await debate.say(debate.owner)
    await debate.say(debate.moderator)
    assert await listed(debate, debate.owner) == 2
    assert await listed(debate, debate.moderator) == 2
    assert await listed(debate, debate.observer) == 3


async def test_of_a_nested_thread_exactly_what_was_seen_is_read(debate: Debate) -> None:
    first = await debate.say(debate.moderator)
    inner = await debate.say(debate.moderator, parent_id=first["id"])
    await debate.say(debate.moderator, parent_id=debate.post_id)
    await debate.say(debate.moderator, parent_id=inner["id"])
    one, two, three, four, five = [seq for seq, _ in await added(debate)]
    assert await mark(debate, debate.owner, [(two, two), (five, five)]) == 3
    assert await ranges(debate, debate.owner) == [[two, two], [five, five]]
    assert await mark(debate, debate.owner, [(three, four)]) == 1
    assert await ranges(debate, debate.owner) == [[two, five]]
    assert await mark(debate, debate.owner, [(one, one)]) == 0
    assert await listed(debate, debate.owner) == 0
    assert await ranges(debate, debate.moderator) == []


async def test_marking_twice_is_marking_once(debate: Debate) -> None:
    seq = (await added(debate))[0][0]
    for _ in range(3):
        assert await mark(debate, debate.owner, [(seq, seq)]) == 0
    assert await ranges(debate, debate.owner) == [[seq, seq]]


async def test_what_is_marked_unread_again_is_unread(debate: Debate) -> None:
    await debate.say(debate.moderator)
    await debate.say(debate.moderator)
    one, two, three = [seq for seq, _ in await added(debate)]
    assert await mark(debate, debate.owner, [(1, three)]) == 0
    assert await mark(debate, debate.owner, [], [(two, two)]) == 1
    assert await ranges(debate, debate.owner) == [[1, one], [three, three]]
    assert await mark(debate, debate.owner, [(two, three)], [(two, two)]) == 1, "unread weighs more"


async def test_a_mark_never_covers_what_comes_later(debate: Debate) -> None:
    head = await debate.head()
    assert await mark(debate, debate.owner, [(1, head + 1_000)]) == 0
    await debate.say(debate.moderator)
    assert await listed(debate, debate.owner) == 1
    assert await ranges(debate, debate.owner) == [[1, head]]


async def test_posts_that_come_while_one_marks_are_unread(debate: Debate) -> None:
    """Marks of what was seen race with posts; at the end what is unread is what nobody marked."""
    for _ in range(6):
        head = await debate.head()
        await asyncio.gather(
            *(debate.say(debate.moderator) for _ in range(3)),
            mark(debate, debate.owner, [(1, head)]),
        )
        late = [seq for seq, by in await added(debate) if seq > head and by != 1]
        assert len(late) == 3
        assert await listed(debate, debate.owner) == 3
    assert await ranges(debate, debate.owner) == [[1, head]]


async def test_ranges_are_the_set_that_was_marked(debate: Debate) -> None:
    await asyncio.gather(*(debate.say(debate.moderator) for _ in range(30)))
    head = await debate.head()
    posts = [seq for seq, by in await added(debate) if by != 1]
    chance = random.Random(11)
    seen: set[int] = set()

    def some() -> Spans:
        starts = [chance.randint(1, head) for _ in range(chance.randint(0, 4))]
        return [(start, min(head, start + chance.randint(0, 6))) for start in starts]

    for _ in range(40):
        read, unread = some(), some()
        seen |= {n for first, last in read for n in range(first, last + 1)}
        seen -= {n for first, last in unread for n in range(first, last + 1)}
        left = await mark(debate, debate.owner, read, unread)
        assert left == len(set(posts) - seen)
    found = {
        n for first, last in await ranges(debate, debate.owner) for n in range(first, last + 1)
    }
    assert found == seen
    assert await listed(debate, debate.owner) == len(set(posts) - seen)


async def test_marks_survive_leaving_and_coming_back(debate: Debate) -> None:
    seq = (await added(debate))[0][0]
    await mark(debate, debate.moderator, [(seq, seq)])
    await debate.moderator.do("DELETE", f"{debate.room}/members/me")
    await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.moderator.email, role="member"
    )
    assert await listed(debate, debate.moderator) == 0


@pytest.mark.parametrize(
    ("told", "reason", "field"),
    [
        ({"read": [[5, 4]]}, "range-backwards", "read"), ({"unread": [[5, 4]]}, "range-backwards", "unread"),
        ({"read": [[0, 4]]}, "wrong-value", "read[0][0]"), ({"read": [[1]]}, "wrong-value", "read[0]"),
        ({"read": [[1, 2, 3]]}, "wrong-value", "read[0]"), ({"read": "1-5"}, "wrong-value", "read"),
        ({"read": [[1, 1]] * 501}, "wrong-value", "read"), ({"seen": []}, "unknown-field", "seen"),
    ],
)  # fmt: skip
async def test_marks_that_cannot_be_are_refused(
    debate: Debate, told: dict[str, object], reason: str, field: str
) -> None:
    answer = await debate.owner.http.put(f"{debate.room}/reading", json=told)
    refused(answer, 400, reason, field)
