"""What was said of a version before a consultation on it was opened counts in it; the rest is outside, by its number."""

import asyncpg
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.commented import answered, commented, consulted, counts, listed, over
from tests.rooms.proposals.tabling import NEXT, Table


async def test_what_was_said_of_its_version_before_it_was_opened_counts_and_the_rest_is_outside(
    proposal: Table, debate: Debate
) -> None:
    older = await commented(proposal, debate.owner)
    await proposal.publish(NEXT)
    before = await commented(proposal, debate.moderator, None, version=2)
    back = await commented(proposal, debate.facilitator, None, version=2)
    await debate.facilitator.do("PUT", f"/posts/{back['id']}/retraction")
    found = await counts(proposal)
    assert (found["outside"], found["before"]) == (2, 1)
    await consulted(proposal, version=2)
    found = await counts(proposal)
    assert (found["outside"], found["before"], found["waiting"]) == (1, 0, 1)
    (waits,) = await listed(proposal, "?waiting=true")
    (outside,) = await listed(proposal, "?outside=true")
    assert waits["comment"]["post_id"] == before["id"]
    assert outside["comment"]["post_id"] == older["id"]
    table = await debate.owner.http.get(f"{proposal.path}/consultations/1/table.csv")
    assert len(table.text.strip().splitlines()) == 1 + 1, "what was taken back before is no row"
    page = await debate.owner.http.get(f"{proposal.path}/consultations/1/table")
    assert "Góp ý về bản 2 gửi trước khi mở đợt cũng được tính." in page.text
    await over(proposal)
    closing = f"{proposal.path}/consultations/1/closing"
    refused(await debate.owner.ask("PUT", closing), 409, "comments-wait")
    late = await commented(proposal, debate.owner, None, version=2)
    await answered(proposal, debate.member, before["id"])
    await debate.owner.do("PUT", closing)
    found = await counts(proposal)
    assert (found["outside"], found["before"]) == (2, 1), "a late one counts in the next"
    await consulted(proposal, version=2)
    (waits,) = await listed(proposal, "?waiting=true")
    assert waits["comment"]["post_id"] == late["id"]


async def test_no_comment_is_put_into_a_consultation_by_hand(
    proposal: Table, debate: Debate
) -> None:
    older = await commented(proposal, debate.owner)
    await proposal.publish(NEXT)
    before = await commented(proposal, debate.moderator, None, version=2)
    await consulted(proposal, version=2)
    await over(proposal)
    late = await commented(proposal, debate.owner, None, version=2)
    put = "update post_anchor set consultation = $2 where post_id = $1"
    async with debate.world.sql() as conn:
        for post, number in ((older, 1), (late, 1), (before, None), (before, 2)):
            with pytest.raises(asyncpg.CheckViolationError):
                await conn.execute(put, post["id"], number)
