"""Cases that wait as one: merged under the case that leads them, and taken out again."""

import asyncio

from tests.debate import Debate
from tests.desk import moderators, seated_as, whole
from tests.moderation.grouping import ADVERT, flood, line, merge
from tests.moderation.scenes import claim, decided, in_review, told
from tests.refusal import refused
from tests.world import World


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
    (shown,) = [each for each in await whole(one, "overdue") if each["id"] == lead]
    assert shown == case
    assert shown["due_at"].startswith(due.strftime("%Y-%m-%dT%H:%M:%S"))
    assert queue["counts"]["waiting"] == before["waiting"] - 2
    assert queue["counts"]["overdue"] == before["overdue"]
    assert not {late, grave} & {case["id"] for case in await whole(one)}
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


async def test_merging_what_leads_brings_along_what_is_under_it(
    world: World, debate: Debate
) -> None:
    (one,) = await moderators(world, "Gia Thị Gộp")
    lead, second, third = await flood(debate)
    await merge(one, second, third)
    assert (await merge(one, lead, second))["leads"] == 2
    assert (await line(one, third))["within"] == lead
    assert (await line(one, second))["leads"] == 0


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
