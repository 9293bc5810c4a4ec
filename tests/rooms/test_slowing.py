"""Slow mode: each member posts once in so many seconds, whoever keeps the room as often as they like."""

import asyncio
from typing import Any

import asyncpg
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World

Json = dict[str, Any]
SLOW: Json = {"every_s": 60, "reason": "Nói chậm lại."}


async def slowed(debate: Debate, **others: Any) -> Json:
    thread: Json = (
        await debate.moderator.do("PUT", f"{debate.thread}/slow-mode", **SLOW | others)
    )["result"]
    return thread


async def said(debate: Debate, who: Someone, words: str = "Một ý kiến.") -> Any:
    return await who.ask("POST", f"{debate.thread}/posts", body=words, kind="opinion")


async def later(world: World, debate: Debate, seconds: int) -> None:
    """So many seconds have gone by since the last turns."""
    async with world.sql() as conn:
        await conn.execute(
            "update thread_turn set at = at - make_interval(secs => $2) where thread_id = $1",
            debate.thread_id,
            seconds,
        )


async def test_it_is_a_state_with_who_when_and_why(debate: Debate) -> None:
    thread = await slowed(debate, hours=2)
    assert (thread["slow_s"], thread["slow_by"], thread["slow_reason"]) == (
        60,
        debate.number(debate.moderator),
        "Nói chậm lại.",
    )
    assert thread["slow_until"] > thread["slow_at"]
    (event,) = await debate.events(await debate.head() - 1)
    assert event == {
        "type": "thread.slowed", "thread_id": debate.thread_id, "at": thread["slow_at"], "by": thread["slow_by"],
        "every_s": 60, "reason": "Nói chậm lại.", "until": thread["slow_until"],
    }  # fmt: skip
    shown = (await debate.observer.get(debate.thread))["thread"]
    assert {name: shown[name] for name in thread if name.startswith("slow")} == {
        name: thread[name] for name in thread if name.startswith("slow")
    }


async def test_who_came_too_soon_is_told_from_when_on_they_may(
    world: World, debate: Debate
) -> None:
    await slowed(debate)
    assert (await said(debate, debate.member)).is_success
    answer = await said(debate, debate.member, "Một ý nữa.")
    refused(answer, 429, "thread-slow")
    wait = int(answer.headers["retry-after"])
    assert 50 < wait <= 60
    assert answer.json()["retry_after_s"] == wait
    assert str(wait) in answer.json()["detail"]
    await later(world, debate, 59)
    refused(await said(debate, debate.member), 429, "thread-slow")
    await later(world, debate, 2)
    assert (await said(debate, debate.member)).is_success


async def test_whoever_keeps_the_room_is_exempt_and_others_have_turns_of_their_own(
    debate: Debate,
) -> None:
    await slowed(debate)
    for who in (debate.owner, debate.facilitator, debate.moderator):
        for _ in range(2):
            assert (await said(debate, who)).is_success
    assert (await said(debate, debate.member)).is_success
    other = await debate.owner.do(
        "POST", f"{debate.room}/threads", title="Khác", body="Chủ đề khác.", kind="opinion"
    )
    path = f"/threads/{other['result']['thread']['id']}/posts"
    for _ in range(2):
        assert (
            await debate.member.ask("POST", path, body="Ở đây nhanh được.", kind="opinion")
        ).is_success


async def test_of_many_at_once_one_is_a_post(debate: Debate) -> None:
    await slowed(debate)
    answers = await asyncio.gather(*(said(debate, debate.member, f"Ý {n}") for n in range(12)))
    assert sum(answer.is_success for answer in answers) == 1
    assert sum(answer.status_code == 429 for answer in answers) == 11
    snapshot = await debate.observer.get(debate.thread)
    assert sum("Ý " in (post["html"] or "") for post in snapshot["posts"]) == 1


async def test_it_ends_by_itself_and_by_who_ends_it(world: World, debate: Debate) -> None:
    await slowed(debate, hours=1)
    assert (await said(debate, debate.member)).is_success
    async with world.sql() as conn:
        await conn.execute(
            "update thread set slow_at = now() - interval '2 hours', slow_until = now() - interval '1 second' where id = $1",
            debate.thread_id,
        )
    assert (await said(debate, debate.member)).is_success
    path = f"{debate.thread}/slow-mode"
    refused(await debate.moderator.ask("DELETE", path), 409, "thread-not-slow")
    await slowed(debate)
    await debate.moderator.do("DELETE", path)
    for _ in range(2):
        assert (await said(debate, debate.member)).is_success


async def test_what_was_refused_takes_no_turn(debate: Debate) -> None:
    await slowed(debate)
    nowhere = await debate.member.ask(
        "POST", f"{debate.thread}/posts", body="Xin hỏi [@Ai](#m999).", kind="opinion"
    )
    assert nowhere.status_code == 400
    assert (await said(debate, debate.member)).is_success


async def test_one_is_told_of_the_turn_one_took_here_and_of_no_post_that_was_moved_in(
    debate: Debate,
) -> None:
    branch = {"title": "Hạ tầng dữ liệu", "reason": "Ngoài chủ đề"}
    moved = await debate.moderator.do("POST", f"{debate.post}/thread", **branch)
    there = moved["result"]["move"]["to_thread_id"]
    await slowed(debate)
    back = {"thread_id": debate.thread_id, "parent_id": None, "reason": "Đúng chỗ"}
    await said(debate, debate.facilitator)
    assert (await debate.facilitator.get(debate.thread))["turn"] is None, (
        "who keeps the room has none"
    )
    await debate.moderator.do("PUT", f"{debate.post}/thread", **back)

    assert (await debate.member.get(debate.thread))["turn"] is None
    mine = (await said(debate, debate.member)).json()["result"]
    assert (await debate.member.get(debate.thread))["turn"] == mine["at"]
    away = {"thread_id": there, "parent_id": None, "reason": "Ngoài chủ đề"}
    await debate.moderator.do("PUT", f"/posts/{mine['id']}/thread", **away)
    assert (await debate.member.get(debate.thread))["turn"] == mine["at"]
    assert (await debate.observer.get(debate.thread))["turn"] is None


async def test_the_database_knows_no_half_slow_thread(world: World, debate: Debate) -> None:
    await slowed(debate)
    async with world.sql() as conn:
        for wrong in (
            "slow_reason = null",
            "slow_s = 7",
            "slow_until = slow_at",
            "slow_reason = ''",
        ):
            with pytest.raises(asyncpg.CheckViolationError, match="thread_slow"):
                await conn.execute(f"update thread set {wrong} where id = $1", debate.thread_id)
        ended = (
            "slow_s = null, slow_at = null, slow_by = null, slow_reason = null, slow_until = now()"
        )
        with pytest.raises(asyncpg.CheckViolationError, match="thread_slow"):
            await conn.execute(f"update thread set {ended} where id = $1", debate.thread_id)
        with pytest.raises(asyncpg.ForeignKeyViolationError, match="thread_slow_by"):
            await conn.execute("update thread set slow_by = 999 where id = $1", debate.thread_id)
