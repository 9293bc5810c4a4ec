"""Reports: by whoever reads the post, once, and told to moderators without a name."""

import asyncio
import json

from tests.debate import Debate, gather
from tests.desk import moderators
from tests.moderation.scenes import case_of, decided, reported, told
from tests.refusal import refused
from tests.world import Someone, World


async def test_the_first_report_opens_a_case_and_the_next_ones_make_it_weigh_more(
    world: World,
) -> None:
    debate = await gather(world)  # of people who never reported anything
    case_id = await reported(debate, debate.observer, "off-topic")
    assert await reported(debate, debate.owner, "personal-facts") == case_id
    opened, more = await told(debate.world, case_id)
    assert (opened["event"]["type"], more["event"]["type"]) == ("case.opened", "case.reported")
    first, second = opened["event"]["case"], more["event"]["case"]
    assert (first["reports"], first["weight"], first["reason"]) == (1, 100, "off-topic")
    assert (second["reports"], second["weight"], second["reason"]) == (2, 700, "personal-facts")
    assert second["rank"] - first["rank"] == 720, "six points are twelve hours"
    assert second["due_at"] < first["due_at"]
    assert (first["post_id"], first["room_id"]) == (debate.post_id, debate.room_id)
    assert first["stage"] == "open"


async def test_the_queue_is_told_no_name_and_no_words(debate: Debate) -> None:
    case_id = await reported(debate)
    (entry,) = await told(debate.world, case_id)
    assert entry["by"] is None
    assert "Xem giúp" not in json.dumps(entry, ensure_ascii=False)
    assert set(entry["event"]["case"]) >= {"reports", "weight", "due_at"}


async def test_another_reason_is_said_in_words(debate: Debate) -> None:
    ways = f"{debate.post}/reports"
    for words in ("", " \n", "\u200b"):
        answer = await debate.observer.ask("POST", ways, reason="other", words=words)
        refused(answer, 400, "empty", "words")
    await debate.observer.do("POST", ways, reason="other", words="Đăng hai lần.")


async def test_who_reports_learns_nothing_of_the_room_of_moderation(debate: Debate) -> None:
    done = await debate.observer.do("POST", f"{debate.post}/reports", reason="spam", words="")
    assert set(done["result"]) == {"reason", "at"}
    assert done["seqs"] == {}


async def test_whoever_reads_a_public_room_may_report_without_being_in_it(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people, visibility="public")
    assert await reported(debate, debate.outsider) == await case_of(world, debate.post_id)
    answer = await world.client().post(
        f"{debate.post}/reports",
        json={"key": "0199aaaa-0000-7000-8000-000000000000", "reason": "spam"},
    )
    refused(answer, 401, "sign-in-first")


async def test_who_may_not_read_a_post_cannot_report_it(debate: Debate) -> None:
    refused(
        await debate.outsider.ask("POST", f"{debate.post}/reports", reason="spam"), 404, "no-post"
    )


async def test_ones_own_post_is_not_reported(debate: Debate) -> None:
    refused(
        await debate.member.ask("POST", f"{debate.post}/reports", reason="spam"), 409, "not-on-own"
    )


async def test_a_person_reports_a_post_once_while_its_case_is_open(debate: Debate) -> None:
    case_id = await reported(debate)
    again = await debate.observer.ask("POST", f"{debate.post}/reports", reason="spam")
    refused(again, 409, "already-reported")
    assert len(await told(debate.world, case_id)) == 1


async def test_a_retracted_post_is_not_reported(debate: Debate) -> None:
    await debate.member.do("PUT", f"{debate.post}/retraction", reason="Nhầm")
    answer = await debate.observer.ask("POST", f"{debate.post}/reports", reason="spam")
    refused(answer, 409, "post-retracted")


async def test_a_hidden_post_is_not_reported(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Bùi Thị Duyệt")
    await decided(moderator, await reported(debate))
    answer = await debate.owner.ask("POST", f"{debate.post}/reports", reason="spam")
    refused(answer, 409, "post-hidden")


async def test_a_report_after_the_decision_opens_a_new_case(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Bùi Thị Duyệt")
    first = await reported(debate)
    await decided(moderator, first, act="approve")
    assert await reported(debate) > first


async def test_who_was_right_before_weighs_more(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Bùi Thị Duyệt")
    reporter = (await world.people("Đinh Thị Chính Xác"))[0]
    await debate.owner.do("POST", f"{debate.room}/members", email=reporter.email, role="member")
    posts = [(await debate.say(debate.owner, f"Lời thứ {n}."))["id"] for n in range(4)]
    for n, act in enumerate(
        ({"act": "hide", "reason": "spam"}, {"act": "remove", "reason": "spam"}, {"act": "approve"})
    ):
        await decided(moderator, await reported(debate, reporter, "spam", posts[n]), **act)
    (entry,) = await told(world, await reported(debate, reporter, "spam", posts[3]))
    assert entry["event"]["case"]["weight"] == 200 * 2 * 3 // 5, "right twice of three"


async def test_reports_of_one_moment_are_one_case(world: World) -> None:
    debate = await gather(world, visibility="public")
    crowd = await world.crowd(8)
    answers = await asyncio.gather(
        *(each.ask("POST", f"{debate.post}/reports", reason="spam") for each in crowd)
    )
    assert [answer.status_code for answer in answers] == [201] * 8
    entries = await told(world, await case_of(world, debate.post_id))
    assert [entry["event"]["case"]["reports"] for entry in entries] == list(range(1, 9))
    async with world.sql() as conn:
        assert (
            await conn.fetchval(
                "select count(*) from moderation_case where post_id = $1", debate.post_id
            )
            == 1
        )
