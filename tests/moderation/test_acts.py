"""Acts: what is decided, from the queue under a lease or in the thread, and taken back only by another act."""

from tests.debate import Debate, gather
from tests.desk import moderators, seated_as
from tests.moderation.scenes import (
    HIDING,
    case_of,
    claim,
    decided,
    hidden,
    in_review,
    reported,
    told,
)
from tests.refusal import refused
from tests.world import Someone, World


async def as_hidden(world: World, post_id: int) -> str | None:
    async with world.sql() as conn:
        found: str | None = await conn.fetchval("select hidden_as from post where id = $1", post_id)
        return found


async def test_a_decision_is_an_act_and_the_case_leaves_the_queue(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate)
    case = await decided(moderator, case_id)
    assert (case["stage"], case["act"], case["claimed_by"]) == ("decided", "hide", None)
    *_, entry = await told(debate.world, case_id)
    assert (entry["event"]["type"], entry["event"]["case"]) == ("case.decided", case)
    assert entry["by"] == case["acted_by"]
    assert await as_hidden(debate.world, debate.post_id) == "hidden"


async def test_a_decision_needs_the_lease(debate: Debate) -> None:
    one, other = await moderators(debate.world, "Võ Thị Quyết", "Hà Văn Khác")
    case_id = await reported(debate)
    refused(
        await one.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING), 409, "claim-first"
    )
    await claim(other, case_id)
    refused(
        await one.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING), 409, "case-claimed"
    )
    assert await as_hidden(debate.world, debate.post_id) is None


async def test_hiding_names_its_rule_and_approving_none(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate)
    await claim(moderator, case_id)
    path = f"/moderation/cases/{case_id}/acts"
    refused(await moderator.ask("POST", path, act="hide"), 400, "missing-field", "reason")
    refused(
        await moderator.ask("POST", path, act="approve", reason="spam"),
        400,
        "wrong-value",
        "reason",
    )


async def test_hidden_is_made_removed_and_given_back_by_acts_that_name_each_other(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Võ Thị Quyết", "Hà Văn Khác")
    case_id, first = await hidden(debate, one)
    await claim(other, case_id)
    refused(
        await other.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING), 409, "post-hidden"
    )
    await decided(other, case_id, act="remove", reason="hatred")
    assert await as_hidden(world, debate.post_id) == "removed"
    await decided(one, case_id, act="restore")
    assert await as_hidden(world, debate.post_id) is None
    async with world.sql() as conn:
        acts = await conn.fetch(
            "select id, act, reverts from moderation_act where case_id = $1 order by id", case_id
        )
    (_, hide, nothing), (remove_id, remove, nor), (_, restore, reverts) = acts
    assert (hide, remove, restore) == ("hide", "remove", "restore")
    assert (nothing, nor, reverts) == (None, None, remove_id)
    assert first != remove_id
    await claim(one, case_id)
    refused(
        await one.ask("POST", f"/moderation/cases/{case_id}/acts", act="restore"),
        409,
        "post-not-hidden",
    )


async def test_whatever_version_is_newest_is_hidden(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate)
    await claim(moderator, case_id)
    await debate.member.do("PUT", debate.post, body="Lời nhẹ hơn.", kind="opinion", version=1)
    await moderator.do("POST", f"/moderation/cases/{case_id}/acts", **HIDING)
    assert await as_hidden(debate.world, debate.post_id) == "hidden"


async def test_what_its_author_took_back_is_approved_and_not_hidden(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate)
    await debate.member.do("PUT", f"{debate.post}/retraction", reason="Nhầm")
    await claim(moderator, case_id)
    refused(
        await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", **HIDING),
        409,
        "post-retracted",
    )
    await moderator.do("POST", f"/moderation/cases/{case_id}/acts", act="approve")


async def test_an_approved_case_is_not_approved_again_nor_after_a_newer_one(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate)
    await decided(moderator, case_id, act="approve")
    await claim(moderator, case_id)
    path = f"/moderation/cases/{case_id}/acts"
    refused(await moderator.ask("POST", path, act="approve"), 409, "case-decided")
    await reported(debate)
    refused(await moderator.ask("POST", path, **HIDING), 409, "case-decided")


async def test_while_a_review_waits_there_is_no_other_act(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Võ Thị Quyết", "Hà Văn Khác")
    case_id, _ = await in_review(debate, one)
    await claim(other, case_id)
    answer = await other.ask("POST", f"/moderation/cases/{case_id}/acts", act="restore")
    refused(answer, 409, "review-there")


async def in_public(world: World, people: list[Someone]) -> Debate:
    return await gather(world, people, visibility="public")


async def test_a_moderator_acts_in_the_thread_without_a_report(
    world: World, people: list[Someone]
) -> None:
    (moderator,) = await moderators(world, "Võ Thị Quyết")
    debate = await in_public(world, people)
    done = await moderator.do("POST", f"{debate.post}/acts", **HIDING)
    case = done["result"]
    assert (case["source"], case["stage"], case["reports"]) == ("moderator", "decided", 0)
    assert case["reason"] == "insult"
    assert [e["event"]["type"] for e in await told(world, case["id"])] == [
        "case.opened",
        "case.decided",
    ]
    back = await moderator.do("POST", f"{debate.post}/acts", act="restore")
    assert (back["result"]["id"], back["result"]["act"]) == (case["id"], "restore")
    assert await as_hidden(world, debate.post_id) is None


async def test_acting_in_the_thread_takes_the_open_case(
    world: World, people: list[Someone]
) -> None:
    one, other = await moderators(world, "Võ Thị Quyết", "Hà Văn Khác")
    debate = await in_public(world, people)
    case_id = await reported(debate)
    await claim(other, case_id)
    refused(await one.ask("POST", f"{debate.post}/acts", **HIDING), 409, "case-claimed")
    await other.do("DELETE", f"/moderation/cases/{case_id}/claim")
    done = await one.do("POST", f"{debate.post}/acts", **HIDING)
    assert done["result"]["id"] == case_id == await case_of(world, debate.post_id)


async def test_who_may_not_read_a_post_cannot_act_on_it_in_place(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    refused(await moderator.ask("POST", f"{debate.post}/acts", **HIDING), 404, "no-post")


async def test_nobody_decides_on_their_own_or_on_what_they_reported(
    world: World, people: list[Someone]
) -> None:
    debate = await in_public(world, people)
    await reported(debate)
    author, reporter = (
        await seated_as(world, debate.member),
        await seated_as(world, debate.observer),
    )
    refused(await author.ask("POST", f"{debate.post}/acts", **HIDING), 409, "not-on-own")
    refused(await reporter.ask("POST", f"{debate.post}/acts", **HIDING), 409, "reported-yourself")
    assert await as_hidden(world, debate.post_id) is None
