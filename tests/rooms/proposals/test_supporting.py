from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import NEXT, Table, asked
from tests.told import here


async def test_support_is_of_the_version_that_was_read(proposal: Table, debate: Debate) -> None:
    head = await debate.head()
    line = (await debate.moderator.do("PUT", f"{proposal.path}/support", version=1))["result"]
    assert (line["supporters"], line["standing"]) == (1, 1)
    (event,) = await debate.events(head)
    assert (event["type"], event["number"], event["version"]) == ("support.given", 3, 1)
    await proposal.publish(NEXT)
    state = await proposal.state(debate.moderator)
    assert (state["supported"], state["proposal"]["supporters"], state["proposal"]["standing"]) == (
        1,
        1,
        0,
    )
    assert (await proposal.state(debate.owner))["supported"] is None


async def test_who_supports_an_older_text_is_asked_again(proposal: Table, debate: Debate) -> None:
    await debate.moderator.do("PUT", f"{proposal.path}/support", version=1)
    await proposal.publish(NEXT)
    (notice, *_) = await asked(debate.moderator, proposal, "versioned")
    assert notice["proposal_id"] == proposal.id
    answer = await debate.moderator.ask("PUT", f"{proposal.path}/support", version=1)
    assert refused(answer, 412, "version-changed", "version")["version"] == 2
    line = (await debate.moderator.do("PUT", f"{proposal.path}/support", version=2))["result"]
    assert (line["supporters"], line["standing"]) == (1, 1)
    refused(
        await debate.moderator.ask("PUT", f"{proposal.path}/support", version=2),
        409,
        "supported-already",
    )
    await proposal.publish(NEXT + "Điều 3.")
    await asked(debate.moderator, proposal, "versioned", "versioned")


async def test_support_is_taken_back(proposal: Table, debate: Debate) -> None:
    refused(await debate.moderator.ask("DELETE", f"{proposal.path}/support"), 409, "not-supported")
    await debate.moderator.do("PUT", f"{proposal.path}/support", version=1)
    head = await debate.head()
    line = (await debate.moderator.do("DELETE", f"{proposal.path}/support"))["result"]
    assert line["supporters"] == 0
    assert [event["type"] for event in await debate.events(head)] == ["support.withdrawn"]
    await proposal.publish(NEXT)
    assert not await here(debate, debate.moderator, "versioned")


async def test_nobody_supports_what_is_withdrawn_or_voted_on(
    proposal: Table, debate: Debate
) -> None:
    await debate.member.do("PUT", f"{proposal.path}/withdrawal", reason="Cần soạn lại")
    refused(
        await debate.moderator.ask("PUT", f"{proposal.path}/support", version=1),
        409,
        "no-support-now",
    )
    await debate.member.do("POST", f"{proposal.path}/rounds", reason="Đã soạn lại")
    for stage in ("amendments", "frozen"):
        await proposal.stage(debate.owner, stage)
    await debate.moderator.do("PUT", f"{proposal.path}/support", version=1)
    await proposal.stage(debate.owner, "vote")
    refused(await debate.moderator.ask("DELETE", f"{proposal.path}/support"), 409, "no-support-now")
