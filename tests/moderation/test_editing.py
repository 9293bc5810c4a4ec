"""The act `edit`: words of a post are cut out, nothing is added, the original stays, and a review brings it back."""

import asyncio
from typing import Any

import asyncpg
import pytest

from rooms.cuts import MARK
from tests.debate import Debate, gather
from tests.desk import desk, moderators
from tests.moderation.scenes import act_of, claim, decided, reported
from tests.refusal import refused
from tests.world import Someone, World

Json = dict[str, Any]
BODY = "Anh Nam ở 12 Hàng Bài nên trả lời."
LEFT = f"Anh Nam ở {MARK} nên trả lời."


def cutting(text: str = LEFT, version: int | None = 1, **others: Any) -> Json:
    return {"act": "edit", "reason": "personal-facts", "text": text, "version": version} | others


async def said(debate: Debate) -> int:
    post_id: int = (await debate.say(debate.member, BODY))["id"]
    return post_id


async def edited(debate: Debate, moderator: Someone) -> tuple[int, int, int]:
    """A post of the member's, reported and cut: the post, its case and the act."""
    post_id = await said(debate)
    case_id = await reported(debate, reason="personal-facts", post_id=post_id)
    await decided(moderator, case_id, **cutting())
    return post_id, case_id, await act_of(debate.world, case_id)


async def body(debate: Debate, post_id: int) -> str:
    text: str = (await debate.observer.get(f"/posts/{post_id}"))["body"]
    return text


async def test_words_are_cut_and_the_author_is_told_with_their_own(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id, case_id, act_id = await edited(debate, moderator)
    assert await body(debate, post_id) == LEFT
    post = (await debate.observer.get(f"/posts/{post_id}"))["post"]
    assert (post["cut_rule"], post["cut_act"]) == ("personal-facts", act_id)
    mine = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (mine["act"], mine["mine"], mine["html"]) == ("edit", True, f"<p>{BODY}</p>\n")
    assert mine["ask_until"] is not None
    theirs = await debate.observer.get(f"/moderation/acts/{act_id}")
    assert (theirs["act"], theirs["mine"], theirs["html"]) == ("edit", False, None)
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert (file["post"]["body"], file["post"]["uncut"]) == (LEFT, f"<p>{BODY}</p>\n")
    assert file["author"]["hidden"] > 0


async def test_it_is_done_in_the_thread_too(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    public = {"title": "Phòng", "description": "", "visibility": "public"}
    await debate.owner.do("PUT", debate.room, **public)
    await desk(debate.world)
    post_id = await said(debate)
    await moderator.do("POST", f"/posts/{post_id}/acts", **cutting())
    assert await body(debate, post_id) == LEFT


@pytest.mark.parametrize(
    ("wrong", "status", "reason", "field"),
    [
        ({"text": f"Anh Nam {MARK} nên im."}, 400, "not-a-cut", "text"),
        ({"text": BODY}, 400, "not-a-cut", "text"),
        ({"text": MARK}, 409, "nothing-left", None),
        ({"version": 2}, 412, "post-changed", None),
        ({"version": None}, 400, "missing-field", "version"),
        ({"text": None}, 400, "missing-field", "text"),
        ({"reason": None}, 400, "missing-field", "reason"),
        ({"act": "hide"}, 400, "wrong-value", "text"),
    ],
)
async def test_nothing_else_is_done_with_a_text(
    debate: Debate, wrong: Json, status: int, reason: str, field: str | None
) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id = await said(debate)
    case_id = await reported(debate, post_id=post_id)
    await claim(moderator, case_id)
    answer = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", **cutting() | wrong)
    refused(answer, status, reason, field)
    assert await body(debate, post_id) == BODY


async def test_a_quotation_does_not_become_its_quoters_words(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id = (await debate.say(debate.member, "> Ông Nam là kẻ cắp.\n\nTôi không nghĩ thế."))["id"]
    await claim(moderator, case_id := await reported(debate, post_id=post_id))
    left = f"{MARK} Nam là kẻ cắp.\n\nTôi không nghĩ thế."
    answer = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", **cutting(left))
    refused(answer, 400, "cut-through-markup", "text")


async def test_several_are_not_cut_alike(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    case_id = await reported(debate, post_id=await said(debate))
    answer = await moderator.ask("POST", "/moderation/acts", cases=[case_id], **cutting())
    refused(answer, 400, "unknown-field", "text")
    alike = {"act": "edit", "reason": "personal-facts"}
    answer = await moderator.ask("POST", "/moderation/acts", cases=[case_id], **alike)
    refused(answer, 400, "wrong-value", "act")


async def test_a_post_that_was_taken_back_or_is_hidden_is_not_cut(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id, case_id, _ = await edited(debate, moderator)
    await decided(moderator, case_id, act="hide", reason="personal-facts")
    await claim(moderator, case_id)
    path = f"/moderation/cases/{case_id}/acts"
    further = cutting(f"{MARK} nên trả lời.", 2)
    refused(await moderator.ask("POST", path, **further), 409, "post-hidden")
    await decided(moderator, case_id, act="restore")
    await debate.member.do("PUT", f"/posts/{post_id}/retraction", reason="")
    await claim(moderator, case_id)
    refused(await moderator.ask("POST", path, **further), 409, "post-retracted")


async def test_restored_by_an_act_that_names_the_cut(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id, case_id, act_id = await edited(debate, moderator)
    await decided(moderator, case_id, act="hide", reason="personal-facts")
    hidden = await act_of(debate.world, case_id)
    await decided(moderator, case_id, act="restore")
    assert await body(debate, post_id) == LEFT, "what was hidden last is given back first"
    await decided(moderator, case_id, act="restore")
    assert await body(debate, post_id) == BODY
    async with debate.world.sql() as conn:
        told = await conn.fetch(
            "select act, reverts from moderation_act where case_id = $1 order by id", case_id
        )
    assert [tuple(each) for each in told] == [
        ("edit", None), ("hide", None), ("restore", hidden), ("restore", act_id)
    ]  # fmt: skip
    await claim(moderator, case_id)
    answer = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", act="restore")
    refused(answer, 409, "post-not-hidden")


@pytest.mark.parametrize("upheld", [True, False])
async def test_a_review_upholds_it_or_brings_the_text_back(debate: Debate, upheld: bool) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    post_id, case_id, act_id = await edited(debate, one)
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words="Địa chỉ công khai.")
    await claim(other, case_id)
    ruling = {"upheld": upheld, "note": "Đã đọc lại."}
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", **ruling)
    assert await body(debate, post_id) == (LEFT if upheld else BODY)


async def test_a_later_case_cuts_further_or_gives_back_but_not_before_a_review(
    debate: Debate,
) -> None:
    one, other = await moderators(debate.world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    post_id, first, act_id = await edited(debate, one)
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words="Xem lại giúp.")
    later = await reported(debate, debate.owner, post_id=post_id)
    assert later != first
    further = cutting(f"{MARK} nên trả lời.", 2)
    await claim(one, later)
    path = f"/moderation/cases/{later}/acts"
    refused(await one.ask("POST", path, **further), 409, "review-there")
    refused(await one.ask("POST", path, act="restore"), 409, "review-there")
    await claim(other, first)
    await other.do("POST", f"/moderation/cases/{first}/ruling", upheld=True, note="Đúng.")
    await decided(one, later, **further)
    assert await body(debate, post_id) == f"{MARK} nên trả lời."
    for act in (act_id, await act_of(debate.world, later)):
        told = await debate.member.get(f"/moderation/acts/{act}")
        assert told["html"] == f"<p>{BODY}</p>\n", "all that was cut is there for its author"
    await decided(one, later, act="restore")
    assert await body(debate, post_id) == LEFT, "the first cut was found in order"


async def test_the_record_names_the_act_and_its_place_while_it_stands(world: World) -> None:
    debate = await gather(world, visibility="public")
    (moderator,) = await moderators(world, "Võ Thị Quyết")
    post_id, case_id, act_id = await edited(debate, moderator)
    column = "select act, post_id, reverted_by from public_act where id = $1"
    async with world.sql() as conn:
        assert [tuple(row) for row in await conn.fetch(column, act_id)] == [("edit", post_id, None)]
    await decided(moderator, case_id, act="restore")
    back = await act_of(world, case_id)
    async with world.sql() as conn:
        assert [tuple(row) for row in await conn.fetch(column, act_id)] == [("edit", None, back)]


async def test_the_database_keeps_the_original_and_knows_no_half_cut(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id, _, act_id = await edited(debate, moderator)
    async with debate.world.sql() as conn:
        with pytest.raises(asyncpg.ForeignKeyViolationError, match="post_cut_of_kept"):
            await conn.execute("delete from post_revision where post_id = $1", post_id)
        with pytest.raises(asyncpg.CheckViolationError, match="post_cut"):
            await conn.execute("update post set cut_at = null where id = $1", post_id)
        with pytest.raises(asyncpg.CheckViolationError, match="post_cut"):
            await conn.execute("update post set cut_version = cut_of where id = $1", post_id)
        with pytest.raises(asyncpg.UniqueViolationError, match="post_cut_by"):
            await conn.execute(
                "with kept as (insert into post_revision (post_id, version, kind, body, html, at)"
                " select id, 1, kind, body, html, at from post where id = $1)"
                " update post set cut_at = now(), cut_rule = 'insult', cut_act = $2, cut_of = 1, cut_version = 2, cut_left = 2, version = 2 where id = $1",
                *(debate.post_id, act_id),
            )


async def test_an_edit_and_a_cut_at_once_are_one_after_the_other(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Võ Thị Quyết")
    post_id = await said(debate)
    case_id = await reported(debate, post_id=post_id)
    await claim(moderator, case_id)
    words = {"body": f"{BODY} Thêm.", "kind": "opinion", "version": 1}
    ours, theirs = await asyncio.gather(
        moderator.ask("POST", f"/moderation/cases/{case_id}/acts", **cutting()),
        debate.member.ask("PUT", f"/posts/{post_id}", **words),
    )
    assert sorted((ours.is_success, theirs.is_success)) == [False, True]
    assert {ours.status_code, theirs.status_code} & {412}


async def test_an_overturned_cut_leaves_a_later_hiding_as_it_is(world: World) -> None:
    debate = await gather(world, visibility="public")
    one, other = await moderators(world, "Dương Thị Xét", "Lâm Văn Xét Lại")
    post_id, case_id, cut_id = await edited(debate, one)
    await decided(one, case_id, act="hide", reason="personal-facts")
    hide_id = await act_of(world, case_id)
    await debate.member.do("POST", f"/moderation/acts/{cut_id}/review", words="Địa chỉ công khai.")
    await claim(other, case_id)
    ruling = {"upheld": False, "note": "Địa chỉ của cơ quan."}
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", **ruling)
    async with world.sql() as conn:
        assert await conn.fetchval("select hidden_as from post where id = $1", post_id) == "hidden"
        standing = "select array_agg(id) from standing_act where case_id = $1"
        assert await conn.fetchval(standing, case_id) == [hide_id]
        place = await conn.fetchval("select post_id from public_act where id = $1", hide_id)
    assert place == post_id
    assert (await debate.member.get(f"/moderation/acts/{hide_id}"))["ask_until"] is not None
    await decided(one, case_id, act="restore")
    async with world.sql() as conn:
        last = "select reverts from moderation_act where case_id = $1 order by id desc limit 1"
        assert await conn.fetchval(last, case_id) == hide_id
