"""Names of people in the queue: reported, hidden, reviewed and given back as posts are."""

import json
from typing import Any

import pytest

from tests.debate import Debate, gather
from tests.desk import moderators, seated_as
from tests.moderation.scenes import HIDING, act_of, claim, decided, told
from tests.refusal import refused
from tests.rooms.test_names import HIDDEN, profile, rude, shown
from tests.told import told as heard
from tests.world import Someone, World

Json = dict[str, Any]


@pytest.fixture
async def debate(world: World) -> Debate:
    """Of people of its own, as their names change."""
    return await gather(world)


def ways(debate: Debate) -> str:
    """The member's address in the room."""
    return f"{debate.room}/members/{debate.number(debate.member)}"


async def reported(debate: Debate, who: Someone | None = None, reason: str = "insult") -> int:
    """The case of the member's name, which somebody (None: the observer) has just reported."""
    who = who or debate.observer
    await who.do("POST", f"{ways(debate)}/reports", reason=reason, words="Xem giúp tôi.")
    async with debate.world.sql() as conn:
        case_id: int = await conn.fetchval(
            "select max(id) from moderation_case where target = 'name' and person_id = $1",
            debate.member.id,
        )
        return case_id


async def in_place(debate: Debate, who: Someone, **acting: Any) -> Json:
    """The case, once this person has acted on the member's name in the room."""
    done = await who.do("POST", f"{ways(debate)}/acts", **(acting or HIDING))
    case: Json = done["result"]
    return case


async def test_a_name_has_one_case_wherever_it_is_read(debate: Debate) -> None:
    name = await rude(debate)
    case_id = await reported(debate)
    elsewhere = await debate.world.room(debate.owner)
    await debate.owner.do("POST", f"/rooms/{elsewhere}/members", email=debate.member.email, role="member")  # fmt: skip
    await debate.owner.do("POST", f"/rooms/{elsewhere}/members/2/reports", reason="hatred")
    first, more = await told(debate.world, case_id)
    assert (first["event"]["type"], more["event"]["type"]) == ("case.opened", "case.reported")
    case = more["event"]["case"]
    assert (case["target"], case["room_id"], case["thread_id"], case["post_id"]) == ("name", debate.room_id, None, None)  # fmt: skip
    assert (case["reports"], case["reason"]) == (2, "hatred")
    assert name not in json.dumps([first, more], ensure_ascii=False)


async def test_a_name_that_breaks_no_rule_can_be_reported_anew_elsewhere(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    case_id = await reported(debate)
    await decided(moderator, case_id, act="approve")
    elsewhere = await debate.world.room(debate.owner)
    await debate.owner.do("POST", f"/rooms/{elsewhere}/members", email=debate.member.email, role="member")  # fmt: skip
    await debate.owner.do("POST", f"/rooms/{elsewhere}/members/2/reports", reason="hatred")
    again = await reported(debate)
    assert again != case_id
    (opened, _) = await told(debate.world, again)
    assert (opened["event"]["type"], opened["event"]["case"]["room_id"]) == ("case.opened", elsewhere)  # fmt: skip
    await decided(moderator, again)
    await decided(moderator, case_id, act="remove", reason="insult")
    await decided(moderator, again, act="restore")
    assert await shown(debate) == (HIDDEN, ""), "it is removed still"


async def test_whoever_reads_a_room_reports_a_name_once_and_not_their_own(world: World) -> None:
    debate = await gather(world, visibility="public")
    path = f"{ways(debate)}/reports"
    await debate.outsider.do("POST", path, reason="spam")
    refused(await debate.outsider.ask("POST", path, reason="spam"), 409, "already-reported")
    refused(await debate.member.ask("POST", path, reason="spam"), 409, "not-on-own")
    nobody = f"{debate.room}/members/99/reports"
    refused(await debate.outsider.ask("POST", nobody, reason="spam"), 404, "no-member")
    closed = await gather(world)
    path = f"{ways(closed)}/reports"
    refused(await closed.outsider.ask("POST", path, reason="spam"), 404, "no-member")


@pytest.mark.parametrize("naming", ["pseudonyms", "roles"])
async def test_where_people_are_not_named_there_is_no_name_to_report(
    world: World, naming: str
) -> None:
    debate = await gather(world, visibility="public", naming=naming)
    path = ways(debate)
    refused(await debate.owner.ask("POST", f"{path}/reports", reason="spam"), 404, "no-member")
    (moderator,) = await moderators(world, "Dương Thị Xét")
    refused(await moderator.ask("POST", f"{path}/acts", **HIDING), 404, "no-member")


async def test_the_file_shows_the_name_as_it_was_reported(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    await debate.member.do("PUT", "/me", **profile("<b>Ai</b> & ai?", "Hội ấy"))
    case_id = await reported(debate)
    await debate.member.do("PUT", "/me", **profile("Phạm Minh"))
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert file["post"]["html"] == "<p>&lt;b&gt;Ai&lt;/b&gt; &amp; ai?</p><p>Hội ấy</p>"
    assert (file["post"]["id"], file["parent"], file["thread"]) == (0, None, "")
    assert file["room"] == (await debate.owner.get(debate.room))["room"]["title"]
    await decided(moderator, case_id)
    assert await shown(debate) == ("Phạm Minh", ""), "they had chosen another before"
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert (file["post"]["hidden_as"], file["post"]["html"][:10]) == ("hidden", "<p>&lt;b&gt"[:10])


async def test_from_the_report_to_the_review_by_somebody_else(debate: Debate) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Mai Văn Lại")
    name = await rude(debate)
    case_id = await reported(debate)
    case = await decided(one, case_id)
    assert (case["stage"], case["act"]) == ("decided", "hide")
    assert await shown(debate) == (HIDDEN, "")
    act_id = await act_of(debate.world, case_id)
    found = await heard(debate.member, lambda all_: act_id in {n["act_id"] for n in all_})
    (notice,) = [each for each in found if each["act_id"] == act_id]
    assert (notice["room_id"], notice["thread_id"]) == (debate.room_id, None)
    hers = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (hers["target"], hers["html"]) == ("name", f"<p>{name}</p><p>Hội {name}</p>")
    assert (hers["thread"], hers["thread_id"]) == ("", None)
    reporters = await debate.observer.get(f"/moderation/acts/{act_id}")
    assert name not in json.dumps(reporters, ensure_ascii=False)
    data = await debate.member.get("/me/data")
    assert [(each["name"], each["hidden_as"]) for each in data["names"]] == [(name, "hidden")]
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words="Tôi tên thế.")
    refused(await one.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
    await claim(other, case_id)
    ruling = {"upheld": False, "note": "Đó là tên thật."}
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", **ruling)
    assert await shown(debate) == (name, f"Hội {name}")


async def test_each_name_of_a_person_is_decided_for_itself(debate: Debate) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Mai Văn Lại")
    first = await rude(debate)
    case_id = await reported(debate)
    await decided(one, case_id)
    second = await rude(debate)
    again = await reported(debate)
    assert again != case_id
    await decided(one, again)
    act_id = await act_of(debate.world, case_id)
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words="Tôi tên thế.")
    await claim(other, case_id)
    ruling = {"upheld": False, "note": "Đó là tên thật."}
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", **ruling)
    assert await shown(debate) == (HIDDEN, ""), "the second is hidden still"
    refused(await debate.member.ask("PUT", "/me", **profile(second)), 409, "name-hidden")
    await debate.member.do("PUT", "/me", **profile(first))
    assert await shown(debate) == (first, "")


async def test_what_is_decided_can_be_decided_otherwise_and_no_act_changes_nothing(
    debate: Debate,
) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    await debate.owner.do("POST", f"/rooms/{debate.room_id}/members", email=moderator.email, role="observer")  # fmt: skip
    acts, before = f"{ways(debate)}/acts", await shown(debate)
    refused(await moderator.ask("POST", acts, act="restore"), 409, "name-not-hidden")
    assert (await in_place(debate, moderator))["act"] == "hide"
    refused(await moderator.ask("POST", acts, **HIDING), 409, "name-hidden")
    path = f"{ways(debate)}/reports"
    refused(await debate.observer.ask("POST", path, reason="spam"), 409, "name-hidden")
    assert (await in_place(debate, moderator, act="remove", reason="hatred"))["act"] == "remove"
    case = await in_place(debate, moderator, act="restore")
    assert await shown(debate) == before
    file = await moderator.get(f"/moderation/cases/{case['id']}")
    hide, remove, restore = file["acts"]
    assert (hide["act"], restore["reverts"]) == ("hide", remove["id"])


async def test_an_act_about_the_person_follows_and_who_is_suspended_keeps_the_hidden_name(
    debate: Debate,
) -> None:
    (moderator,) = await moderators(debate.world, "Dương Thị Xét")
    await rude(debate)
    case_id = await reported(debate)
    await decided(moderator, case_id)
    await decided(moderator, case_id, act="suspend", reason="insult", days=3)
    another = profile("Phạm Minh")
    refused(await debate.member.ask("PUT", "/me", **another), 403, "suspended", "name")
    await debate.member.do("PUT", "/me", **profile(HIDDEN))
    assert await shown(debate) == (HIDDEN, "")


async def test_nobody_decides_about_their_own_name_or_what_they_reported(debate: Debate) -> None:
    case_id = await reported(debate)
    await seated_as(debate.world, debate.member)
    refused(await debate.member.ask("POST", f"{ways(debate)}/acts", **HIDING), 409, "not-on-own")
    refused(await debate.member.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "not-on-own")
    await seated_as(debate.world, debate.observer)
    acts = f"{ways(debate)}/acts"
    refused(await debate.observer.ask("POST", acts, **HIDING), 409, "reported-yourself")


async def test_the_public_record_tells_that_it_was_a_name_and_not_whose(world: World) -> None:
    debate = await gather(world, visibility="public")
    (moderator,) = await moderators(world, "Dương Thị Xét")
    name = await rude(debate)
    await in_place(debate, moderator, act="hide", reason="insult", public_note="Lời lẽ xúc phạm.")
    page = (await world.client().get("/moderation/record")).text
    newest = page[page.index("<article") : page.index("</article>")]
    assert "Ẩn một tên" in newest
    for word in (name, HIDDEN, f"/members/{debate.number(debate.member)}"):
        assert word not in newest
