"""The text is frozen after its consultation was closed, in Python and in the database; withdrawing it asks for nothing."""

import asyncpg
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.commented import answered, commented, consulted, over
from tests.rooms.proposals.tabling import Table


async def test_a_text_is_frozen_only_once_its_consultation_is_closed(
    proposal: Table, debate: Debate
) -> None:
    line = await consulted(proposal)
    assert (await proposal.state())["consultation"] == line
    post = await commented(proposal, debate.moderator)
    await proposal.stage(debate.owner, "amendments")
    path = f"{proposal.path}/stage"
    told = refused(await debate.owner.ask("PUT", path, stage="frozen"), 409, "consultation-first")
    assert (told["until"], told["waiting"]) == (line["closes_at"], 1)
    put = """insert into proposal_stage (proposal_id, room_id, round, stage, by, reason)
        values ($1, $2, 1, 'frozen', 1, '')"""
    async with debate.world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="consultation is not closed"):
            await conn.execute(put, proposal.id, debate.room_id)
    await over(proposal)
    await answered(proposal, debate.member, post["id"])
    refused(await debate.owner.ask("PUT", path, stage="frozen"), 409, "consultation-first")
    await debate.owner.do("PUT", f"{proposal.path}/consultations/1/closing")
    assert (await proposal.state())["consultation"] is None
    await proposal.stage(debate.owner, "frozen")


async def test_a_proposal_is_withdrawn_whatever_waits(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    await debate.member.do("PUT", f"{proposal.path}/withdrawal", reason="Cần soạn lại")
    await answered(proposal, debate.member, post["id"])
