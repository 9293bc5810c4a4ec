"""What cannot be decided with the others of its group: it stands by itself, and nobody is told for whose sake."""

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.grouping import ADVERT, flood, line, merge
from tests.moderation.scenes import claim, decided, told
from tests.refusal import refused
from tests.world import World


async def test_what_is_split_off_by_a_decision_does_not_say_who_had_reported_it(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Gia Thị Gộp", "Khổng Văn Khác")
    lead, second, third = await flood(debate)
    await merge(one, lead, second, third)
    await one.do("DELETE", f"/moderation/cases/{lead}/claim")
    async with world.sql() as conn:
        of = await conn.fetchval("select person_id from moderation_case where id = $1", third)
        reported_by = (
            "insert into report (case_id, of, person_id, reason) values ($1, $2, $3, 'spam')"
        )
        await conn.execute(reported_by, third, of, other.id)
    await decided(other, lead, **ADVERT)
    assert (await line(one, third))["stage"] == "open"
    apart = [each for each in await told(world, third) if each["event"]["type"] == "case.split"]
    assert [each["by"] for each in apart] == [None]
    at = [each for each in await told(world, lead) if each["event"]["type"] == "case.split"]
    assert [each["by"] for each in at] == [None]
    async with world.sql() as conn:
        facts = await conn.fetchval(
            "select facts::text from audit where person_id = $1 order by id desc limit 1", other.id
        )
    assert str(second) in facts
    assert "apart" not in facts


async def test_a_leading_case_that_can_not_be_decided_stands_by_itself_and_the_others_are(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    await merge(one, lead, second, third)
    post_id = (await line(one, lead))["post_id"]
    await debate.member.do("PUT", f"/posts/{post_id}/retraction", reason="Nhầm")
    wrong = await one.ask("POST", f"/moderation/cases/{lead}/acts", act="hide")
    refused(wrong, 400, "missing-field", "reason")
    case = (await one.do("POST", f"/moderation/cases/{lead}/acts", **ADVERT))["result"]
    assert (case["id"], case["stage"], case["leads"]) == (lead, "open", 0)
    for case_id in (second, third):
        assert (await line(one, case_id))["act"] == "hide"
    await claim(one, lead)
    again = await one.ask("POST", f"/moderation/cases/{lead}/acts", **ADVERT)
    refused(again, 409, "post-retracted")
