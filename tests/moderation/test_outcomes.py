"""Who is told what came of it: authors and reporters, in their inbox, though they are not in the room of moderation."""

from tests.debate import Debate, gather
from tests.desk import moderators
from tests.moderation.scenes import claim, decided, hidden, in_review, reported
from tests.refusal import refused
from tests.told import Notice, told
from tests.world import Someone, World


async def outcomes(who: Someone, *kinds: str) -> list[Notice]:
    """What somebody was told of decisions, once it is exactly this, the newest first."""
    of_acts = {"moderated", "reviewed", "reported"}

    def enough(found: list[Notice]) -> bool:
        return [n["about"] for n in found if n["about"] in of_acts] == list(kinds)

    return [n for n in await told(who, enough) if n["about"] in of_acts]


async def fresh(world: World) -> Debate:
    """A debate of people of its own, whose inboxes nobody else writes to."""
    return await gather(world)


async def test_the_author_is_told_what_and_by_which_rule_and_the_reporter_that_it_was_looked_at(
    world: World,
) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    _, act_id = await hidden(debate, moderator)
    (mine,) = await outcomes(debate.member, "moderated")
    assert (mine["act_id"], mine["act"], mine["rule"]) == (act_id, "hide", "insult")
    assert (mine["room_id"], mine["room"]) == (debate.room_id, "Dữ liệu mở")
    assert (mine["thread_id"], mine["thread"]) == (debate.thread_id, "Điểm nghẽn dữ liệu")
    assert (mine["post_id"], mine["by"], mine["upheld"]) == (debate.post_id, None, None)
    (theirs,) = await outcomes(debate.observer, "reported")
    assert (theirs["act_id"], theirs["room_id"]) == (act_id, debate.room_id)
    assert (await debate.member.get("/notices/unread"))["unread"] >= 1


async def test_that_nothing_was_wrong_is_told_to_who_reported_alone(world: World) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    await decided(moderator, await reported(debate), act="approve")
    await outcomes(debate.observer, "reported")
    await outcomes(debate.member)


async def test_what_came_of_a_review_is_told_to_both(world: World) -> None:
    debate = await fresh(world)
    one, other = await moderators(world, "Chu Thị Báo", "La Văn Xét")
    case_id, act_id = await in_review(debate, one)
    await claim(other, case_id)
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", upheld=False, note="Đã đọc lại.")
    newest, _ = await outcomes(debate.member, "reviewed", "moderated")
    assert (newest["act_id"], newest["upheld"]) == (act_id, False)
    newest, before = await outcomes(debate.observer, "reported", "reported")
    assert (newest["upheld"], before["upheld"]) == (False, None)


async def test_a_decision_reaches_an_author_who_has_left_and_shows_nothing_new_of_the_room(
    world: World,
) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    case_id = await reported(debate)
    await debate.member.do("DELETE", f"{debate.room}/members/me")
    await decided(moderator, case_id)
    about = {"title": "Tên mới", "description": "", "visibility": "invited"}
    await debate.owner.do("PUT", debate.room, **about)
    (notice,) = await outcomes(debate.member, "moderated")
    assert (notice["room"], notice["thread_id"], notice["post_id"]) == ("Dữ liệu mở", None, None)
    decision = await debate.member.get(f"/moderation/acts/{notice['act_id']}")
    assert (decision["room"], decision["mine"]) == ("Dữ liệu mở", True)


async def test_a_muted_room_mutes_no_decision(world: World) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    await debate.member.do("PUT", f"{debate.room}/telling", mail=None, inbox="nothing")
    await hidden(debate, moderator)
    await outcomes(debate.member, "moderated")


async def test_a_decision_is_shown_to_its_author_and_to_who_reported_and_to_nobody_else(
    world: World,
) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    _, act_id = await hidden(debate, moderator)
    mine = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (mine["act"], mine["reason"], mine["public_note"]) == (
        "hide",
        "insult",
        "Lời lẽ xúc phạm.",
    )
    assert mine["html"] == "<p>Bắt đầu từ <strong>đâu</strong>?</p>\n"
    assert mine["ask_until"] > mine["at"]
    theirs = await debate.observer.get(f"/moderation/acts/{act_id}")
    assert (theirs["mine"], theirs["html"], theirs["ask_until"]) == (False, None, None)
    for answer in (mine, theirs):
        assert "private_note" not in answer
        assert "by" not in answer
    for somebody in (debate.owner, debate.outsider, moderator):
        refused(await somebody.http.get(f"/moderation/acts/{act_id}"), 404, "no-decision")


async def test_an_approval_is_no_news_for_the_author(world: World) -> None:
    debate = await fresh(world)
    (moderator,) = await moderators(world, "Chu Thị Báo")
    await decided(moderator, await reported(debate), act="approve")
    (notice,) = await outcomes(debate.observer, "reported")
    path = f"/moderation/acts/{notice['act_id']}"
    assert (await debate.observer.get(path))["act"] == "approve"
    refused(await debate.member.http.get(path), 404, "no-decision")
