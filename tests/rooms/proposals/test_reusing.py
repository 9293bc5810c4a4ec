import asyncio

import asyncpg
import pytest

from tests import moderated
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.rooms.proposals.disputing import Dispute
from tests.rooms.proposals.tabling import opened
from tests.world import World


async def test_what_was_said_elsewhere_in_the_room_speaks_for_a_proposal_too(
    dispute: Dispute, debate: Debate
) -> None:
    post = await debate.say(debate.owner, "Dữ liệu làm ra tiền.", kind="opinion")
    head = await debate.head()
    use = (await debate.moderator.do("PUT", f"{dispute.path}/{post['id']}", stance="support"))[
        "result"
    ]
    assert (use["post_id"], use["stance"], use["by"]) == (post["id"], "support", 3)
    (event,) = await debate.events(head)
    assert event == {"type": "argument.reused"} | use
    line = await dispute.line("support", post["id"])
    assert (line["thread_id"], line["used_by"], line["used_at"]) == (debate.thread_id, 3, use["at"])
    assert (line["kind"], line["column"]) == ("opinion", "support")
    other = await opened(debate, debate.member)
    await debate.owner.do("PUT", f"{other.path}/arguments/{post['id']}", stance="critique")
    page = await debate.owner.get(f"{other.path}/arguments?column=critique")
    assert [each["id"] for each in page["arguments"]] == [post["id"]], "by several proposals"


async def test_it_is_put_back_by_who_took_it_up_a_co_author_or_a_keeper(
    dispute: Dispute, debate: Debate, world: World
) -> None:
    (second,) = await world.people("Vũ Thị Mai")
    await debate.owner.do("POST", f"{debate.room}/members", email=second.email, role="member")
    way = f"{dispute.path}/{debate.post_id}"
    for taker, by in (
        (second, second),
        (debate.owner, debate.member),
        (debate.member, debate.moderator),
    ):
        await taker.do("PUT", way, stance="critique")
        head = await debate.head()
        await by.do("DELETE", way)
        (event,) = await debate.events(head)
        assert (event["type"], event["post_id"]) == ("argument.released", debate.post_id)
        assert await dispute.ids("critique") == []
    refused(await debate.owner.ask("DELETE", way), 409, "not-reused")
    await debate.owner.do("PUT", way, stance="critique")
    refused(await second.ask("DELETE", way), 403, "not-yours")
    async with world.sql() as conn:
        assert await conn.fetchval("select count(*) from argument_use") >= 4, "on record"


async def test_what_is_refused(dispute: Dispute, debate: Debate, world: World) -> None:
    way = f"{dispute.path}/{debate.post_id}"
    own = await dispute.say(debate.owner, "support")
    for post_id in (own, dispute.first_post):
        answer = await debate.owner.ask("PUT", f"{dispute.path}/{post_id}", stance="support")
        refused(answer, 409, "argument-already")
    elsewhere = await gather(world)
    answer = await debate.owner.ask("PUT", f"{dispute.path}/{elsewhere.post_id}", stance="support")
    refused(answer, 404, "no-post")
    refused(await debate.observer.ask("PUT", way, stance="support"), 403, "role-may-not")
    refused(await debate.outsider.ask("PUT", way, stance="support"), 404, "no-proposal")
    hidden = (await debate.say(debate.owner))["id"]
    await moderated.hide(world.app.state.store, hidden)
    refused(
        await debate.owner.ask("PUT", f"{dispute.path}/{hidden}", stance="support"),
        409,
        "post-hidden",
    )
    await debate.owner.do("PUT", f"{dispute.talk.thread}/closure", reason="Đã rõ")
    refused(await debate.owner.ask("PUT", way, stance="support"), 409, "thread-closed")
    await debate.owner.do("DELETE", f"{dispute.talk.thread}/closure")
    await debate.member.do("PUT", f"{dispute.proposal.path}/withdrawal", reason="Cần soạn lại")
    refused(await debate.owner.ask("PUT", way, stance="support"), 409, "no-arguing-now")


async def test_taken_up_by_two_at_once_it_is_there_once(dispute: Dispute, debate: Debate) -> None:
    way = f"{dispute.path}/{debate.post_id}"
    answers = await asyncio.gather(
        *(who.ask("PUT", way, stance="support") for who in (debate.owner, debate.moderator, debate.member))
    )  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert await dispute.ids("support") == [debate.post_id]


async def test_it_speaks_with_the_words_it_has_now(
    dispute: Dispute, debate: Debate, world: World
) -> None:
    await debate.owner.do("PUT", f"{dispute.path}/{debate.post_id}", stance="support")
    await debate.member.do("PUT", debate.post, body="Nói lại.", kind="opinion", version=1)
    assert (await dispute.line("support", debate.post_id))["html"] == "<p>Nói lại.</p>\n"
    await moderated.hide(world.app.state.store, debate.post_id)
    assert await dispute.ids("support") == []
    refused(
        await debate.owner.ask("PUT", f"{dispute.path}/{debate.post_id}", stance="support"),
        409,
        "post-hidden",
    )
    await debate.owner.do("DELETE", f"{dispute.path}/{debate.post_id}")
    await moderated.restore(world.app.state.store, debate.post_id)
    assert await dispute.ids("support") == [], "put back while it was hidden"


BESIDE = """
    insert into argument_answer (proposal_id, room_id, post_id, answer_id, by)
    select proposal_id, room_id, answer_id, answer_id + 1, by from argument_answer where proposal_id = $1
"""


@pytest.mark.parametrize(
    "statement",
    [
        "delete from argument_use where proposal_id = $1",
        "update argument_use set stance = 'critique' where proposal_id = $1",
        "update argument_use set ended_at = null, ended_by = null where proposal_id = $1",
        "update argument_answer set answer_id = answer_id + 1 where proposal_id = $1",
        "delete from argument_answer where proposal_id = $1",
        BESIDE,
    ],
)
async def test_the_database_keeps_what_was_said_of_arguments(
    dispute: Dispute, debate: Debate, world: World, statement: str
) -> None:
    reply = await debate.say(debate.owner, "Xin trả lời.", parent_id=debate.post_id)
    await debate.say(debate.owner, "Chuyện khác.")
    await debate.owner.do("PUT", f"{dispute.path}/{debate.post_id}", stance="support")
    await debate.member.do("PUT", f"{dispute.path}/{debate.post_id}/answer", answer_id=reply["id"])
    if "ended_at = null" in statement:
        await debate.owner.do("DELETE", f"{dispute.path}/{debate.post_id}")
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError):
            await conn.execute(statement, dispute.proposal.id)
