import asyncio
from typing import Any

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import Table
from tests.rooms.voting.polling import counted_by_sql


async def test_a_proposal_is_led_through_its_procedure(proposal: Table, debate: Debate) -> None:
    head = await debate.head()
    for stage in ("amendments", "frozen", "vote", "decided", "answered"):
        refused(
            await debate.owner.ask("PUT", f"{proposal.path}/stage", stage="discussion"),
            409,
            "stage-not-next",
        )
        if stage == "decided":
            early = await debate.owner.ask("PUT", f"{proposal.path}/stage", stage=stage)
            refused(early, 409, "vote-first")
            await counted_by_sql(debate.world, proposal.id)
        line = await proposal.stage(debate.facilitator, stage)
        assert line["stage"] == stage
    refused(
        await debate.owner.ask("PUT", f"{proposal.path}/stage", stage="answered"),
        409,
        "stage-not-next",
    )
    refused(
        await debate.member.ask("PUT", f"{proposal.path}/withdrawal", reason="Muộn"),
        409,
        "stage-not-next",
    )
    events = await debate.events(head)
    assert [(event["type"], event["staged"]["stage"]) for event in events] == [
        ("proposal.staged", s) for s in ("amendments", "frozen", "vote", "decided", "answered")
    ]


async def test_the_procedure_says_who_leads_on(proposal: Table, debate: Debate) -> None:
    answer = await debate.observer.ask("PUT", f"{proposal.path}/stage", stage="amendments")
    refused(answer, 403, "role-may-not")
    await proposal.stage(debate.member, "amendments")  # its author
    await proposal.stage(debate.moderator, "frozen")  # who keeps the room
    assert (
        refused(
            await debate.member.ask("PUT", f"{proposal.path}/stage", stage="vote"),
            403,
            "procedure-says-who",
        )["by"]
        == "keepers"
    )


async def test_a_frozen_text_stays_frozen_until_a_new_round(
    proposal: Table, debate: Debate
) -> None:
    await proposal.stage(debate.owner, "amendments")
    await proposal.stage(debate.owner, "frozen")
    for method, path, words in (
        ("PUT", "draft", {"title": "A", "text": "B", "base": 1}),
        ("POST", "versions", {"draft": 1, "note": "Rõ hơn"}),
    ):
        refused(
            await debate.member.ask(method, f"{proposal.path}/{path}", **words), 409, "text-frozen"
        )
    refused(
        await debate.owner.ask("PUT", f"{proposal.path}/withdrawal", reason="Của tôi"),
        403,
        "co-authors-only",
    )
    await debate.member.do("PUT", f"{proposal.path}/withdrawal", reason="Cần sửa lại")
    refused(
        await debate.member.ask("PUT", f"{proposal.path}/stage", stage="vote"),
        409,
        "stage-not-next",
    )
    line = (await debate.member.do("POST", f"{proposal.path}/rounds", reason="Đã sửa"))["result"]
    assert (line["stage"], line["round"]) == ("discussion", 2)
    await proposal.save("Điều 1 mới.", 1)


async def test_two_who_lead_on_at_once_skip_nothing(proposal: Table, debate: Debate) -> None:
    answers = await asyncio.gather(
        *(
            who.ask("PUT", f"{proposal.path}/stage", stage="amendments")
            for who in (debate.owner, debate.facilitator, debate.moderator)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert (await proposal.state())["proposal"]["stage"] == "amendments"


@pytest.mark.parametrize(
    "steps",
    [
        [{"stage": "vote"}],
        [{"stage": "discussion"}, {"stage": "discussion"}],
        [{"stage": "discussion"}, {"stage": "vote"}, {"stage": "frozen"}],
    ],
)
async def test_a_procedure_out_of_order_is_refused(administrator: Any, steps: list[Any]) -> None:
    refused(
        await administrator.ask("POST", "/procedures", title="Ngược", steps=steps),
        400,
        "steps-out-of-order",
        "steps",
    )


async def test_a_procedure_that_changes_leaves_what_was_opened(
    proposal: Table, debate: Debate, administrator: Any
) -> None:
    before = (await proposal.state())["procedure"]
    made = (
        await administrator.do("POST", "/procedures", title="Khác", steps=[{"stage": "discussion"}])
    )["result"]
    assert made["id"] in {each["id"] for each in await debate.owner.rows("/procedures")}
    await administrator.do(
        "POST",
        "/procedures",
        title="Khác nữa",
        steps=[{"stage": "discussion"}],
        replaces=made["id"],
    )
    assert made["id"] not in {each["id"] for each in await debate.owner.rows("/procedures")}
    assert (await proposal.state())["procedure"] == before
    refused(
        await debate.owner.ask("POST", "/procedures", title="Tôi", steps=[{"stage": "discussion"}]),
        403,
        "administrators-only",
    )
