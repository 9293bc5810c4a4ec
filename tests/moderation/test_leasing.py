"""Leases: one person holds a case, for as long as they keep it open, and nobody one of their own."""

import asyncio

from tests.debate import Debate
from tests.desk import moderators, seated_as
from tests.moderation.scenes import HIDING, claim, decided, in_review, reported, told
from tests.refusal import refused
from tests.world import World


async def test_who_claims_a_case_holds_it_and_says_so_to_all(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Tạ Thị Nhận")
    case_id = await reported(debate)
    case = await claim(moderator, case_id)
    *_, entry = await told(debate.world, case_id)
    assert entry["event"] == {"type": "case.claimed", "case": case}
    assert entry["by"] == case["claimed_by"]
    assert case["claimed_until"] > case["opened_at"]


async def test_two_who_claim_at_once_are_one_who_holds_it(world: World, debate: Debate) -> None:
    many = await moderators(world, *(f"Kiểm duyệt viên {n}" for n in range(10)))
    case_id = await reported(debate)
    answers = await asyncio.gather(
        *(each.ask("PUT", f"/moderation/cases/{case_id}/claim") for each in many)
    )
    won = [answer for answer in answers if answer.is_success]
    assert len(won) == 1
    holder = won[0].json()["result"]["claimed_by"]
    for answer in answers:
        if answer is not won[0]:
            problem = refused(answer, 409, "case-claimed")
            assert problem["by"] == holder
            assert problem["until"]


async def test_a_lease_is_renewed_by_its_holder(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Tạ Thị Nhận")
    case_id = await reported(debate)
    first, second = await claim(moderator, case_id), await claim(moderator, case_id)
    assert second["claimed_by"] == first["claimed_by"]
    assert second["claimed_until"] > first["claimed_until"]


async def test_a_lease_that_ran_out_is_free(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Tạ Thị Nhận", "Mai Văn Thay")
    case_id = await reported(debate)
    mine = await claim(one, case_id)
    async with world.sql() as conn:
        await conn.execute(
            "update moderation_case set claimed_until = now() - interval '1 second' where id = $1",
            case_id,
        )
    refused(
        await one.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING), 409, "claim-first"
    )
    theirs = await claim(other, case_id)
    assert theirs["claimed_by"] != mine["claimed_by"]
    refused(
        await one.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING), 409, "case-claimed"
    )


async def test_a_case_let_go_is_free_and_anothers_cannot_be_let_go(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Tạ Thị Nhận", "Mai Văn Thay")
    case_id = await reported(debate)
    held = await claim(one, case_id)
    kept = (await other.do("DELETE", f"/moderation/cases/{case_id}/claim"))["result"]
    assert kept["claimed_by"] == held["claimed_by"]
    free = (await one.do("DELETE", f"/moderation/cases/{case_id}/claim"))["result"]
    assert (free["claimed_by"], free["claimed_until"]) == (None, None)
    assert [e["event"]["type"] for e in await told(world, case_id)][-1] == "case.released"


async def test_nobody_holds_what_is_their_own_or_what_they_reported(
    world: World, debate: Debate
) -> None:
    case_id = await reported(debate)
    own, reporter = await seated_as(world, debate.member), await seated_as(world, debate.observer)
    refused(await own.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "not-on-own")
    refused(
        await reporter.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "reported-yourself"
    )


async def test_who_acted_does_not_hold_the_review_of_it(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Tạ Thị Nhận", "Mai Văn Thay")
    case_id, _ = await in_review(debate, one)
    refused(await one.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
    assert (await claim(other, case_id))["stage"] == "review"


async def test_a_decided_case_can_be_held_to_act_again(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Tạ Thị Nhận", "Mai Văn Thay")
    case_id = await reported(debate)
    assert (await decided(one, case_id))["claimed_by"] is None
    assert (await claim(other, case_id))["stage"] == "decided"


async def test_only_moderators_know_of_cases(world: World, debate: Debate) -> None:
    case_id = await reported(debate)
    refused(await debate.owner.ask("PUT", f"/moderation/cases/{case_id}/claim"), 404, "no-case")
    (watcher,) = await world.people("Lưu Thị Quan Sát")
    await seated_as(world, watcher, "observer")
    refused(await watcher.ask("PUT", f"/moderation/cases/{case_id}/claim"), 403, "role-may-not")
