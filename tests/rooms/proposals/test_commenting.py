"""A comment on a passage: a post with an anchor, which goes with the text or says that it was left behind."""

import asyncio
from typing import Any

import asyncpg
import pytest

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import decided
from tests.refusal import refused
from tests.rooms.proposals.commented import WORDS, commented, consulted, counts, listed, on
from tests.rooms.proposals.tabling import NEXT, TEXT, Table
from tests.world import new_key

LIST = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}


async def test_a_comment_is_a_post_of_the_discussion_with_an_anchor(
    proposal: Table, debate: Debate
) -> None:
    head, number = await debate.head(), debate.number(debate.moderator)
    post = await commented(proposal, debate.moderator)
    added, anchored = await debate.events(head)
    assert (added["type"], added["post"]["id"]) == ("post.added", post["id"])
    assert anchored["type"] == "post.anchored"
    anchor = anchored["anchor"]
    assert (anchor["post_id"], anchor["version"], anchor["place"]) == (post["id"], 1, 2)
    assert TEXT[anchor["first"] :].startswith(WORDS)
    assert (anchor["length"], anchor["whole"], anchor["consultation"]) == (len(WORDS), False, None)
    thread = (await proposal.state())["proposal"]["thread_id"]
    ((comment, now),) = [each.values() for each in await listed(proposal, "?article=2")]
    assert (comment["thread_id"], comment["author"], comment["words"]) == (thread, number, WORDS)
    assert now == {"place": 2, "first": anchor["first"], "length": len(WORDS), "changed": False}
    assert (await counts(proposal))["articles"] == [{"place": 2, "comments": 1, "waiting": 0}]


async def test_a_comment_on_an_article_is_about_all_of_it(proposal: Table, debate: Debate) -> None:
    await commented(proposal, debate.moderator, None)
    ((comment, now),) = [each.values() for each in await listed(proposal)]
    assert (comment["words"], comment["heading"]) == ("", "Điều 2. Cơ quan trả lời trong 30 ngày.")
    assert (now["place"], now["changed"]) == (2, False)


async def test_a_retried_comment_is_one_comment(proposal: Table, debate: Debate) -> None:
    command = {"key": new_key()} | on()
    post = debate.moderator.http.post
    answers = await asyncio.gather(
        *(post(f"{proposal.path}/comments", json=command) for _ in range(4))
    )
    assert len({answer.json()["result"]["id"] for answer in answers}) == 1
    assert len(await listed(proposal)) == 1


async def test_it_goes_with_the_text_or_is_left_behind(proposal: Table, debate: Debate) -> None:
    stays = await commented(proposal, debate.moderator, "Cơ quan")
    goes = await commented(proposal, debate.moderator)
    whole = await commented(proposal, debate.owner, None)
    lead = "Căn cứ Hiến pháp.\n\n"
    await proposal.publish(lead + NEXT)
    first, second, third = await listed(proposal)
    assert [each["comment"]["post_id"] for each in (first, second, third)] == [
        whole["id"],
        stays["id"],
        goes["id"],
    ]
    assert (first["now"]["place"], first["now"]["changed"]) == (3, True)
    assert (lead + NEXT)[second["now"]["first"] :].startswith("Cơ quan")
    assert (third["now"], third["comment"]["words"], third["comment"]["version"]) == (
        None,
        WORDS,
        1,
    )
    assert (await counts(proposal))["articles"] == [
        {"place": 0, "comments": 1, "waiting": 0},
        {"place": 3, "comments": 2, "waiting": 0},
    ]
    (left,) = await listed(proposal, "?article=0")
    assert left == third


async def test_what_was_read_before_a_new_version_is_refused_and_nothing_is_said(
    proposal: Table, debate: Debate
) -> None:
    await proposal.publish(NEXT)
    head = await debate.head()
    answer = await debate.moderator.ask("POST", f"{proposal.path}/comments", **on())
    assert refused(answer, 412, "text-moved-on", "version")["version"] == 2
    assert await debate.head() == head


@pytest.mark.parametrize(
    ("more", "status", "reason", "field"),
    [
        ({"place": 9}, 404, "no-article", None),
        ({"passage": {"first": 5, "words": WORDS}}, 400, "not-that-passage", "passage"),
        ({"passage": {"first": 3, "words": "u 1. Dữ"}}, 400, "not-that-passage", "passage"),
        ({"passage": {"first": 10**9, "words": "x"}}, 400, "not-that-passage", "passage"),
        (
            {"passage": {"first": TEXT.index(" trả"), "words": " "}},
            400,
            "not-that-passage",
            "passage",
        ),
        ({"passage": {"first": 0, "words": "x" * 1001}}, 413, "text-too-long", "passage.words"),
        ({"body": " "}, 400, "empty", "body"),
    ],
)
async def test_what_does_not_stand_there_is_no_passage(
    proposal: Table,
    debate: Debate,
    more: dict[str, Any],
    status: int,
    reason: str,
    field: str | None,
) -> None:
    answer = await debate.moderator.ask("POST", f"{proposal.path}/comments", **on(**more))
    refused(answer, status, reason, field)
    assert await listed(proposal) == []


async def test_emoji_and_accents_before_a_passage_are_counted_as_characters(
    proposal: Table, debate: Debate
) -> None:
    text = TEXT.replace("Điều 2.", "Điều 2. 👩‍🌾🇻🇳 ợ và ")
    await proposal.publish(text)
    await commented(
        proposal,
        debate.moderator,
        None,
        version=2,
        passage={"first": text.index(WORDS), "words": WORDS},
    )
    (each,) = await listed(proposal)
    assert each["comment"]["words"] == WORDS


async def test_a_held_comment_takes_its_anchor_along_when_it_is_let_through(
    proposal: Table, debate: Debate
) -> None:
    (moderator,) = await moderators(debate.world, "Trịnh Thị Duyệt")
    await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [LIST]})
    said = await commented(proposal, debate.member, body="Đồ ngốc, nên là 20 ngày.")
    assert said["held"]
    assert await listed(proposal) == []
    await consulted(proposal)
    head = await debate.head()
    async with debate.world.sql() as conn:
        case = await conn.fetchval(
            "select id from moderation_case where held_id = $1", said["held"]
        )
    await decided(moderator, case, act="approve", reason=None)
    assert [event["type"] for event in await debate.events(head)] == ["post.added", "post.anchored"]
    (each,) = await listed(proposal)
    assert (each["comment"]["words"], "20 ngày" in each["comment"]["html"]) == (WORDS, True)
    assert each["comment"]["consultation"] == 1, "it was said before that was opened"


async def test_a_comment_that_is_taken_back_says_nothing_and_counts_nowhere(
    proposal: Table, debate: Debate
) -> None:
    post = await commented(proposal, debate.moderator)
    await debate.moderator.do("PUT", f"/posts/{post['id']}/retraction")
    (each,) = await listed(proposal)
    assert (each["comment"]["html"], each["comment"]["retracted"]) == ("", True)
    assert (await counts(proposal))["articles"] == []


async def test_a_comment_goes_along_when_its_post_is_moved(proposal: Table, debate: Debate) -> None:
    post = await commented(proposal, debate.moderator)
    thread = {"title": "Về thời hạn", "reason": "Chủ đề riêng"}
    await debate.owner.do("POST", f"/posts/{post['id']}/thread", **thread)
    (each,) = await listed(proposal)
    assert each["comment"]["thread_id"] != (await proposal.state())["proposal"]["thread_id"]


async def test_outsiders_learn_nothing(proposal: Table, debate: Debate) -> None:
    for method, path, more in (
        ("GET", "consultation", None),
        ("GET", "comments", None),
        ("POST", "comments", on()),
    ):
        if more is None:
            answer = await debate.outsider.http.get(f"{proposal.path}/{path}")
        else:
            answer = await debate.outsider.ask(method, f"{proposal.path}/{path}", **more)
        refused(answer, 404, "no-proposal")
    refused(
        await debate.observer.ask("POST", f"{proposal.path}/comments", **on()), 403, "role-may-not"
    )


async def test_the_database_keeps_anchors_to_their_text(proposal: Table, debate: Debate) -> None:
    post = await commented(proposal, debate.moderator)
    other = await debate.say(debate.owner)
    put = """insert into post_anchor (room_id, proposal_id, version, place, first, length, whole, words, post_id)
        values ($1, $2, 1, 2, $3, 4, false, 'nhầm', $4)"""
    async with debate.world.sql() as conn:
        for statement, args in (
            (put, (debate.room_id, proposal.id, 70, other["id"])),
            ("update post_anchor set words = 'khác' where post_id = $1", (post["id"],)),
            ("delete from post_anchor where post_id = $1", (post["id"],)),
        ):
            with pytest.raises(asyncpg.CheckViolationError):
                await conn.execute(statement, *args)
