"""The arguments for and against a proposal, as its page lists them."""

from typing import Any

from tests import moderated
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.branching import WHY
from tests.rooms.proposals.disputing import Dispute
from tests.rooms.proposals.tabling import Table, begun
from tests.world import World


async def test_what_is_said_for_and_against_stands_in_two_columns(
    dispute: Dispute, debate: Debate
) -> None:
    for_it = await dispute.say(debate.owner, "support", "Dân **cần** dữ liệu.")
    against = await dispute.say(debate.moderator, "critique", "Chưa có hạ tầng.", parent_id=None)
    asked = await dispute.say(debate.facilitator, "question", "Ai trả tiền?")
    await dispute.say(debate.owner, "opinion", "Tôi có ý kiến.")
    nested = await dispute.say(debate.member, "critique", "Không đúng.", parent_id=for_it)
    page = await dispute.page("support", debate.observer)
    (line,) = page["arguments"]
    assert (line["id"], line["author"], line["html"]) == (
        for_it,
        1,
        "<p>Dân <strong>cần</strong> dữ liệu.</p>\n",
    )
    assert (line["column"], line["replies"], line["used_by"], line["answer_id"]) == (
        "support",
        1,
        None,
        None,
    )
    assert (page["more"], page["evidence"]) == (False, [])
    assert (await dispute.ids("critique"), await dispute.ids("question")) == ([against], [asked])
    assert nested not in await dispute.ids("critique"), (
        "it speaks of an argument, not of the proposal"
    )
    summary = await dispute.summary()
    assert summary["counts"] == {
        "supports": 1, "critiques": 1, "unanswered": 1, "questions": 1, "open_questions": 1,
    }  # fmt: skip
    assert (summary["first_post"], summary["strongest"]["id"]) == (dispute.first_post, against)
    assert summary["seq"] == page["seq"] == await debate.head()


async def test_the_strongest_come_first_and_the_best_evidence_stands_beneath(
    dispute: Dispute, debate: Debate
) -> None:
    old, strong, weak = [await dispute.say(debate.owner, "critique", f"Ý {n}") for n in range(3)]
    for who in (debate.facilitator, debate.moderator):
        await who.do("PUT", f"/posts/{strong}/position", position="agree")
    await debate.member.do("PUT", f"/posts/{weak}/position", position="disagree")
    await dispute.say(debate.member, "evidence", "Báo cáo A.", parent_id=strong)
    better = await dispute.say(debate.member, "evidence", "Báo cáo B.", parent_id=strong)
    await debate.owner.do("PUT", f"/posts/{better}/position", position="agree")
    assert await dispute.ids("critique") == [strong, old, weak]
    assert await dispute.ids("critique", order="time") == [weak, strong, old]
    page = await dispute.page("critique", debate.moderator)
    (evidence,) = page["evidence"]
    assert (evidence["id"], evidence["parent_id"]) == (better, strong)
    assert (page["arguments"][0]["agrees"], page["arguments"][0]["mine"]) == (2, "agree")
    assert (await dispute.summary())["strongest"]["id"] == strong


async def test_columns_come_page_by_page(dispute: Dispute, debate: Debate) -> None:
    made = [await dispute.say(debate.owner, "support", f"Ý {n}") for n in range(60)]
    await debate.member.do("PUT", f"/posts/{made[30]}/position", position="agree")
    for order in ("strength", "time"):
        query: dict[str, Any] = {"order": order}
        found: list[int] = []
        while True:
            page = await dispute.page("support", **query)
            assert len(page["arguments"]) <= 25
            found += [each["id"] for each in page["arguments"]]
            if not page["more"]:
                break
            last = page["arguments"][-1]
            query |= {"after": last["id"], "strength": last["strength"]}
        rest = [each for each in made if each != made[30]]
        assert found == ([made[30], *rest] if order == "strength" else made[::-1])


async def test_what_cannot_be_read_stands_in_no_column(
    dispute: Dispute, debate: Debate, world: World
) -> None:
    hidden, taken_back, cut = [
        await dispute.say(debate.owner, "critique", f"Lời {n} dữ liệu") for n in range(3)
    ]
    beneath = await dispute.say(debate.member, "evidence", "Báo cáo.", parent_id=cut)
    store = world.app.state.store
    await moderated.hide(store, hidden)
    await moderated.hide(store, beneath)
    await debate.owner.do("PUT", f"/posts/{taken_back}/retraction", reason="")
    await moderated.cut(store, cut, "dữ liệu")
    page = await dispute.page("critique")
    assert [each["id"] for each in page["arguments"]] == [cut]
    assert "dữ liệu" not in page["arguments"][0]["html"]
    assert (page["evidence"], page["arguments"][0]["replies"]) == ([], 0)
    assert (await dispute.summary())["counts"]["critiques"] == 1
    await moderated.restore(store, hidden)
    assert await dispute.ids("critique") == [hidden, cut]


async def test_an_argument_that_is_moved_away_speaks_of_something_else(
    dispute: Dispute, debate: Debate
) -> None:
    """It is in the columns no more, until somebody takes it up; one that is moved into the thread is."""
    moved = await dispute.say(debate.owner, "critique", "Lạc đề.")
    reply = await dispute.say(debate.member, "opinion", "Đúng.", parent_id=moved)
    await debate.member.do("PUT", f"{dispute.path}/{moved}/answer", answer_id=reply)
    to = {"thread_id": debate.thread_id, "reason": WHY}
    await debate.moderator.do("PUT", f"/posts/{moved}/thread", **to)
    assert await dispute.ids("critique") == []
    await debate.facilitator.do("PUT", f"{dispute.path}/{moved}", stance="critique")
    line = await dispute.line("critique", moved)
    assert (line["thread_id"], line["answer_id"], line["used_by"]) == (debate.thread_id, reply, 2)
    other = await debate.say(debate.member, "Ủng hộ.", kind="support")
    to = {"thread_id": dispute.talk.thread_id, "reason": WHY}
    await debate.moderator.do("PUT", f"/posts/{other['id']}/thread", **to)
    assert await dispute.ids("support") == [other["id"]], "older than the first post, and not it"
    assert (await dispute.summary())["first_post"] == dispute.first_post


async def test_only_its_room_reads_the_arguments(dispute: Dispute, debate: Debate) -> None:
    await dispute.say(debate.owner, "support")
    ways = [
        f"{dispute.path}?column=support",
        f"{dispute.path}/summary",
        f"{dispute.path}/{dispute.first_post}/replies",
    ]
    for way in ways:
        refused(await debate.outsider.ask("GET", way), 404, "no-proposal")
    refused(
        await debate.owner.ask("GET", f"{dispute.path}/{dispute.first_post}/replies"),
        404,
        "no-argument",
    )
    table: Table = await begun(debate, debate.member)
    refused(await debate.member.ask("GET", f"{table.path}/arguments/summary"), 404, "no-proposal")
    assert (await debate.owner.ask("GET", f"{dispute.path}?column=khác")).status_code == 400
