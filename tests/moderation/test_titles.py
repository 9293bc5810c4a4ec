"""Titles of threads in the queue: reported, hidden, reviewed and given back as posts are."""

import json
from typing import Any

from tests.debate import Debate, gather
from tests.desk import moderators, seated_as
from tests.moderation.scenes import HIDING, act_of, claim, decided, told
from tests.refusal import refused
from tests.rooms.test_titles import BEFORE, HIDDEN, called
from tests.told import told as heard
from tests.world import Someone, World

Json = dict[str, Any]


async def reported(debate: Debate, who: Someone | None = None, reason: str = "insult") -> int:
    """The case of the title, which somebody (None: the observer) has just reported."""
    who = who or debate.observer
    await who.do("POST", f"{debate.thread}/reports", reason=reason, words="Xem giúp tôi.")
    async with debate.world.sql() as conn:
        case_id: int = await conn.fetchval(
            "select max(id) from moderation_case where target = 'title' and thread_id = $1",
            debate.thread_id,
        )
        return case_id


async def in_place(debate: Debate, who: Someone, **acting: Any) -> Json:
    """The case, once this person has acted on the title in the thread."""
    done = await who.do("POST", f"{debate.thread}/acts", **(acting or HIDING))
    case: Json = done["result"]
    return case


async def test_a_title_and_a_post_of_one_thread_have_cases_of_their_own(debate: Debate) -> None:
    case_id = await reported(debate)
    assert await reported(debate, debate.owner, "hatred") == case_id
    await debate.observer.do("POST", f"{debate.post}/reports", reason="spam", words="")
    first, more = await told(debate.world, case_id)
    assert (first["event"]["type"], more["event"]["type"]) == ("case.opened", "case.reported")
    case = more["event"]["case"]
    assert (case["target"], case["thread_id"], case["post_id"]) == ("title", debate.thread_id, None)
    assert (case["reports"], case["reason"]) == (2, "hatred")
    assert BEFORE not in json.dumps([first, more], ensure_ascii=False)


async def test_whoever_reads_a_thread_reports_its_title_once_and_not_their_own(
    world: World,
) -> None:
    debate = await gather(world, visibility="public")
    ways = f"{debate.thread}/reports"
    await debate.outsider.do("POST", ways, reason="spam")
    refused(await debate.outsider.ask("POST", ways, reason="spam"), 409, "already-reported")
    refused(await debate.member.ask("POST", ways, reason="spam"), 409, "not-on-own")
    closed = await gather(world)
    refused(
        await closed.outsider.ask("POST", f"{closed.thread}/reports", reason="spam"), 404, "no-thread"
    )  # fmt: skip


async def test_the_file_shows_the_title_and_the_first_post(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id = await reported(debate)
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert (file["post"]["id"], file["post"]["html"]) == (0, f"<p>{BEFORE}</p>")
    assert file["post"]["author"] == debate.member.person["name"]
    assert file["parent"]["id"] == debate.post_id
    assert file["siblings"] == []
    await decided(moderator, case_id)
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert (file["post"]["html"], file["post"]["hidden_as"]) == (f"<p>{BEFORE}</p>", "hidden")
    assert file["thread"] == HIDDEN
    assert "Bắt đầu từ" in file["parent"]["html"]


async def test_a_title_is_text_also_in_the_file(world: World) -> None:
    debate = await gather(world)
    said = {"title": "<b>Ai</b> & ai?", "body": "Tôi hỏi.", "kind": "question"}
    opened = await debate.member.do("POST", f"{debate.room}/threads", **said)
    debate.thread_id = opened["result"]["thread"]["id"]
    (moderator,) = await moderators(world, "Dương Thị Xét")
    case_id = await reported(debate)
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert file["post"]["html"] == "<p>&lt;b&gt;Ai&lt;/b&gt; &amp; ai?</p>"


async def test_from_the_report_to_the_review_by_somebody_else(debate: Debate) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Mai Văn Lại")
    case_id = await reported(debate)
    case = await decided(one, case_id)
    assert (case["stage"], case["act"]) == ("decided", "hide")
    assert await called(debate) == HIDDEN
    act_id = await act_of(debate.world, case_id)
    found = await heard(debate.member, lambda all_: act_id in {n["act_id"] for n in all_})
    (notice,) = [each for each in found if each["act_id"] == act_id]
    assert (notice["thread_id"], notice["post_id"], notice["act_id"]) == (debate.thread_id, None, act_id)  # fmt: skip
    hers = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (hers["target"], hers["html"], hers["thread"]) == ("title", f"<p>{BEFORE}</p>", HIDDEN)
    reporters = await debate.observer.get(f"/moderation/acts/{act_id}")
    assert BEFORE not in json.dumps(reporters, ensure_ascii=False)
    asked = f"/moderation/acts/{act_id}/review"
    await debate.member.do("POST", asked, words="Tôi chỉ hỏi.")
    refused(await one.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
    await claim(other, case_id)
    ruling = {"upheld": False, "note": "Chỉ là câu hỏi."}
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", **ruling)
    assert await called(debate) == BEFORE
    assert (await debate.member.get(f"/moderation/acts/{act_id}"))["review"]["outcome"] == "overturned"  # fmt: skip


async def test_what_is_decided_can_be_decided_otherwise_and_no_act_changes_nothing(
    debate: Debate,
) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    await debate.owner.do("POST", f"/rooms/{debate.room_id}/members", email=moderator.email, role="observer")  # fmt: skip
    acts = f"{debate.thread}/acts"
    refused(await moderator.ask("POST", acts, act="restore"), 409, "title-not-hidden")
    assert (await in_place(debate, moderator))["act"] == "hide"
    refused(await moderator.ask("POST", acts, **HIDING), 409, "title-hidden")
    refused(
        await debate.observer.ask("POST", f"{debate.thread}/reports", reason="spam"), 409, "title-hidden"
    )  # fmt: skip
    assert (await in_place(debate, moderator, act="remove", reason="hatred"))["act"] == "remove"
    refused(await moderator.ask("POST", acts, **HIDING), 409, "title-hidden")
    case = await in_place(debate, moderator, act="restore")
    assert await called(debate) == BEFORE
    file = await moderator.get(f"/moderation/cases/{case['id']}")
    hide, remove, restore = file["acts"]
    assert (hide["act"], restore["reverts"]) == ("hide", remove["id"])


async def test_an_act_about_the_person_follows_from_a_title_as_from_a_post(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id = await reported(debate)
    case = await decided(
        moderator, case_id, act="warn", reason="insult", public_note="Hãy giữ lời."
    )
    assert case["act"] == "warn"
    assert await called(debate) == BEFORE
    act_id = await act_of(debate.world, case_id)
    assert (await debate.member.get(f"/moderation/acts/{act_id}"))["html"] == f"<p>{BEFORE}</p>"


async def test_whoever_opened_the_thread_decides_nothing_about_its_title(debate: Debate) -> None:
    case_id = await reported(debate)
    await seated_as(debate.world, debate.member)
    refused(await debate.member.ask("POST", f"{debate.thread}/acts", **HIDING), 409, "not-on-own")
    refused(await debate.member.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "not-on-own")
    await seated_as(debate.world, debate.observer)
    refused(
        await debate.observer.ask("POST", f"{debate.thread}/acts", **HIDING), 409, "reported-yourself"
    )  # fmt: skip


async def test_the_public_record_tells_that_it_was_a_title_and_not_which(world: World) -> None:
    debate = await gather(world, visibility="public")
    (moderator,) = await moderators(world, "Dương Thị Xét")
    await in_place(debate, moderator, act="hide", reason="insult", public_note="Lời lẽ xúc phạm.")
    page = (await world.client().get("/moderation/record")).text
    newest = page[page.index("<article") : page.index("</article>")]
    assert "Ẩn một tiêu đề" in newest
    assert BEFORE not in newest
    assert HIDDEN in newest
