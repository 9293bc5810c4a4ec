"""What is done about a person: an act with its end and its rule, told to them, lifted and reviewed by itself."""

import pytest

from tests.debate import Debate, gather
from tests.desk import moderators
from tests.moderation.punishing import one_moderator, sanctioned, writing
from tests.moderation.scenes import claim, decided, hidden, reported
from tests.refusal import refused
from tests.world import World


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own: what is done to them here would hinder others."""
    return await gather(world)


async def test_a_warning_silences_nobody_and_is_told(world: World, debate: Debate) -> None:
    case_id, act_id = await sanctioned(debate, await one_moderator(world), "warn")
    await debate.say(debate.member, "Xin rút kinh nghiệm.")
    assert (await debate.member.get(f"/moderation/acts/{act_id}"))["act"] == "warn"
    assert case_id


async def test_what_was_lifted_leaves_what_else_there_is(world: World, debate: Debate) -> None:
    moderator = await one_moderator(world)
    case_id, mute = await sanctioned(debate, moderator, "mute_in_room", days=30)
    _, suspension = await sanctioned(debate, moderator, "suspend", case_id)
    lift = {"act": "lift", "public_note": "Đã xem lại."}
    await decided(moderator, case_id, reverts=suspension, **lift)
    refused((await writing(debate, debate.member))["reply"], 403, "muted-in-room")
    await decided(moderator, case_id, reverts=mute, **lift)
    await debate.say(debate.member, "Cảm ơn.")
    await claim(moderator, case_id)
    again = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", reverts=mute, **lift)
    refused(again, 409, "act-not-standing")


async def test_words_and_their_author_are_acted_on_in_one_case_and_each_is_reviewed(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    case_id, hiding = await hidden(debate, one)
    _, suspension = await sanctioned(debate, one, "suspend", case_id)
    for act_id in (suspension, hiding):
        asked = {"words": "Tôi chỉ phê bình cách làm."}
        await debate.member.do("POST", f"/moderation/acts/{act_id}/review", **asked)
        path = f"/moderation/cases/{case_id}/ruling"
        refused(await one.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
        await claim(other, case_id)
        await other.do("POST", path, upheld=False, note="Không vi phạm.")
        decision = await debate.member.get(f"/moderation/acts/{act_id}")
        assert decision["review"]["outcome"] == "overturned"
    await debate.say(debate.member, "Cảm ơn.")
    async with world.sql() as conn:
        at = await conn.fetchval("select hidden_at from post where id = $1", debate.post_id)
        reverted = await conn.fetch(
            "select act, reverts from moderation_act where case_id = $1 and reverts is not null order by id",
            case_id,
        )
    assert at is None
    assert [tuple(row) for row in reverted] == [("lift", suspension), ("restore", hiding)]


@pytest.mark.parametrize(
    ("deciding", "reason", "field"),
    [
        ({"act": "suspend", "reason": "insult"}, "missing-field", "days"),
        ({"act": "warn", "reason": "insult", "days": 3}, "wrong-value", "days"),
        ({"act": "warn"}, "missing-field", "reason"),
        ({"act": "lift"}, "missing-field", "reverts"),
        ({"act": "ban", "reason": "insult"}, "wrong-value", "act"),
    ],
)
async def test_an_act_has_its_end_and_its_rule_or_neither(
    world: World, debate: Debate, deciding: dict[str, object], reason: str, field: str
) -> None:
    moderator, case_id = await one_moderator(world), await reported(debate)
    await claim(moderator, case_id)
    answer = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", **deciding)
    refused(answer, 400, reason, field)


async def test_the_reporter_is_not_told_what_was_done_about_the_author(
    world: World, debate: Debate
) -> None:
    moderator = await one_moderator(world)
    case_id, hiding = await hidden(debate, moderator)
    _, suspension = await sanctioned(debate, moderator, "suspend", case_id)
    assert (await debate.observer.get(f"/moderation/acts/{hiding}"))["act"] == "hide"
    refused(await debate.observer.ask("GET", f"/moderation/acts/{suspension}"), 404, "no-decision")


async def test_the_file_shows_what_was_done_about_the_author_before(
    world: World, debate: Debate
) -> None:
    moderator = await one_moderator(world)
    case_id, suspension = await sanctioned(debate, moderator, "suspend")
    file = await moderator.get(f"/moderation/cases/{case_id}")
    first = file["sanctions"][0]
    assert (first["id"], first["act"], first["stands"]) == (suspension, "suspend", True)
    assert file["acts"][-1]["until"] == first["until"]


async def test_people_are_not_acted_against_in_bulk(world: World, debate: Debate) -> None:
    moderator, case_id = await one_moderator(world), await reported(debate)
    answer = await moderator.ask(
        "POST", "/moderation/acts", cases=[case_id], act="suspend", reason="insult"
    )
    refused(answer, 400, "wrong-value", "act")
    await debate.say(debate.member, "Tôi vẫn nói được.")
