"""Reviews: asked once by the author, in time, and decided by somebody else than who acted."""

import pytest

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import act_of, claim, decided, hidden, in_review, reported, told
from tests.refusal import refused
from tests.world import World

WORDS = "Tôi chỉ phê bình cách làm, không nói về ai."


async def test_the_author_asks_and_the_case_waits_again(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id, act_id = await hidden(debate, moderator)
    done = await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
    assert done["result"]["review"]["outcome"] is None
    assert done["result"]["ask_until"] is None
    assert done["seqs"] == {}
    *_, entry = await told(debate.world, case_id)
    assert (entry["event"]["type"], entry["event"]["act_id"], entry["by"]) == (
        "review.asked",
        act_id,
        None,
    )
    assert entry["event"]["case"]["stage"] == "review"
    again = await debate.member.ask("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
    refused(again, 409, "review-there")


async def test_the_one_who_acted_loses_the_lease_to_the_review(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id, act_id = await hidden(debate, moderator)
    await claim(moderator, case_id)
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
    *_, entry = await told(debate.world, case_id)
    assert entry["event"]["case"]["claimed_by"] is None


async def test_nobody_else_asks(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    _, act_id = await hidden(debate, moderator)
    for somebody in (debate.observer, debate.owner, moderator):
        answer = await somebody.ask("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
        refused(answer, 404, "no-decision")


async def test_after_thirty_days_it_is_too_late(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Dương Thị Xét")
    _, act_id = await hidden(debate, moderator)
    async with world.sql() as conn, conn.transaction():
        await conn.execute("alter table moderation_act disable trigger act_stays")
        await conn.execute(
            "update moderation_act set at = now() - interval '30 days 1 minute' where id = $1",
            act_id,
        )
        await conn.execute("alter table moderation_act enable trigger act_stays")
    late = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (late["ask_until"], late["unasked"]) == (None, "late")
    answer = await debate.member.ask("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
    refused(answer, 409, "review-too-late")


async def test_an_act_that_was_followed_by_another_is_not_reviewed(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id, act_id = await hidden(debate, moderator)
    await decided(moderator, case_id, act="restore")
    answer = await debate.member.ask("POST", f"/moderation/acts/{act_id}/review", words=WORDS)
    refused(answer, 409, "case-decided")


@pytest.mark.parametrize("upheld", [True, False])
async def test_somebody_else_rules(world: World, debate: Debate, upheld: bool) -> None:
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id, act_id = await in_review(debate, one)
    path, ruling = (
        f"/moderation/cases/{case_id}/ruling",
        {"upheld": upheld, "note": "Đã đọc lại.", "private_note": "Đồng ý."},
    )
    refused(await one.ask("POST", path, **ruling), 409, "acted-yourself")
    refused(await other.ask("POST", path, **ruling), 409, "claim-first")
    await claim(other, case_id)
    case = (await other.do("POST", path, **ruling))["result"]
    assert (case["stage"], case["act"]) == ("decided", "hide" if upheld else "restore")
    *_, entry = await told(world, case_id)
    assert (entry["event"]["type"], entry["event"]["act_id"]) == ("review.decided", act_id)
    assert entry["event"]["upheld"] is upheld
    async with world.sql() as conn:
        hidden_as = await conn.fetchval("select hidden_as from post where id = $1", debate.post_id)
        reverts = await conn.fetchval(
            "select reverts from moderation_act where id = $1", await act_of(world, case_id)
        )
    assert (hidden_as, reverts) == (("hidden", None) if upheld else (None, act_id))
    decision = await debate.member.get(f"/moderation/acts/{act_id}")
    assert decision["review"]["outcome"] == ("upheld" if upheld else "overturned")
    assert decision["review"]["note"] == "Đã đọc lại."
    refused(await other.ask("POST", path, **ruling), 409, "case-decided")


async def test_a_ruling_is_for_what_waits_for_one(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id = await reported(debate)
    await claim(moderator, case_id)
    answer = await moderator.ask("POST", f"/moderation/cases/{case_id}/ruling", upheld=True)
    refused(answer, 409, "case-decided")


async def test_the_days_stand_still_while_something_else_of_the_case_waits(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id, act_id = await hidden(debate, one)
    ask, words = f"/moderation/acts/{act_id}/review", {"words": WORDS}
    await claim(one, case_id)
    await one.do("POST", f"/moderation/cases/{case_id}/proposal", reason="hatred")
    mine = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (mine["ask_until"], mine["unasked"]) == (None, "waits")
    refused(await debate.member.ask("POST", ask, **words), 409, "case-waits")
    async with world.sql() as conn, conn.transaction():
        await conn.execute("alter table moderation_act disable trigger act_stays")
        past = "now() - interval '%s days' where %s = $1"
        await conn.execute("update moderation_act set at = " + past % (40, "id"), act_id)
        await conn.execute("update ban_proposal set at = " + past % (20, "case_id"), case_id)
        await conn.execute("alter table moderation_act enable trigger act_stays")
    await claim(other, case_id)
    await other.do("POST", f"/moderation/cases/{case_id}/second", confirmed=False, note="Chưa.")
    mine = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (mine["ask_until"] is not None, mine["unasked"]) == (True, None)
    await debate.member.do("POST", ask, **words)
    assert (await debate.member.get(f"/moderation/acts/{act_id}"))["unasked"] is None


async def test_of_what_does_not_stand_any_more_the_author_is_told_that(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id, act_id = await hidden(debate, moderator)
    await decided(moderator, case_id, act="restore")
    mine = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (mine["ask_until"], mine["unasked"]) == (None, "gone")
