"""Positions: one per member and post, and tallies that are right at every entry."""

import asyncio
import random
from collections import Counter
from typing import Any

from tests.acts import ACTS, ask
from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World, new_key

SIDES = ("agree", "disagree", "pass", None)


def tally(held: dict[int, str | None]) -> dict[str, int]:
    count = Counter(held.values())
    return {"agrees": count["agree"], "disagrees": count["disagree"], "passes": count["pass"]}


async def test_the_latest_position_counts_and_is_told(debate: Debate) -> None:
    for side in ("agree", "agree", "pass", "disagree", None):
        if side is None:
            done = await debate.owner.do("DELETE", f"{debate.post}/position")
        else:
            done = await debate.owner.do("PUT", f"{debate.post}/position", position=side)
        counted = tally({1: side})
        assert done["result"] == {"post_id": debate.post_id} | counted
        assert (await debate.events())[-1] == {
            "type": "position.taken", "post_id": debate.post_id, "number": 1, "position": side,
        } | counted  # fmt: skip
        snapshot = await debate.owner.get(debate.thread)
        assert snapshot["posts"][0] | counted == snapshot["posts"][0]
        assert snapshot["mine"] == ({str(debate.post_id): side} if side else {})
        assert (await debate.moderator.get(debate.thread))["mine"] == {}


async def test_to_withdraw_what_one_does_not_hold_changes_no_tally(debate: Debate) -> None:
    done = await debate.owner.do("DELETE", f"{debate.post}/position")
    assert done["result"] == {"post_id": debate.post_id} | tally({})


async def insist(who: Someone, post_id: int, side: str | None) -> dict[str, Any]:
    """The Done of a position, asked for under one key until the server is not too busy for it."""
    command = {"key": new_key()} | ({"position": side} if side else {})
    method = "PUT" if side else "DELETE"
    while True:
        answer = await who.ask(method, f"/posts/{post_id}/position", **command)
        if answer.status_code != 503:
            assert answer.is_success, answer.text
            done: dict[str, Any] = answer.json()
            return done


async def test_twenty_who_change_their_minds_in_two_tabs_at_once_are_counted_right(
    world: World,
) -> None:
    owner, *crowd = await world.crowd(21)
    room_id = await world.room(owner, visibility="members")
    await asyncio.gather(*(who.do("PUT", f"/rooms/{room_id}/members/me") for who in crowd))
    thread_id = await world.thread(owner, room_id)
    post_id = (await owner.get(f"/threads/{thread_id}"))["posts"][0]["id"]
    head = (await owner.get(f"/rooms/{room_id}"))["seq"]
    chance = random.Random(7)

    async def flip(who: Someone) -> list[dict[str, Any]]:
        return [await insist(who, post_id, chance.choice(SIDES)) for _ in range(5)]

    answers = await asyncio.gather(*map(flip, crowd + crowd))
    entries = (await owner.get(f"/rooms/{room_id}/entries?after={head}"))["entries"]
    assert len(entries) == 200
    by_seq = {entry["seq"]: entry["event"] for entry in entries}
    held: dict[int, str | None] = {}
    for seq in sorted(by_seq):
        event = by_seq[seq]
        held[event["number"]] = event["position"]
        assert {name: event[name] for name in ("agrees", "disagrees", "passes")} == tally(held)
    for mine in answers:
        for done in mine:
            event = by_seq[done["seqs"][str(room_id)]]
            assert done["result"] == {name: event[name] for name in done["result"]}
    post = (await owner.get(f"/threads/{thread_id}"))["posts"][0]
    assert post | tally(held) == post
    async with world.sql() as conn:
        kept = await conn.fetch("select number, position from position where post_id = $1", post_id)
    assert {row["number"]: row["position"] for row in kept} == {
        number: side for number, side in held.items() if side
    }


async def test_somebody_who_comes_back_still_holds_their_position(debate: Debate) -> None:
    await debate.moderator.do("PUT", f"{debate.post}/position", position="agree")
    await debate.moderator.do("DELETE", f"{debate.room}/members/me")
    assert (await debate.owner.get(debate.thread))["posts"][0]["agrees"] == 1
    await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.moderator.email, role="member"
    )
    assert (await debate.moderator.get(debate.thread))["mine"] == {str(debate.post_id): "agree"}


async def test_there_are_three_positions_and_no_other(debate: Debate) -> None:
    answer = await ask(debate, ACTS["positions.take"], debate.owner, position="maybe")
    refused(answer, 400, "wrong-value", "position")
