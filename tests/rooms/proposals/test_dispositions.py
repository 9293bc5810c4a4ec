"""Dispositions: the answers to the comments of a consultation, with a reason each, one at a time, told to who commented."""

import asyncio

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import case_of, decided
from tests.refusal import refused
from tests.rooms.proposals.commented import answered, commented, consulted, counts, listed, over
from tests.rooms.proposals.tabling import Table
from tests.told import here


async def test_an_answer_has_a_reason_and_keeps_the_earlier_ones(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    path = f"{proposal.path}/comments/{post['id']}/disposition"
    for reason in ("", "   "):
        answer = await debate.member.ask("PUT", path, kind="accepted", reason=reason)
        refused(answer, 400, "empty", "reason")
    await answered(proposal, debate.member, post["id"])
    again = {"kind": "partly", "reason": "Chỉ rút xuống 25 ngày."}
    stale = refused(
        await debate.owner.ask("PUT", path, **again), 412, "disposition-changed", "after"
    )
    assert stale["after"] == 1
    await answered(proposal, debate.owner, post["id"], after=1, **again)
    told = await debate.moderator.http.get(path.replace("disposition", "dispositions"))
    assert [(each["number"], each["kind"]) for each in told.json()] == [
        (2, "partly"),
        (1, "accepted"),
    ]
    (each,) = await listed(proposal)
    comment = each["comment"]
    assert (comment["answer"], comment["answer_number"], comment["reason"]) == (
        "partly",
        2,
        again["reason"],
    )
    edit = {"body": "Nên là 15 ngày.", "kind": "opinion", "version": 1}
    await debate.moderator.do("PUT", f"/posts/{post['id']}", **edit)
    comment = (await listed(proposal))[0]["comment"]
    assert (comment["said"], comment["answered_said"]) == (2, 1)


async def test_two_answers_at_once_are_one(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    path = f"{proposal.path}/comments/{post['id']}/disposition"
    answer = {"kind": "accepted", "reason": "Đồng ý."}
    answers = await asyncio.gather(
        *(who.ask("PUT", path, **answer) for who in (debate.owner, debate.member))
    )
    assert sorted(each.status_code for each in answers) == [200, 412]


async def test_keepers_set_a_comment_aside_and_say_why(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    path = f"{proposal.path}/comments/{post['id']}"
    aside = {"reason": "Không phải về dự thảo này."}
    refused(await debate.member.ask("PUT", f"{path}/setting-aside", **aside), 403, "role-may-not")
    await debate.facilitator.do("PUT", f"{path}/setting-aside", **aside)
    again = {"kind": "accepted", "reason": "Đồng ý.", "after": 1}
    refused(
        await debate.member.ask("PUT", f"{path}/disposition", **again), 403, "set-aside-by-keepers"
    )
    await over(proposal)
    await debate.member.do("PUT", f"{proposal.path}/consultations/1/closing")
    assert (await counts(proposal))["answers"]["aside"] == 1


async def test_what_is_hidden_or_taken_back_needs_no_answer_and_shows_no_word_of_one(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    hidden, back = [
        await commented(proposal, who) for who in (debate.moderator, debate.facilitator)
    ]
    await answered(proposal, debate.member, hidden["id"], reason="Ý kiến hay về 20 ngày.")
    (moderator,) = await moderators(debate.world, "Trịnh Thị Ẩn")
    report = {"reason": "insult", "words": "Xem giúp."}
    await debate.owner.do("POST", f"/posts/{hidden['id']}/reports", **report)
    await decided(moderator, await case_of(debate.world, hidden["id"]))
    await debate.facilitator.do("PUT", f"/posts/{back['id']}/retraction")
    one, two = [each["comment"] for each in await listed(proposal)]
    assert (one["hidden_as"], one["html"], one["reason"], two["retracted"]) == (
        "hidden",
        "",
        "",
        True,
    )
    told = await debate.owner.http.get(f"{proposal.path}/comments/{hidden['id']}/dispositions")
    assert [each["reason"] for each in told.json()] == [""]
    why = {"kind": "accepted", "reason": "Đồng ý."}
    path = f"{proposal.path}/comments/{back['id']}/disposition"
    refused(await debate.member.ask("PUT", path, **why), 409, "comment-not-there")
    await over(proposal)
    await debate.member.do("PUT", f"{proposal.path}/consultations/1/closing")


async def test_whoever_commented_is_told_of_the_answer(proposal: Table, debate: Debate) -> None:
    await consulted(proposal)
    post = await commented(proposal, debate.moderator)
    own = await commented(proposal, debate.member)
    await answered(proposal, debate.member, own["id"])
    await answered(proposal, debate.member, post["id"])
    (notice,) = await here(debate, debate.moderator, "disposed")
    assert (notice["post_id"], notice["by"]) == (post["id"], debate.member.person["name"])
    assert not await here(debate, debate.member, "disposed"), "they answered it themselves"
    await debate.moderator.do("PUT", f"/posts/{post['id']}/retraction")
    assert not await here(debate, debate.moderator, "disposed")
