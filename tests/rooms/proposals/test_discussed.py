"""The discussion of a proposal says what it discusses, and of comments and reasons what they are about."""

from tests.debate import Debate
from tests.rooms.proposals.amending.amended import SOONER, amend
from tests.rooms.proposals.commented import commented
from tests.rooms.proposals.tabling import Table

HEADING = "Điều 2. Cơ quan trả lời trong 30 ngày."


async def test_posts_of_a_discussion_say_what_they_are_about(
    proposal: Table, debate: Debate
) -> None:
    thread = (await proposal.state())["proposal"]["thread_id"]
    comment = (await commented(proposal, debate.moderator))["id"]
    await proposal.stage(debate.owner, "amendments")
    line = await amend(proposal, debate.moderator, SOONER)
    told = await debate.moderator.get(f"/threads/{thread}/subject")
    assert (told["proposal_id"], told["version"]) == (proposal.id, 1)
    on, why = sorted(told["about"], key=lambda each: each["post_id"])
    assert (on["post_id"], on["version"], on["place"], on["heading"]) == (comment, 1, 2, HEADING)
    assert (why["post_id"], why["amendment"], why["number"]) == (line["post_id"], line["id"], 1)
    page = (await debate.moderator.http.get(f"/r/{debate.room_id}/transcript/{thread}")).text
    assert f'<a href="/proposals/{proposal.id}/text">Đọc đề xuất được thảo luận ở đây</a>' in page
    assert f'<a href="/proposals/{proposal.id}/text#a2">Về: {HEADING} (bản 1)</a>' in page
    assert "Lý do của sửa đổi 1</a>" in page


async def test_another_thread_is_about_no_proposal(proposal: Table, debate: Debate) -> None:
    assert proposal.id
    told = await debate.member.get(f"{debate.thread}/subject")
    assert (told["proposal_id"], told["version"], told["about"]) == (None, 0, [])
    assert (await debate.outsider.http.get(f"{debate.thread}/subject")).status_code == 404
