"""A consultation: opened with an end, each comment of it answered with a reason, and closed no sooner."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.commented import (
    answered,
    commented,
    consulted,
    counts,
    listed,
    over,
)
from tests.rooms.proposals.tabling import NEXT, Table, begun


async def test_a_consultation_is_opened_answered_and_closed(
    proposal: Table, debate: Debate
) -> None:
    head = await debate.head()
    line = await consulted(proposal)
    assert (line["number"], line["version"], line["closed_at"]) == (1, 1, None)
    one = await commented(proposal, debate.moderator)
    two = await commented(proposal, debate.owner, None)
    assert [each["comment"]["consultation"] for each in await listed(proposal)] == [1, 1]
    assert (await counts(proposal))["waiting"] == 2
    await over(proposal)
    late = await commented(proposal, debate.facilitator)
    closing = f"{proposal.path}/consultations/1/closing"
    assert refused(await debate.owner.ask("PUT", closing), 409, "comments-wait")["waiting"] == 2
    await answered(proposal, debate.member, one["id"])
    why = {"kind": "explained", "reason": "Đã có luật khác quy định."}
    await answered(proposal, debate.owner, two["id"], **why)
    closed = (await debate.owner.do("PUT", closing))["result"]
    assert closed["closed_at"] >= closed["closes_at"]
    told = [event["type"] for event in await debate.events(head) if event["type"][0] == "c"]
    assert told == [
        "consultation.opened",
        "comment.disposed",
        "comment.disposed",
        "consultation.closed",
    ]
    refused(await debate.owner.ask("PUT", closing), 409, "consultation-closed")
    path = f"{proposal.path}/comments/{{}}/disposition"
    refused(
        await debate.member.ask("PUT", path.format(one["id"]), after=1, **why),
        409,
        "consultation-closed",
    )
    refused(
        await debate.member.ask("PUT", path.format(late["id"]), **why), 409, "comment-not-counted"
    )
    found = await counts(proposal)
    assert (found["waiting"], found["answers"]) == (
        0,
        {"accepted": 1, "partly": 0, "explained": 1, "aside": 0},
    )


async def test_it_runs_until_its_end_by_the_clock_of_the_database(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal, debate.moderator)
    closing = f"{proposal.path}/consultations/1/closing"
    refused(await debate.owner.ask("PUT", closing), 409, "consultation-runs")
    async with debate.world.sql() as conn:
        for statement in (
            "update consultation set closed_by = 1 where proposal_id = $1",
            "update consultation set closes_at = now() - interval '1 hour' where proposal_id = $1",
            "delete from consultation where proposal_id = $1",
        ):
            with pytest.raises(asyncpg.CheckViolationError):
                await conn.execute(statement, proposal.id)
    assert refused(
        await debate.owner.ask("POST", f"{proposal.path}/consultations", version=1, closes_at=_later(days=2)),
        409, "consultation-open",
    )  # fmt: skip


def _later(**delta: float) -> str:
    return (datetime.now(UTC) + timedelta(**delta)).isoformat()


@pytest.mark.parametrize(
    ("more", "status", "reason", "field"),
    [
        ({"closes_at": _later(minutes=1)}, 400, "bad-end", "closes_at"),
        ({"closes_at": _later(days=400)}, 400, "bad-end", "closes_at"),
        ({"closes_at": "2030-01-01T00:00:00"}, 400, "bad-end", "closes_at"),
        ({"version": 7}, 412, "text-moved-on", "version"),
    ],
)
async def test_an_end_is_in_time(
    proposal: Table, more: dict[str, object], status: int, reason: str, field: str
) -> None:
    asking = {"version": 1, "closes_at": _later(days=1)} | more
    answer = await proposal.author.ask("POST", f"{proposal.path}/consultations", **asking)
    refused(answer, status, reason, field)


async def test_only_who_drafts_it_or_keeps_the_room_consults(
    proposal: Table, debate: Debate
) -> None:
    asking = {"version": 1, "closes_at": _later(days=1)}
    other = await begun(debate, debate.member)
    refused(
        await debate.member.ask("POST", f"{other.path}/consultations", **asking), 409, "not-opened"
    )
    theirs = await begun(debate, debate.owner)
    await debate.owner.do("PUT", f"{theirs.path}/opening", draft=1, body="Vì sao.")
    for path, more in (("consultations", asking), ("consultations/1/closing", {})):
        method = "POST" if more else "PUT"
        refused(
            await debate.member.ask(method, f"{theirs.path}/{path}", **more),
            403,
            "co-authors-or-keepers",
        )
    refused(
        await debate.observer.ask("POST", f"{theirs.path}/consultations", **asking),
        403,
        "role-may-not",
    )
    refused(
        await debate.outsider.ask("POST", f"{theirs.path}/consultations", **asking),
        404,
        "no-proposal",
    )
    refused(
        await debate.owner.ask("PUT", f"{theirs.path}/consultations/1/closing"),
        404,
        "no-consultation",
    )
    await proposal.stage(debate.owner, "amendments")
    await proposal.stage(debate.owner, "frozen")
    refused(
        await debate.member.ask("POST", f"{proposal.path}/consultations", **asking),
        409,
        "text-frozen",
    )


async def test_the_worklist_ends_when_all_is_answered(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    posts = [await commented(proposal, debate.moderator, body=f"Ý kiến {n}.") for n in range(53)]
    first = await proposal.author.get(f"{proposal.path}/comments?waiting=true")
    ids = [each["comment"]["post_id"] for each in first["comments"]]
    assert (ids, first["more"]) == ([post["id"] for post in posts[:50]], True)
    await answered(proposal, debate.member, ids[-1])
    rest = await listed(proposal, f"?waiting=true&after={ids[-1]}")
    assert [each["comment"]["post_id"] for each in rest] == [post["id"] for post in posts[50:]]


async def test_a_comment_counts_for_the_version_it_was_made_on_when_the_text_goes_on(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    await commented(proposal, debate.moderator)
    await proposal.publish(NEXT)
    (each,) = await listed(proposal, "?waiting=true&article=0")
    assert each["now"] is None
    assert (await counts(proposal))["articles"] == [{"place": 0, "comments": 1, "waiting": 1}]


async def test_the_database_refuses_what_cannot_be(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    await answered(proposal, debate.member, post["id"])
    other = await commented(proposal, debate.owner)
    put = """insert into disposition (post_id, number, proposal_id, consultation, room_id, kind, reason, said, by)
        values ($1, $2, $3, 1, $4, 'accepted', 'Đồng ý.', 1, 1)"""
    async with debate.world.sql() as conn:
        for statement, args in (
            (put, (post["id"], 1, proposal.id, debate.room_id)),
            (put, (post["id"], 3, proposal.id, debate.room_id)),
            ("update disposition set reason = 'Khác' where post_id = $1", (post["id"],)),
            ("delete from disposition where post_id = $1", (post["id"],)),
        ):
            with pytest.raises((asyncpg.CheckViolationError, asyncpg.UniqueViolationError)):
                await conn.execute(statement, *args)
        await over(proposal)
        close = "update consultation set closed_by = 1 where proposal_id = $1"
        with pytest.raises(asyncpg.CheckViolationError, match="no answer"):
            await conn.execute(close, proposal.id)
        await answered(proposal, debate.member, other["id"])
        await conn.execute(close, proposal.id)
        with pytest.raises(asyncpg.CheckViolationError):
            await conn.execute(put, other["id"], 2, proposal.id, debate.room_id)
