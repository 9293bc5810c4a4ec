"""Cases that wait as one: merged under the case that leads them, decided together one by one, and taken out again."""

import asyncio
from typing import Any

from tests.debate import Debate
from tests.desk import moderators, seated_as
from tests.moderation.scenes import (
    HIDING,
    act_of,
    claim,
    decided,
    in_review,
    reported,
    told,
)
from tests.refusal import refused
from tests.world import Someone, World

Json = dict[str, Any]
ADVERT = {"act": "hide", "reason": "spam", "public_note": "Quảng cáo lặp lại."}


async def flood(debate: Debate, n: int = 3, who: Someone | None = None) -> list[int]:
    """The cases of so many posts of one flood, each reported."""
    posts = [
        await debate.say(who or debate.member, f"Mua ngay kẻo hết, lần {k}!") for k in range(n)
    ]
    return [await reported(debate, debate.observer, "spam", post["id"]) for post in posts]


async def merge(who: Someone, lead: int, *others: int) -> Json:
    """The leading case, once this person holds it and the others are under it."""
    await claim(who, lead)
    case: Json = (await who.do("POST", f"/moderation/cases/{lead}/merges", cases=others))["result"]
    return case


async def line(who: Someone, case_id: int) -> Json:
    case: Json = (await who.get(f"/moderation/cases/{case_id}"))["case"]
    return case


async def waiting(who: Someone) -> set[int]:
    """All that waits, page by page."""
    found: set[int] = set()
    after = ""
    while True:
        page = await who.get(f"/moderation/queue{after}")
        found |= {case["id"] for case in page["cases"]}
        if not page["more"]:
            return found
        after = f"?after={page['end']}"


async def test_merged_cases_are_one_line_with_the_earliest_clock_and_the_highest_place(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, late, grave = await flood(debate)
    async with world.sql() as conn:
        due = await conn.fetchval(
            "update moderation_case set due_at = now() - interval '1 hour' where id = $1 returning due_at",
            late,
        )
        rank = await conn.fetchval(
            "update moderation_case set rank = rank + 9000 where id = $1 returning rank", grave
        )
    before = (await one.get("/moderation/queue"))["counts"]
    case = await merge(one, lead, late, grave)
    assert (case["leads"], case["rank"], case["within"]) == (2, rank, None)
    queue = await one.get("/moderation/queue?view=overdue")
    (shown,) = [each for each in queue["cases"] if each["id"] == lead]
    assert shown == case
    assert shown["due_at"].startswith(due.strftime("%Y-%m-%dT%H:%M:%S"))
    assert queue["counts"]["waiting"] == before["waiting"] - 2
    assert queue["counts"]["overdue"] == before["overdue"]
    assert not {late, grave} & await waiting(one)
    for case_id in (late, grave):
        assert (await told(world, case_id))[-1]["event"] == {
            "type": "case.merged",
            "case": await line(one, case_id),
            "lead": lead,
            "due_before": (await line(one, case_id))["due_at"],
        }
    assert (await told(world, lead))[-1]["event"]["case"] == case


async def test_the_file_shows_all_that_waits_under_a_case(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    await merge(one, lead, second, third)
    file = await one.get(f"/moderation/cases/{lead}")
    assert [each["case"]["id"] for each in file["others"]] == [second, third]
    assert ["lần 1" in file["others"][0]["post"]["html"], file["others"][0]["thread"]] == [
        True,
        "Điểm nghẽn dữ liệu",
    ]
    assert [each["reason"] for each in file["others"][1]["reports"]] == ["spam"]
    assert (await one.get(f"/moderation/cases/{second}"))["others"] == []


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


async def test_what_is_split_stands_by_itself_with_its_own_clock_and_reports(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    before = {case_id: await line(one, case_id) for case_id in (second, third)}
    await merge(one, lead, second, third)
    case = await one.do("POST", f"/moderation/cases/{lead}/splits", cases=[second, 999_999_999])
    assert case["result"]["leads"] == 1
    assert await line(one, second) == before[second]
    assert (await line(one, third))["within"] == lead
    assert (await one.get(f"/moderation/cases/{second}"))["reports"][0]["reason"] == "spam"
    assert (await claim(one, second))["claimed_by"] is not None
    await one.do("POST", f"/moderation/cases/{lead}/acts", **ADVERT)
    assert (await line(one, second))["stage"] == "open"


async def test_a_report_of_what_waits_under_another_counts_there_and_moves_the_line(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second = await flood(debate, 2)
    first = await merge(one, lead, second)
    post = (await line(one, second))["post_id"]
    await debate.facilitator.do("POST", f"/posts/{post}/reports", reason="illegal", words="")
    under, over = await line(one, second), await line(one, lead)
    assert (under["reports"], under["within"], over["reports"]) == (2, lead, 1)
    assert over["rank"] == under["rank"] > first["rank"]
    assert (await told(world, lead))[-1]["event"] == {"type": "case.reported", "case": over}


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
    assert {own, gone} <= await waiting(other)
    assert (await decided(other, own, **ADVERT))["stage"] == "decided"


async def test_one_can_not_merge_what_is_not_free_or_not_for_oneself(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Gia Thị Gộp", "Khổng Văn Khác")
    lead, held, done = await flood(debate)
    address = f"/moderation/cases/{lead}/merges"
    refused(await one.ask("POST", address, cases=[held]), 409, "claim-first")
    await claim(one, lead)
    await claim(other, held)
    await decided(other, done, act="approve")
    refused(await one.ask("POST", address, cases=[held]), 409, "case-claimed")
    refused(await one.ask("POST", address, cases=[done]), 409, "case-decided")
    refused(await one.ask("POST", address, cases=[999_999_999]), 404, "no-case")
    refused(await other.ask("POST", address, cases=[held]), 409, "case-claimed")
    refused(await debate.owner.ask("POST", address, cases=[held]), 404, "no-case")
    mine = await seated_as(world, debate.facilitator)
    (own,) = await flood(debate, 1, mine)
    await one.do("DELETE", f"/moderation/cases/{lead}/claim")
    await claim(mine, lead)
    refused(await mine.ask("POST", address, cases=[own]), 409, "not-on-own")
    assert (await line(one, lead))["leads"] == 0


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


async def test_merging_what_leads_brings_along_what_is_under_it(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    await merge(one, second, third)
    assert (await merge(one, lead, second))["leads"] == 2
    assert (await line(one, third))["within"] == lead
    assert (await line(one, second))["leads"] == 0


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


async def test_a_review_and_a_decided_case_do_not_merge(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Gia Thị Gộp", "Khổng Văn Khác")
    reviewed, _ = await in_review(debate, other)
    (lead,) = await flood(debate, 1)
    await claim(one, lead)
    answer = await one.ask("POST", f"/moderation/cases/{lead}/merges", cases=[reviewed])
    refused(answer, 409, "review-there")
    await claim(one, reviewed)
    answer = await one.ask("POST", f"/moderation/cases/{reviewed}/merges", cases=[lead])
    refused(answer, 409, "review-there")


async def test_two_who_merge_crosswise_end_with_one_group(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Gia Thị Gộp", "Khổng Văn Khác")
    first, second, third = await flood(debate)
    await claim(one, first)
    await claim(other, second)
    answers = await asyncio.gather(
        one.ask("POST", f"/moderation/cases/{first}/merges", cases=[third]),
        other.ask("POST", f"/moderation/cases/{second}/merges", cases=[third]),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    lines = [await line(one, case_id) for case_id in (first, second)]
    assert sorted(each["leads"] for each in lines) == [0, 1]
