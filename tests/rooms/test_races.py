"""Two who act at once: whatever was acknowledged stands in the journal before what would have forbidden it."""

import asyncio
import random
from collections.abc import Awaitable, Sequence
from typing import Any

import httpx

from tests.acts import ACTS, ask
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key

ROUNDS = 50


async def contest(
    debate: Debate, replies: int, ending: Awaitable[httpx.Response]
) -> tuple[list[int], list[httpx.Response]]:
    """The member replies while something ends their right: the numbers acknowledged, the answers that refused.

    It ends at a moment of chance, or on a busy machine the same side would always be first.
    """

    async def at_some_moment() -> httpx.Response:
        await asyncio.sleep(random.uniform(0, 0.04))
        return await ending

    asked = [ask(debate, ACTS["posts.reply"], debate.member) for _ in range(replies)]
    middle = replies // 2
    answers = await asyncio.gather(*asked[:middle], at_some_moment(), *asked[middle:])
    ended = answers.pop(middle)
    assert ended.is_success, ended.text
    room = str(debate.room_id)
    return (
        [answer.json()["seqs"][room] for answer in answers if answer.is_success],
        [answer for answer in answers if not answer.is_success],
    )


def number_of(events: Sequence[dict[str, object]], kind: str) -> int:
    (seq,) = [n for n, event in enumerate(events, 1) if event["type"] == kind]
    return seq


async def test_a_reply_that_was_acknowledged_came_before_the_closing(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people)
    taken = 0
    for _ in range(ROUNDS):
        debate.thread_id = await world.thread(debate.member, debate.room_id)
        head = await debate.head()
        closing = ask(debate, ACTS["threads.close"], debate.moderator)
        acknowledged, others = await contest(debate, 3, closing)
        closed = head + number_of(await debate.events(head), "thread.closed")
        assert all(seq < closed for seq in acknowledged)
        assert await debate.head() == closed == head + len(acknowledged) + 1
        for answer in others:
            refused(answer, 409, "thread-closed")
        taken += len(acknowledged)
    assert 0 < taken < 3 * ROUNDS, "the race was never close"


async def test_a_reply_that_was_acknowledged_came_before_the_demotion(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people)
    path = f"{debate.room}/members/{debate.number(debate.member)}"
    for _ in range(ROUNDS // 2):
        head = await debate.head()
        demoting = debate.owner.ask("PUT", path, role="observer")
        acknowledged, others = await contest(debate, 3, demoting)
        demoted = head + number_of(await debate.events(head), "member.role_changed")
        assert all(seq < demoted for seq in acknowledged)
        assert await debate.head() == demoted
        for answer in others:
            refused(answer, 403, "role-may-not")
        await debate.owner.do("PUT", path, role="member")


async def test_a_reply_that_was_acknowledged_came_before_the_removal(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people)
    path = f"{debate.room}/members/{debate.number(debate.member)}"
    for _ in range(ROUNDS // 2):
        head = await debate.head()
        removing = debate.owner.ask("PUT", f"{path}/removal", reason="Đã chuyển công tác")
        acknowledged, others = await contest(debate, 3, removing)
        removed = head + number_of(await debate.events(head), "member.removed")
        assert all(seq < removed for seq in acknowledged)
        assert await debate.head() == removed
        for answer in others:
            refused(answer, 404, "no-thread")
        await debate.owner.do(
            "POST", f"{debate.room}/members", email=debate.member.email, role="member"
        )


async def test_the_entry_of_the_archiving_is_the_last(world: World, people: list[Someone]) -> None:
    debate = await gather(world, people)
    for _ in range(ROUNDS // 2):
        head = await debate.head()
        archiving = ask(debate, ACTS["rooms.archive"], debate.owner)
        acknowledged, others = await contest(debate, 3, archiving)
        archived = head + number_of(await debate.events(head), "room.archived")
        assert all(seq < archived for seq in acknowledged)
        assert await debate.head() == archived
        for answer in others:
            refused(answer, 409, "room-archived")
        await debate.owner.do("DELETE", f"{debate.room}/archival")


async def test_two_owners_who_leave_at_once_do_not_leave_the_room_without_one(
    world: World, people: list[Someone]
) -> None:
    for _ in range(4):
        debate = await gather(world, people)
        number = debate.number(debate.member)
        await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="owner")
        leaving = [ask(debate, ACTS["members.leave"], w) for w in (debate.owner, debate.member)]
        gone, stays = sorted(await asyncio.gather(*leaving), key=lambda a: a.status_code)
        assert gone.status_code == 200
        refused(stays, 409, "last-owner")


async def test_two_owners_who_demote_each_other_leave_one(
    world: World, people: list[Someone]
) -> None:
    for _ in range(3):
        debate = await gather(world, people)
        one, two = [debate.number(who) for who in (debate.owner, debate.member)]
        await debate.owner.do("PUT", f"{debate.room}/members/{two}", role="owner")
        answers = await asyncio.gather(
            debate.owner.ask("PUT", f"{debate.room}/members/{two}", role="member"),
            debate.member.ask("PUT", f"{debate.room}/members/{one}", role="member"),
        )
        assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])


async def test_everybody_who_joins_at_once_gets_a_number_of_their_own(world: World) -> None:
    owner, *crowd = await world.crowd(13)
    room_id = await world.room(owner, visibility="members")
    joined = await asyncio.gather(*(who.do("PUT", f"/rooms/{room_id}/members/me") for who in crowd))
    assert sorted(done["result"]["number"] for done in joined) == list(range(2, 14))
    again = await asyncio.gather(*(who.ask("PUT", f"/rooms/{room_id}/members/me") for who in crowd))
    for answer in again:
        refused(answer, 409, "already-member")


async def test_somebody_added_by_two_at_once_is_in_the_room_once(debate: Debate) -> None:
    adding = [ask(debate, ACTS["members.add"], who) for who in (debate.owner, debate.facilitator)]
    added, late = sorted(await asyncio.gather(*adding), key=lambda answer: answer.status_code)
    assert added.status_code == 201
    assert late.status_code == 409
    members = (await debate.owner.get(debate.room))["members"]
    assert [member["number"] for member in members] == [1, 2, 3, 4, 5, 6]


async def test_of_two_edits_of_one_version_one_is_kept(debate: Debate) -> None:
    for version in range(1, 6):
        edits = [
            debate.member.ask("PUT", debate.post, body=f"Tôi nói lại {n}.", kind="opinion", version=version)
            for n in range(3)
        ]  # fmt: skip
        kept, *others = sorted(await asyncio.gather(*edits), key=lambda a: a.status_code)
        assert kept.json()["result"]["version"] == version + 1
        for answer in others:
            assert refused(answer, 412, "post-changed")["version"] == version + 1


async def test_a_name_and_a_role_that_change_at_once_are_both_kept(world: World) -> None:
    owner, hoa = await world.people("Nguyễn Thị Lan", "Lê Thị Hoa")
    room_id = await world.room(owner, hoa)
    roles = ["observer", "member"] * 15
    for n, role in enumerate(roles):
        await asyncio.gather(
            owner.do("PUT", f"/rooms/{room_id}/members/2", role=role),
            hoa.do(
                "PUT", "/me", name=f"Hoa {n}", organisation="", constituency="expert", language="vi"
            ),
        )
        page = await owner.get(f"/rooms/{room_id}/entries?after=0")
        last = [e["event"] for e in page["entries"]][-2:]
        told = {"role": role, "name": f"Hoa {n}"}
        for event in last:
            told |= {"role": event["role"]} if "role" in event else {}
            told |= event.get("member", {})
        assert (told["role"], told["name"]) == (role, f"Hoa {n}")


async def test_a_name_that_changes_while_its_owner_joins_reaches_the_room(world: World) -> None:
    owner, hoa = await world.people("Nguyễn Thị Lan", "Lê Thị Hoa")
    for n in range(25):
        room_id = await world.room(owner, visibility="members")
        await asyncio.gather(
            hoa.do("PUT", f"/rooms/{room_id}/members/me"),
            hoa.do(
                "PUT", "/me", name=f"Hoa {n}", organisation="", constituency="expert", language="vi"
            ),
        )
        page = await owner.get(f"/rooms/{room_id}/entries?after=0")
        told = [e["event"]["member"]["name"] for e in page["entries"] if "member" in e["event"]]
        assert told[-1] == f"Hoa {n}"


async def test_whoever_joined_came_before_the_room_was_closed_to_outsiders(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people)
    came = 0

    async def close_later() -> dict[str, Any]:
        await asyncio.sleep(random.uniform(0, 0.03))
        closed = {"title": "Kín", "description": "", "visibility": "invited"}
        return await debate.owner.do("PUT", debate.room, **closed)

    for _ in range(ROUNDS // 2):
        await debate.owner.do("PUT", debate.room, title="Mở", description="", visibility="public")
        head = await debate.head()
        joined, closed = await asyncio.gather(
            debate.outsider.http.put(f"{debate.room}/members/me", json={"key": new_key()}),
            close_later(),
        )
        assert closed["seqs"][str(debate.room_id)] > head
        if joined.is_success:
            came += 1
            room = str(debate.room_id)
            assert joined.json()["seqs"][room] < closed["seqs"][room]
            await debate.outsider.do("DELETE", f"{debate.room}/members/me")
        else:
            refused(joined, 404, "no-room")
    assert came > 0, "nobody was quick enough to show anything"
