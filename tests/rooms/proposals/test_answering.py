import asyncio

from tests import moderated
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.disputing import Dispute
from tests.rooms.voting.polling import counted_by_sql
from tests.world import Someone, World


async def test_a_co_author_marks_the_reply_that_answers(dispute: Dispute, debate: Debate) -> None:
    """The member drafts the proposal; the moderator objects."""
    objection = await dispute.say(debate.moderator, "critique", "Chưa có hạ tầng.")
    reply = await dispute.say(debate.owner, "opinion", "Có rồi.", parent_id=objection)
    deeper = await dispute.say(debate.member, "evidence", "Xem báo cáo.", parent_id=reply)
    replies = await debate.observer.get(f"{dispute.path}/{objection}/replies")
    assert ([each["id"] for each in replies["replies"]], replies["more"]) == (
        [reply, deeper],
        False,
    )
    way, head = f"{dispute.path}/{objection}/answer", await debate.head()
    refused(await debate.owner.ask("PUT", way, answer_id=reply), 403, "not-yours")
    answer = (await debate.member.do("PUT", way, answer_id=deeper))["result"]
    (event,) = await debate.events(head)
    assert event == {"type": "argument.answered", "answer_author": 4} | answer
    line = await dispute.line("critique", objection)
    assert (line["answer_id"], line["answer_author"], line["answered_by"]) == (deeper, 4, 4)
    summary = await dispute.summary()
    assert (summary["counts"]["unanswered"], summary["strongest"]) == (0, None)
    assert await dispute.ids("critique", unanswered="true") == []
    refused(await debate.member.ask("PUT", way, answer_id=deeper), 409, "answered-already")
    await debate.member.do("PUT", way, answer_id=reply)
    assert (await dispute.line("critique", objection))["answer_id"] == reply, "another one"


async def test_the_objector_says_it_is_still_open(dispute: Dispute, debate: Debate) -> None:
    objection = await dispute.say(debate.moderator, "critique", "Chưa có hạ tầng.")
    first, second = [
        await dispute.say(debate.member, "opinion", f"Trả lời {n}", parent_id=objection)
        for n in range(2)
    ]
    way = f"{dispute.path}/{objection}/answer"
    refused(await debate.moderator.ask("DELETE", way), 409, "not-answered")
    await debate.member.do("PUT", way, answer_id=first)
    refused(await debate.owner.ask("DELETE", way), 403, "not-yours")
    head = await debate.head()
    await debate.moderator.do("DELETE", way)
    (event,) = await debate.events(head)
    assert (event["type"], event["by"], event["still_open"]) == ("argument.reopened", 3, True)
    line = await dispute.line("critique", objection)
    assert (line["answer_id"], line["still_open_at"]) == (None, event["at"])
    refused(await debate.member.ask("PUT", way, answer_id=first), 409, "said-still-open")
    await debate.member.do("PUT", way, answer_id=second)
    assert (await dispute.line("critique", objection))["still_open_at"] is None
    await debate.moderator.do("DELETE", way)
    await debate.moderator.do("PUT", way, answer_id=first)
    assert (await dispute.line("critique", objection))["answer_id"] == first, "they may think again"


async def test_whoever_marked_takes_it_back(dispute: Dispute, debate: Debate) -> None:
    asked = await dispute.say(debate.moderator, "question", "Ai trả tiền?")
    reply = await dispute.say(debate.owner, "opinion", "Ngân sách.", parent_id=asked)
    way = f"{dispute.path}/{asked}/answer"
    await debate.member.do("PUT", way, answer_id=reply)
    assert (await dispute.summary())["counts"]["open_questions"] == 0
    await debate.member.do("DELETE", way)
    line = await dispute.line("question", asked)
    assert (line["answer_id"], line["still_open_at"]) == (None, None), "nobody said it is no answer"
    await debate.member.do("PUT", way, answer_id=reply)


async def test_only_a_reply_to_it_answers(dispute: Dispute, debate: Debate) -> None:
    one, two = [await dispute.say(debate.moderator, "critique", f"Ý {n}") for n in range(2)]
    reply = await dispute.say(debate.member, "opinion", "Trả lời.", parent_id=two)
    for other in (reply, one, dispute.first_post, debate.post_id, 999_999_999):
        answer = await debate.member.ask("PUT", f"{dispute.path}/{one}/answer", answer_id=other)
        refused(answer, 400, "no-reply-to-it", "answer_id")
    plain = await dispute.say(debate.moderator, "opinion")
    for post_id in (plain, 999_999_999):
        way = f"{dispute.path}/{post_id}/answer"
        refused(await debate.member.ask("PUT", way, answer_id=reply), 404, "no-argument")


async def test_an_answer_that_cannot_be_read_answers_nothing(
    dispute: Dispute, debate: Debate, world: World
) -> None:
    objection = await dispute.say(debate.moderator, "critique")
    reply = await dispute.say(debate.member, "opinion", "Trả lời.", parent_id=objection)
    await debate.member.do("PUT", f"{dispute.path}/{objection}/answer", answer_id=reply)
    store = world.app.state.store
    await moderated.hide(store, reply)
    line = await dispute.line("critique", objection)
    assert (line["answer_id"], line["answer_author"], line["replies"]) == (None, None, 0)
    assert (await dispute.summary())["counts"]["unanswered"] == 1
    await moderated.restore(store, reply)
    assert (await dispute.line("critique", objection))["answer_id"] == reply
    await debate.member.do("PUT", f"/posts/{reply}/retraction", reason="")
    assert (await dispute.line("critique", objection))["answer_id"] is None


async def test_marked_by_two_at_once_one_stands(dispute: Dispute, debate: Debate) -> None:
    objection = await dispute.say(debate.moderator, "critique")
    replies = [
        await dispute.say(debate.owner, "opinion", f"Trả lời {n}", parent_id=objection)
        for n in range(3)
    ]
    way = f"{dispute.path}/{objection}/answer"
    answers = await asyncio.gather(
        *(who.ask("PUT", way, answer_id=reply) for who in (debate.member, debate.moderator) for reply in replies)
    )  # fmt: skip
    assert {answer.status_code for answer in answers} <= {200, 409}
    (last,) = [e for e in (await debate.events()) if e["type"] == "argument.answered"][-1:]
    assert (await dispute.line("critique", objection))["answer_id"] == last["answer_id"]


async def test_after_the_decision_nothing_is_marked(dispute: Dispute, debate: Debate) -> None:
    objection = await dispute.say(debate.moderator, "critique")
    reply = await dispute.say(debate.member, "opinion", "Trả lời.", parent_id=objection)
    for stage in ("amendments", "frozen", "vote"):
        await dispute.proposal.stage(debate.owner, stage)
    way = f"{dispute.path}/{objection}/answer"
    await debate.member.do("PUT", way, answer_id=reply)
    await counted_by_sql(debate.world, dispute.proposal.id)
    await dispute.proposal.stage(debate.owner, "decided")
    refused(await debate.moderator.ask("DELETE", way), 409, "no-arguing-now")


async def may(who: Someone, post_id: int) -> list[tuple[int, str]]:
    """What may be said at this post, of which arguments."""
    answer = await who.http.get(f"/posts/{post_id}/answerable")
    assert answer.is_success, answer.text
    return [
        (each["argument_id"], name)
        for each in answer.json()
        for name in ("may_mark", "may_reopen")
        if each[name]
    ]


async def test_a_post_says_what_it_may_answer(dispute: Dispute, debate: Debate) -> None:
    objection = await dispute.say(debate.moderator, "critique", "Chưa có hạ tầng.")
    reply = await dispute.say(debate.owner, "opinion", "Đã có.", parent_id=objection)
    deeper = await dispute.say(debate.member, "evidence", "Xem báo cáo.", parent_id=reply)
    for who in (debate.moderator, debate.member):
        assert await may(who, deeper) == [(objection, "may_mark")]
    for who in (debate.owner, debate.observer):
        assert await may(who, deeper) == []
    assert await may(debate.member, objection) == [], "nothing answers itself"
    assert await may(debate.member, dispute.first_post) == []
    refused(await debate.outsider.http.get(f"/posts/{deeper}/answerable"), 404, "no-post")
    way = f"{dispute.path}/{objection}/answer"
    await debate.member.do("PUT", way, answer_id=deeper)
    for who in (debate.moderator, debate.member):
        assert await may(who, deeper) == [(objection, "may_reopen")]
        assert await may(who, objection) == [(objection, "may_reopen")]
        assert await may(who, reply) == [(objection, "may_mark")]
    await debate.moderator.do("DELETE", way)
    assert await may(debate.member, deeper) == [], "its author said that it does not answer"
    assert await may(debate.moderator, deeper) == [(objection, "may_mark")]
    await debate.member.do("PUT", f"/posts/{deeper}/retraction")
    assert await may(debate.moderator, deeper) == []
    await dispute.proposal.author.do(
        "PUT", f"{dispute.proposal.path}/withdrawal", reason="Cần soạn lại"
    )
    assert await may(debate.member, reply) == []
