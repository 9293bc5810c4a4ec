"""Posts: answers, mentions, quotations, corrections with a history, retractions that take the words out of the journal."""

import json

import pytest
from websockets.asyncio.client import ClientConnection

from tests.acts import ACTS, ask
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key


async def test_a_reply_is_one_post_and_one_entry(debate: Debate) -> None:
    told = {"body": "Tôi **đồng ý**.", "kind": "support", "parent_id": debate.post_id}
    done = await debate.moderator.do("POST", f"{debate.thread}/posts", **told)
    post, newest = done["result"], done["seqs"][str(debate.room_id)]
    assert post == {
        "id": post["id"], "thread_id": debate.thread_id, "parent_id": debate.post_id, "author": 3, "kind": "support",
        "html": "<p>Tôi <strong>đồng ý</strong>.</p>\n", "version": 1, "at": post["at"], "edited_at": None,
        "retracted_at": None, "retracted_by": None, "retracted_reason": None,
        "agrees": 0, "disagrees": 0, "passes": 0, "seq": 0, "files": [],
        "hidden_at": None, "hidden_as": None, "hidden_rule": None, "cut_at": None, "cut_rule": None, "cut_act": None, "held": None,
    }  # fmt: skip
    del post["held"]  # only whoever sends is told that it does not wait
    (entry,) = await debate.entries(newest - 1)
    assert (entry["by"], entry["event"]) == (3, {"type": "post.added", "post": post})
    snapshot = await debate.observer.get(debate.thread)
    assert snapshot["posts"][-1] == post | {"seq": newest}
    assert (snapshot["thread"]["posts"], snapshot["thread"]["last_at"]) == (2, post["at"])


async def test_replies_nest_without_limit(debate: Debate) -> None:
    parent = debate.post_id
    for _ in range(60):
        post = await debate.say(debate.moderator, parent_id=parent)
        assert post["parent_id"] == parent
        parent = post["id"]


async def test_a_parent_stands_in_the_same_thread(debate: Debate) -> None:
    other = await debate.world.thread(debate.member, debate.room_id)
    head = await debate.head()
    for thread, parent in ((other, debate.post_id), (debate.thread_id, 999_999_999)):
        answer = await debate.member.ask(
            "POST", f"/threads/{thread}/posts", body="Tôi đáp.", parent_id=parent
        )
        refused(answer, 400, "parent-elsewhere", "parent_id")
    assert await debate.head() == head


async def test_somebody_in_the_room_can_be_mentioned_and_nobody_else(debate: Debate) -> None:
    post = await debate.say(debate.member, "Nhờ [@Nguyễn Thị Lan](#m1) xem.")
    assert '<a href="#m1" rel=' in post["html"]
    answer = await ask(debate, ACTS["posts.reply"], debate.member, body="[@Ai đó](#m6)")
    refused(answer, 400, "mention-of-nobody", "body")
    edited = await ask(debate, ACTS["posts.edit"], debate.member, body="[@Ai đó](#m6)")
    refused(edited, 400, "mention-of-nobody", "body")
    in_code = await debate.say(debate.member, "`[@Ai đó](#m6)`")
    assert "<a" not in in_code["html"]


async def test_a_post_of_the_room_can_be_quoted_and_no_other(
    debate: Debate, world: World, people: list[Someone]
) -> None:
    quoting = f"> [Lê Thị Hoa](#p{debate.post_id}): Bắt đầu từ đâu?\n\nTừ dữ liệu."
    assert f'href="#p{debate.post_id}"' in (await debate.say(debate.member, quoting))["html"]
    other = await gather(world, people)
    answer = await ask(other, ACTS["posts.reply"], other.member, body=quoting)
    refused(answer, 400, "quote-of-nothing", "body")
    answer = await ask(other, ACTS["posts.reply"], other.member, body="> [Ai](#p999999999): gì")
    refused(answer, 400, "quote-of-nothing", "body")


@pytest.mark.parametrize(
    ("link", "reason"),
    [("[@{n}](#m{n})", "too-many-mentions"), ("> [{n}](#p{n})\n", "too-many-quotes")],
)
async def test_one_post_speaks_to_fifty_at_most(debate: Debate, link: str, reason: str) -> None:
    body = " ".join(link.format(n=n) for n in range(1, 52))
    answer = await ask(debate, ACTS["posts.reply"], debate.member, body=body)
    assert refused(answer, 429, reason, "body")["most"] == 50


async def test_a_list_of_links_is_no_argument(debate: Debate) -> None:
    body = " ".join(f"https://vidu.example/{n}" for n in range(31))
    answer = await ask(debate, ACTS["posts.reply"], debate.member, body=body)
    assert refused(answer, 409, "too-many-links", "body")["most"] == 30


async def test_an_edit_keeps_what_was_said_before(debate: Debate) -> None:
    told = {"body": "Tôi nói *lại*.", "kind": "critique", "version": 1}
    done = await debate.member.do("PUT", debate.post, **told)
    post = done["result"]
    assert (post["version"], post["kind"], post["html"].strip()) == (
        2, "critique", "<p>Tôi nói <em>lại</em>.</p>",
    )  # fmt: skip
    (entry,) = await debate.entries(done["seqs"][str(debate.room_id)] - 1)
    assert entry["event"] == {"type": "post.edited", "post": post}
    record = await debate.observer.get(debate.post)
    assert (record["post"], record["body"], record["room_id"]) == (
        post, "Tôi nói *lại*.", debate.room_id,
    )  # fmt: skip
    assert [(r["version"], r["body"]) for r in record["revisions"]] == [
        (1, "Bắt đầu từ **đâu**?"), (2, "Tôi nói *lại*."),
    ]  # fmt: skip
    assert [r["at"] for r in record["revisions"]] == [post["at"], post["edited_at"]]
    assert (await debate.observer.get(debate.thread))["posts"] == [post]


async def test_an_edit_of_an_older_version_is_refused_and_names_the_newest(debate: Debate) -> None:
    assert (await ask(debate, ACTS["posts.edit"], debate.member)).is_success
    answer = await ask(debate, ACTS["posts.edit"], debate.member, body="Từ thẻ khác")
    assert refused(answer, 412, "post-changed")["version"] == 2
    assert (await debate.member.get(debate.post))["body"] == "Tôi nói lại."


@pytest.mark.parametrize("verb", ["posts.edit", "posts.retract"])
async def test_a_post_is_its_author_s_whatever_the_others_are(debate: Debate, verb: str) -> None:
    for who in (debate.owner, debate.facilitator, debate.moderator):
        refused(await ask(debate, ACTS[verb], who), 403, "not-yours")


async def test_a_retracted_post_keeps_its_place_and_loses_its_words(debate: Debate) -> None:
    answer = await debate.say(debate.moderator, parent_id=debate.post_id)
    await ask(debate, ACTS["posts.edit"], debate.member)
    await debate.owner.do("PUT", f"{debate.post}/position", position="agree")
    done = await debate.member.do("PUT", f"{debate.post}/retraction", reason=" Tôi nhầm ")
    post = done["result"]
    assert (post["html"], post["retracted_by"], post["retracted_reason"]) == ("", 4, "Tôi nhầm")
    assert (post["agrees"], post["version"]) == (1, 2)
    newest = done["seqs"][str(debate.room_id)]
    (entry,) = await debate.entries(newest - 1)
    spoke = [
        e["seq"]
        for e in await debate.entries()
        if e["event"].get("post", {}).get("id") == post["id"]
    ]
    assert len(spoke) == 2
    assert entry["event"] == {
        "type": "post.retracted", "post_id": post["id"], "at": post["retracted_at"], "by": 4, "reason": "Tôi nhầm",
        "blanked": spoke,
    }  # fmt: skip
    posts = (await debate.observer.get(debate.thread))["posts"]
    assert [p["id"] for p in posts] == [post["id"], answer["id"]]
    assert posts[0] == post
    record = await debate.member.get(debate.post)
    assert (record["body"], record["revisions"], record["post"]) == ("", [], post)


async def test_the_words_of_a_retracted_post_leave_the_journal_and_nothing_else_does(
    debate: Debate,
) -> None:
    await ask(debate, ACTS["posts.edit"], debate.member, body="Một chữ hiếm: khoẳm")
    await debate.say(debate.moderator, "Câu ở lại")
    before = await debate.entries()
    assert "khoẳm" in json.dumps(before, ensure_ascii=False)
    await ask(debate, ACTS["posts.retract"], debate.member)
    after = await debate.entries()
    assert "khoẳm" not in json.dumps(after, ensure_ascii=False)
    for entry in before:
        if entry["event"].get("post", {}).get("id") == debate.post_id:
            assert entry["event"]["post"]["html"]
            entry["event"]["post"]["html"] = ""
    assert after[: len(before)] == before


async def followed(line: ClientConnection, debate: Debate, seq: int, until: int) -> list[bytes]:
    """The frames of the room's entries above `seq`, up to `until`."""
    epoch = (await debate.owner.get(debate.room))["epoch"]
    follow = {"type": "follow", "room": debate.room_id, "epoch": epoch, "seq": seq}
    await line.send(json.dumps(follow))
    got: list[bytes] = []
    while len(got) < until - seq:
        frame = await line.recv(decode=False)
        if frame.startswith(b'{"type":"entry","room":%d,' % debate.room_id):
            got.append(frame)
    return got


async def test_the_live_line_forgets_the_words_as_the_journal_does(debate: Debate) -> None:
    """A reader stays, so the room's newest entries are in memory; another one comes and is given them."""
    head = await debate.head()
    async with debate.world.live(debate.owner) as first, debate.world.live(debate.owner) as second:
        said = await debate.say(debate.moderator, "Một chữ hiếm: khoẳm")
        assert "khoẳm" in (await followed(first, debate, head, head + 1))[0].decode()
        await debate.moderator.do("PUT", f"/posts/{said['id']}/retraction")
        got = await followed(second, debate, head, head + 2)
    page = await debate.owner.http.get(f"{debate.room}/entries?after={head}")
    assert b'"html":""' in got[0]
    assert b"[%s]}" % b",".join(got) in page.content


@pytest.mark.parametrize("verb", ["posts.edit", "posts.retract", "positions.take"])
async def test_nothing_more_is_done_to_a_retracted_post(debate: Debate, verb: str) -> None:
    await ask(debate, ACTS["posts.retract"], debate.member)
    refused(await ask(debate, ACTS[verb], debate.member), 409, "post-retracted")


async def test_a_retracted_post_can_still_be_answered(debate: Debate) -> None:
    await ask(debate, ACTS["posts.retract"], debate.member)
    assert (await debate.say(debate.owner, parent_id=debate.post_id))["parent_id"] == debate.post_id


async def test_a_preview_is_what_the_post_would_be(debate: Debate) -> None:
    body = "Tôi **hỏi** https://vidu.example"
    shown = await debate.member.http.post("/preview", json={"body": body})
    assert shown.json() == {"html": (await debate.say(debate.member, body))["html"]}


async def test_a_retry_after_the_retraction_answers_without_the_words(debate: Debate) -> None:
    command = {"key": new_key(), "body": "Lời sẽ rút lại", "kind": "opinion"}
    first = await debate.member.http.post(f"{debate.thread}/posts", json=command)
    post_id = first.json()["result"]["id"]
    assert "Lời sẽ rút lại" in first.json()["result"]["html"]
    await debate.member.do("PUT", f"/posts/{post_id}/retraction", reason="")

    again = await debate.member.http.post(f"{debate.thread}/posts", json=command)

    assert again.json()["result"]["id"] == post_id
    assert again.json()["result"]["html"] == ""
