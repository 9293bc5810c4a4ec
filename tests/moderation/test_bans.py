"""Bans: proposed by one, confirmed by another who has seen the evidence; nothing happens before."""

import asyncpg
import pytest

from tests.debate import Debate, gather
from tests.desk import moderators, whole
from tests.moderation.punishing import proposed, seconded, writing
from tests.moderation.scenes import act_of, claim, hidden, told
from tests.refusal import refused
from tests.world import World


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own: what is done to them here would hinder others."""
    return await gather(world)


async def test_a_ban_waits_for_a_second_and_nothing_happens_before(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id = await proposed(debate, one)
    await debate.say(debate.member, "Tôi vẫn nói được.")
    queue = await other.get("/moderation/queue?view=proposed")
    assert case_id in {case["id"] for case in await whole(other, "proposed")}
    assert queue["counts"]["proposed"] >= 1
    mine = (await one.get(f"/moderation/cases/{case_id}"))["proposal"]
    theirs = (await other.get(f"/moderation/cases/{case_id}"))["proposal"]
    assert (mine["mine"], theirs["mine"], theirs["name"]) == (True, False, "Dương Thị Xét")
    assert theirs["private_note"] == "Nhiều lần."
    case = await seconded(other, case_id)
    assert (case["stage"], case["act"]) == ("decided", "ban")
    act_id = await act_of(world, case_id)
    for answer in (await writing(debate, debate.member)).values():
        refused(answer, 403, "suspended")
        assert (answer.json()["act"], answer.json()["until"]) == (act_id, None)
    kinds = [entry["event"]["type"] for entry in await told(world, case_id)]
    assert [kind for kind in kinds if kind in {"case.proposed", "case.decided"}] == [
        "case.proposed",
        "case.decided",
    ]


async def test_who_is_banned_reads_what_was_decided_and_is_heard_by_a_third(
    world: World, debate: Debate
) -> None:
    one, other, third = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại", "Tạ Thị Thứ Ba")
    case_id = await proposed(debate, one)
    await seconded(other, case_id)
    act_id = await act_of(world, case_id)
    decision = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (decision["act"], decision["until"]) == ("ban", None)
    words = "Tôi không kích động ai."
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words=words)
    refused(await other.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
    await claim(third, case_id)
    await third.do("POST", f"/moderation/cases/{case_id}/ruling", upheld=False, note="Không rõ.")
    await debate.say(debate.member, "Cảm ơn.")


async def test_who_proposed_does_not_confirm(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Dương Thị Xét")
    case_id = await proposed(debate, one)
    await claim(one, case_id)
    path = f"/moderation/cases/{case_id}/second"
    refused(await one.ask("POST", path, confirmed=True), 409, "proposed-yourself")
    again = await one.ask("POST", f"/moderation/cases/{case_id}/proposal", reason="hatred")
    refused(again, 409, "case-proposed")
    await debate.say(debate.member, "Tôi vẫn nói được.")


async def test_who_proposed_takes_it_back_and_a_review_can_be_asked(debate: Debate) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id, act_id = await hidden(debate, one)
    await claim(one, case_id)
    await one.do("POST", f"/moderation/cases/{case_id}/proposal", reason="hatred")
    review = f"/moderation/acts/{act_id}/review"
    refused(await debate.member.ask("POST", review, words="Xem lại giúp."), 409, "case-waits")
    path = f"/moderation/cases/{case_id}/second"
    refused(await other.ask("POST", path, confirmed=False), 409, "claim-first")
    case = (await one.do("POST", path, confirmed=False))["result"]
    assert (case["stage"], case["act"]) == ("decided", "hide")
    refused(await one.ask("POST", path, confirmed=False), 409, "nothing-proposed")
    await debate.member.do("POST", review, words="Xem lại giúp.")


async def test_what_was_declined_is_over_and_the_case_waits_as_before(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id = await proposed(debate, one)
    case = await seconded(other, case_id, confirmed=False)
    assert (case["stage"], case["act"]) == ("open", None)
    assert (await told(world, case_id))[-1]["event"]["type"] == "case.declined"
    await debate.say(debate.member, "Tôi vẫn nói được.")
    await claim(other, case_id)
    path = f"/moderation/cases/{case_id}/second"
    refused(await other.ask("POST", path, confirmed=True), 409, "nothing-proposed")


async def test_the_database_refuses_a_ban_by_one(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Dương Thị Xét")
    case_id = await proposed(debate, one)
    ban = "insert into moderation_act (case_id, person_id, act, reason, by) values ($1, $2, 'ban', 'hatred', $3)"
    second = "update ban_proposal set outcome = 'declined', decided_by = $2, decided_at = now(), note = '' where case_id = $1"
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="proposed by one"):
            await conn.execute(ban, case_id, debate.member.id, one.id)
        with pytest.raises(asyncpg.CheckViolationError, match="ban_seconded_by_another"):
            await conn.execute(second, case_id, one.id)
        with pytest.raises(asyncpg.CheckViolationError, match="ban_not_on_own"):
            await conn.execute(second, case_id, debate.member.id)
        await conn.execute(ban, case_id, debate.member.id, debate.owner.id)
