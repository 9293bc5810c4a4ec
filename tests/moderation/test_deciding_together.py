"""What a decision does to cases that wait as one: an act for each, and what is not decided stands by itself."""

from tests.debate import Debate
from tests.desk import moderators, seated_as, whole
from tests.moderation.grouping import ADVERT, flood, line, merge
from tests.moderation.scenes import HIDING, act_of, decided, told
from tests.refusal import refused
from tests.world import World


async def test_one_decision_is_an_act_for_each_and_each_author_is_told(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    (lead,) = await flood(debate, 1)
    (second, third) = await flood(debate, 2, debate.facilitator)
    await merge(one, lead, second, third)
    await one.do("POST", f"/moderation/cases/{lead}/acts", **ADVERT)
    for case_id in (lead, second, third):
        case = await line(one, case_id)
        assert (case["stage"], case["act"], case["leads"]) == ("decided", "hide", 0)
        kinds = [entry["event"]["type"] for entry in await told(world, case_id)]
        assert kinds.count("case.decided") == 1
    assert (await line(one, second))["within"] == lead, "with which it was decided"
    acts = [await act_of(world, case_id) for case_id in (lead, second, third)]
    assert len(set(acts)) == 3
    for author, act in ((debate.member, acts[0]), (debate.facilitator, acts[1])):
        assert (await author.get(f"/moderation/acts/{act}"))["mine"] is True
    words = "Tôi không quảng cáo."
    await debate.facilitator.do("POST", f"/moderation/acts/{acts[1]}/review", words=words)
    assert (await line(one, second))["stage"] == "review"
    assert (await line(one, third))["stage"] == "decided", "a review is of one act"


async def test_what_one_may_not_decide_stands_by_itself_when_the_others_are_decided(
    world: World, debate: Debate
) -> None:
    (other,) = await moderators(world, "Khổng Văn Khác")
    mine = await seated_as(world, debate.facilitator)
    lead, second = await flood(debate, 2)
    (own,) = await flood(debate, 1, mine)
    (gone,) = await flood(debate, 1)
    await merge(other, lead, second, own, gone)
    await other.do("DELETE", f"/moderation/cases/{lead}/claim")
    await debate.member.do(
        "PUT", f"/posts/{(await line(other, gone))['post_id']}/retraction", reason="Nhầm"
    )
    file = await mine.get(f"/moderation/cases/{lead}")
    assert [each["barred"] for each in file["others"]] == [None, "own", None]
    await decided(mine, lead, **ADVERT)
    for case_id, stage in ((lead, "decided"), (second, "decided"), (own, "open"), (gone, "open")):
        case = await line(other, case_id)
        assert (case["stage"], case["within"]) == (stage, lead if case_id == second else None)
    assert {own, gone} <= {case["id"] for case in await whole(other)}
    assert (await decided(other, own, **ADVERT))["stage"] == "decided"


async def test_a_case_under_another_is_decided_there_alone(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    await merge(one, lead, second)
    at = f"/moderation/cases/{second}"
    assert refused(await one.ask("PUT", f"{at}/claim"), 409, "case-within")["within"] == lead
    refused(await one.ask("POST", f"{at}/acts", **HIDING), 409, "case-within")
    refused(await one.ask("POST", f"{at}/merges", cases=[third]), 409, "case-within")
    refused(await one.ask("POST", f"{at}/proposal", reason="hatred"), 409, "case-within")
    warned = {"act": "warn", "reason": "spam"}
    refused(await one.ask("POST", f"/moderation/cases/{lead}/acts", **warned), 409, "words-first")
    proposed = await one.ask("POST", f"/moderation/cases/{lead}/proposal", reason="hatred")
    refused(proposed, 409, "words-first")


async def test_in_the_thread_one_post_is_decided_without_the_others(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Gia Thị Gộp", "Khổng Văn Khác")
    async with world.sql() as conn:
        await conn.execute("update room set visibility = 'public' where id = $1", debate.room_id)
    lead, second, third = await flood(debate)
    await merge(one, lead, second, third)
    post = {case_id: (await line(one, case_id))["post_id"] for case_id in (lead, second, third)}
    answer = await other.ask("POST", f"/posts/{post[second]}/acts", **ADVERT)
    refused(answer, 409, "case-claimed")
    await one.do("POST", f"/posts/{post[lead]}/acts", **ADVERT)
    assert (await line(one, lead))["stage"] == "decided"
    heir = await line(one, second)
    assert (heir["stage"], heir["leads"], heir["within"]) == ("open", 1, None)
    assert (await line(one, third))["within"] == second
    await other.do("POST", f"/posts/{post[third]}/acts", **ADVERT)
    assert (await line(one, second))["leads"] == 0
    assert (await decided(one, second, **ADVERT))["stage"] == "decided"


async def test_what_is_cut_is_one_post_and_the_others_wait_by_themselves(
    debate: Debate,
) -> None:
    (one,) = await moderators(debate.world, "Gia Thị Gộp")
    lead, second = await flood(debate, 2)
    await merge(one, lead, second)
    cut = {"reason": "spam", "text": "Mua ngay kẻo hết, [đã lược bỏ]", "version": 1}
    assert (await decided(one, lead, act="edit", **cut))["leads"] == 0
    assert ((await line(one, second))["stage"], (await line(one, second))["within"]) == (
        "open",
        None,
    )


async def test_several_decided_alike_take_what_is_under_them(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second = await flood(debate, 2)
    await merge(one, lead, second)
    said = await one.ask("POST", "/moderation/acts", cases=[lead, second], **ADVERT)
    assert [each["refused"] for each in said.json()] == [None, "case-decided"]
    assert (await line(one, second))["act"] == "hide"
