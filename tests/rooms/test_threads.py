"""Threads: opened with a first post, closed with a reason, read as a whole or in blocks."""

import asyncio
from datetime import datetime
from itertools import accumulate
from typing import Any

from rooms.threads import BLOCK, WHOLE
from tests.acts import ACTS, ask
from tests.debate import Debate
from tests.refusal import refused


async def test_a_thread_comes_with_its_first_post(debate: Debate) -> None:
    told = {"title": " Vì sao  chậm? ", "body": "Tôi **hỏi**.", "kind": "question"}
    done = await debate.member.do("POST", f"{debate.room}/threads", **told)
    thread, post = done["result"]["thread"], done["result"]["post"]
    newest = done["seqs"][str(debate.room_id)]
    opened, added = await debate.entries(newest - 2)
    before = thread | {"posts": 0, "last_at": thread["opened_at"]}
    assert opened["event"] == {"type": "thread.opened", "thread": before}, (
        "its post is the next entry"
    )
    assert added["event"] == {"type": "post.added", "post": post}
    assert (opened["seq"], added["seq"], opened["by"], added["by"]) == (newest - 1, newest, 4, 4)
    assert (thread["title"], thread["posts"], thread["closed_at"]) == ("Vì sao chậm?", 1, None)
    assert (post["html"].strip(), post["kind"], post["seq"]) == (
        "<p>Tôi <strong>hỏi</strong>.</p>", "question", 0,
    )  # fmt: skip
    snapshot = await debate.observer.get(f"/threads/{thread['id']}")
    assert snapshot["thread"] == thread
    assert snapshot["posts"] == [post | {"seq": newest}]
    assert (snapshot["seq"], snapshot["mine"], snapshot["read"]) == (newest, {}, [])


async def test_a_closed_thread_says_who_and_why_and_takes_no_posts(debate: Debate) -> None:
    done = await debate.moderator.do("PUT", f"{debate.thread}/closure", reason=" Đã  rõ ")
    thread = done["result"]
    assert (thread["closed_by"], thread["closed_reason"], thread["posts"]) == (3, "Đã rõ", 1)
    assert (await debate.events())[-1] == {
        "type": "thread.closed", "thread_id": debate.thread_id, "at": thread["closed_at"], "by": 3, "reason": "Đã rõ",
    }  # fmt: skip
    assert (await debate.observer.get(debate.thread))["thread"] == thread
    for verb in ("posts.reply", "posts.edit"):
        refused(await ask(debate, ACTS[verb], debate.member), 409, "thread-closed")
    refused(await ask(debate, ACTS["threads.close"], debate.owner), 409, "thread-closed")
    back = await debate.moderator.do("DELETE", f"{debate.thread}/closure")
    assert back["result"] == thread | dict.fromkeys(("closed_at", "closed_by", "closed_reason"))
    assert (await debate.events())[-1] == {"type": "thread.reopened", "thread_id": debate.thread_id}
    refused(await ask(debate, ACTS["threads.reopen"], debate.owner), 409, "thread-open")
    assert (await ask(debate, ACTS["posts.reply"], debate.member)).status_code == 201


async def test_in_a_closed_thread_one_still_retracts_and_takes_positions(debate: Debate) -> None:
    await ask(debate, ACTS["threads.close"], debate.moderator)
    assert (await ask(debate, ACTS["positions.take"], debate.owner)).is_success
    assert (await ask(debate, ACTS["posts.retract"], debate.member)).is_success


async def test_a_thread_needs_a_title_and_a_first_post(debate: Debate) -> None:
    for field, words in (("title", {"title": " \u200b"}), ("body", {"body": "\u2060"})):
        answer = await ask(debate, ACTS["threads.open_thread"], debate.member, **words)
        refused(answer, 400, "empty", field)
    assert [t["id"] for t in (await debate.member.get(debate.room))["threads"]] == [
        debate.thread_id
    ]


async def test_a_thread_is_not_called_what_only_the_portal_calls_one(debate: Debate) -> None:
    said = {"body": "Xin nêu ý kiến.", "kind": "opinion"}
    for title in ("Tiêu đề đã bị ẩn", "TIÊU ĐỀ ĐÃ BỊ ẨN!", "“Tiêu  đề đã bị ẩn”"):
        answer = await debate.member.ask("POST", f"{debate.room}/threads", title=title, **said)
        refused(answer, 400, "words-reserved", "title")
        branch = {"title": title, "reason": "Tách ra cho dễ theo dõi."}
        answer = await debate.moderator.ask("POST", f"{debate.post}/thread", **branch)
        refused(answer, 400, "words-reserved", "title")
    title = "Vì sao tiêu đề đã bị ẩn?"
    await debate.member.do("POST", f"{debate.room}/threads", title=title, **said)


async def test_threads_are_listed_newest_first_and_paged(debate: Debate) -> None:
    more = [await debate.world.thread(debate.member, debate.room_id) for _ in range(3)]
    snapshot = await debate.member.get(debate.room)
    newest_first = [*reversed(more), debate.thread_id]
    assert [thread["id"] for thread in snapshot["threads"]] == newest_first
    assert not snapshot["more_threads"]
    page = (await debate.member.http.get(f"{debate.room}/threads?before={more[1]}")).json()
    assert [thread["id"] for thread in page] == newest_first[2:]
    nothing = await debate.member.http.get(f"{debate.room}/threads?before={debate.thread_id}")
    assert nothing.json() == []


async def test_a_long_thread_comes_without_words_which_are_asked_for_in_blocks(
    debate: Debate,
) -> None:
    for start in range(1, WHOLE, 20):
        await asyncio.gather(
            *(debate.say(debate.moderator, f"Ý kiến {n}") for n in range(start, min(start + 20, WHOLE)))
        )  # fmt: skip
    whole = await debate.observer.get(debate.thread)
    assert len(whole["posts"]) == WHOLE
    assert None not in [post["html"] for post in whole["posts"]]
    gone = await debate.say(debate.moderator, "Sẽ được rút lại")
    await debate.moderator.do("PUT", f"/posts/{gone['id']}/retraction")
    long = await debate.observer.get(debate.thread)
    assert len(long["posts"]) == WHOLE + 1
    assert [post["html"] for post in long["posts"]] == [None] * WHOLE + [""]
    ids = [post["id"] for post in long["posts"]]
    assert ids == sorted(ids)
    words = {post["id"]: post["html"] for post in whole["posts"]} | {gone["id"]: ""}
    path = f"{debate.thread}/bodies?ids="
    for start in range(0, len(ids), BLOCK):
        block = await debate.observer.get(path + ",".join(map(str, ids[start : start + BLOCK])))
        assert {b["id"]: b["html"] for b in block["bodies"]} == {
            post_id: words[post_id] for post_id in ids[start : start + BLOCK]
        }
        assert block["seq"] == long["seq"]
    too_many = await debate.observer.get(path + ",".join(map(str, ids)))
    assert [body["id"] for body in too_many["bodies"]] == ids[:BLOCK]


async def test_a_long_thread_comes_in_columns_which_say_the_same(debate: Debate) -> None:
    short = await debate.observer.get(f"{debate.thread}?compact=true")
    assert short == await debate.observer.get(debate.thread)
    said = [debate.post_id]
    for n in range(WHOLE):
        parent = said[n // 2] if n % 3 else None
        said.append((await debate.say(debate.moderator, f"Ý kiến {n}", parent_id=parent))["id"])
    await debate.moderator.do(
        "PUT", f"/posts/{said[7]}", version=1, body="Sửa lại", kind="question"
    )
    await debate.moderator.do("PUT", f"/posts/{said[9]}/retraction")
    await debate.member.do("PUT", f"/posts/{said[9 - 1]}/position", position="agree")
    long = await debate.observer.get(debate.thread)
    compact = await debate.observer.get(f"{debate.thread}?compact=true")
    assert [post["id"] for post in compact["posts"]] == [said[7], said[9]]
    assert posts_of(compact) == [in_milliseconds(post) for post in long["posts"]]
    assert {**compact, "posts": [], "columns": None} == {**long, "posts": []}


def posts_of(compact: dict[str, Any]) -> list[dict[str, Any]]:
    """The posts that columns stand for, as a reader of them makes them."""
    columns = compact["columns"]
    ids, at, seq = (list(accumulate(columns[name])) for name in ("id", "at", "seq"))
    unlike = {post["id"]: in_milliseconds(post) for post in compact["posts"]}
    return [
        unlike.get(post_id)
        or POST
        | {name: columns[name][n] for name in ("author", "kind", "agrees", "disagrees", "passes")}
        | {"id": post_id, "thread_id": compact["thread"]["id"], "seq": seq[n]}
        | {"parent_id": ids[n - back] if (back := columns["parent"][n]) else None, "at": at[n]}
        for n, post_id in enumerate(ids)
    ]


POST = {"html": None, "version": 1, "edited_at": None, "files": []} | dict.fromkeys(
    [
        "retracted_at",
        "retracted_by",
        "retracted_reason",
        "hidden_at",
        "hidden_as",
        "hidden_rule",
        "cut_at",
        "cut_rule",
        "cut_act",
    ]
)


def in_milliseconds(post: dict[str, Any]) -> dict[str, Any]:
    """Its time as columns give it."""
    return post | {"at": int(datetime.fromisoformat(post["at"]).timestamp() * 1000)}


async def test_words_of_another_thread_are_passed_over(debate: Debate) -> None:
    other = await debate.world.thread(debate.member, debate.room_id)
    block = await debate.member.get(f"/threads/{other}/bodies?ids={debate.post_id}")
    assert block["bodies"] == []
