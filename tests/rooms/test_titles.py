"""A thread whose title is hidden is called otherwise by everything that names it, until the title is given back."""

import json
from typing import get_args

import asyncpg
import pytest

from moderation.reasons import Reason
from rooms.errors import NotFound
from rooms.post import Hidden
from rooms.store import Store
from server import indexing
from tests import moderated
from tests.debate import Debate
from tests.rooms.test_search import word
from tests.told import told
from tests.world import new_key

HIDDEN = "Tiêu đề đã bị ẩn"
BEFORE = "Điểm nghẽn dữ liệu"  # of the first thread of a debate


def store(debate: Debate) -> Store:
    running: Store = debate.world.app.state.store
    return running


async def called(debate: Debate) -> str:
    """What the thread is called, to whoever opened it."""
    title: str = (await debate.member.get(debate.thread))["thread"]["title"]
    return title


@pytest.mark.parametrize("how", get_args(Hidden))
async def test_a_thread_is_called_otherwise_and_everything_else_stays(
    debate: Debate, how: Hidden
) -> None:
    before = await debate.member.get(debate.thread)
    opened = next(e for e in await debate.entries() if e["event"]["type"] == "thread.opened")

    seq = await moderated.hide_title(store(debate), debate.thread_id, how, Reason.SPAM)

    (entry,) = await debate.entries(seq - 1)
    assert entry["by"] is None
    assert entry["event"] == {
        "type": "thread.retitled", "thread_id": debate.thread_id, "title": HIDDEN, "how": how, "rule": "spam", "blanked": [opened["seq"]],
    }  # fmt: skip
    after = await debate.member.get(debate.thread)
    assert after["thread"] == before["thread"] | {"title": HIDDEN}
    assert after["posts"] == before["posts"]
    blanked = next(e for e in await debate.entries() if e["seq"] == opened["seq"])
    assert blanked["event"]["thread"] == opened["event"]["thread"] | {"title": HIDDEN}
    (line,) = (await debate.owner.get(debate.room))["threads"]
    assert line["title"] == HIDDEN
    (line,) = (await debate.owner.http.get(f"{debate.room}/threads")).json()
    assert line["title"] == HIDDEN


async def test_it_comes_back_by_an_entry_which_a_second_hiding_blanks_too(debate: Debate) -> None:
    await moderated.hide_title(store(debate), debate.thread_id)
    assert await called(debate) == HIDDEN

    restored = await moderated.restore_title(store(debate), debate.thread_id)

    assert await called(debate) == BEFORE
    (entry,) = await debate.entries(restored - 1)
    assert entry["event"] == {
        "type": "thread.retitled", "thread_id": debate.thread_id, "title": BEFORE, "how": None, "rule": None, "blanked": [],
    }  # fmt: skip
    again = await moderated.hide_title(store(debate), debate.thread_id, "removed")
    (entry,) = await debate.entries(again - 1)
    assert restored in entry["event"]["blanked"]
    assert BEFORE not in json.dumps(await debate.entries(), ensure_ascii=False)
    await moderated.restore_title(store(debate), debate.thread_id)
    assert await called(debate) == BEFORE


async def test_what_is_hidden_can_be_removed_and_is_still_what_it_was(debate: Debate) -> None:
    for how in get_args(Hidden):
        await moderated.hide_title(store(debate), debate.thread_id, how)
    await moderated.restore_title(store(debate), debate.thread_id)
    assert await called(debate) == BEFORE


async def test_what_is_not_hidden_is_not_given_back_and_what_is_not_there_not_hidden(
    debate: Debate,
) -> None:
    head = await debate.head()
    assert await moderated.restore_title(store(debate), debate.thread_id) == 0
    assert await moderated.restore_title(store(debate), 999_999_999) == 0
    with pytest.raises(NotFound, match="no-thread"):
        await moderated.hide_title(store(debate), 999_999_999)
    assert await debate.head() == head


async def test_an_entry_from_before_titles_could_be_hidden_is_found_too(debate: Debate) -> None:
    async with debate.world.sql() as conn:
        gone = "delete from entry_subject where subject = $1 returning seq"
        seq = await conn.fetchval(gone, f"thread:{debate.thread_id}")
        assert seq is not None
    done = await moderated.hide_title(store(debate), debate.thread_id)
    (entry,) = await debate.entries(done - 1)
    assert entry["event"]["blanked"] == [seq]
    assert BEFORE not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_such_an_entry_is_found_wherever_its_first_post_went(debate: Debate) -> None:
    rare = word()
    there = await debate.world.thread(debate.member, debate.room_id, f"Hỏi {rare}")
    (first,) = (await debate.owner.get(f"/threads/{there}"))["posts"]
    why = {"reason": "Ngoài chủ đề"}
    path = f"/posts/{debate.post_id}/thread"
    await debate.moderator.do("PUT", path, thread_id=there, parent_id=None, **why)
    await debate.moderator.do("POST", f"/posts/{first['id']}/thread", title="Hạ tầng", **why)
    async with debate.world.sql() as conn:
        gone = "delete from entry_subject s using entry e where s.room_id = e.room_id and s.seq = e.seq and s.subject = $1 and e.kind = 'thread.opened'"
        await conn.execute(gone, f"thread:{there}")
    await moderated.hide_title(store(debate), there)
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_a_marker_of_a_branch_that_was_moved_there_is_called_so_too(debate: Debate) -> None:
    rare = word()
    branch = await debate.say(debate.member, "Hạ tầng nào?", parent_id=debate.post_id)
    told = {"title": f"Nhánh {rare}", "reason": "Ngoài chủ đề"}
    moved = await debate.moderator.do("POST", f"/posts/{branch['id']}/thread", **told)
    thread_id = moved["result"]["thread"]["id"]

    await moderated.hide_title(store(debate), thread_id)

    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)
    (marker,) = (await debate.member.get(debate.thread))["moves"]
    assert marker["to_title"] == HIDDEN
    await moderated.restore_title(store(debate), thread_id)
    (marker,) = (await debate.member.get(debate.thread))["moves"]
    assert marker["to_title"] == f"Nhánh {rare}"


async def test_nobody_calls_it_otherwise_meanwhile(debate: Debate) -> None:
    await moderated.hide_title(store(debate), debate.thread_id)
    async with debate.world.sql() as conn:
        titled = "update thread set title = $2 where id = $1"
        with pytest.raises(asyncpg.CheckViolationError, match="title of this thread is hidden"):
            await conn.execute(titled, debate.thread_id, BEFORE)
    assert await called(debate) == HIDDEN


async def test_answers_kept_for_retries_lose_the_title_for_good(debate: Debate) -> None:
    rare = word()
    opening = {"key": new_key(), "title": f"Hỏi {rare}", "body": "Tôi hỏi.", "kind": "question"}
    first = await debate.member.http.post(f"{debate.room}/threads", json=opening)
    thread = first.json()["result"]["thread"]["id"]
    closing = {"key": new_key(), "reason": "Đã rõ"}
    closed = await debate.owner.http.put(f"/threads/{thread}/closure", json=closing)
    assert rare in first.text
    assert rare in closed.text

    await moderated.hide_title(store(debate), thread)

    for restored in (False, True):
        again = await debate.member.http.post(f"{debate.room}/threads", json=opening)
        assert again.json()["result"]["thread"] == first.json()["result"]["thread"] | {"title": HIDDEN}  # fmt: skip
        assert again.json()["result"]["post"] == first.json()["result"]["post"]
        again = await debate.owner.http.put(f"/threads/{thread}/closure", json=closing)
        assert again.json()["result"] == closed.json()["result"] | {"title": HIDDEN}
        if not restored:
            await moderated.restore_title(store(debate), thread)


async def test_the_search_finds_it_again_once_it_is_back_and_not_before(debate: Debate) -> None:
    rare = word()
    said = {"title": f"Hỏi {rare}", "body": "Tôi hỏi.", "kind": "question"}
    done = await debate.member.do("POST", f"{debate.room}/threads", **said)
    thread = done["result"]["thread"]["id"]

    async def found() -> list[int]:
        hits = (await debate.owner.http.post("/search", json={"q": rare})).json()["hits"]
        return [hit["thread_id"] for hit in hits]

    assert await found() == [thread]
    await moderated.hide_title(store(debate), thread)
    await indexing.catch_up(store(debate))
    assert await found() == []
    await moderated.restore_title(store(debate), thread)
    assert await found() == [thread]


async def test_notices_of_the_thread_call_it_so_too(debate: Debate) -> None:
    post = await debate.say(debate.member, "Xin hỏi [@Lan](#m1).")
    found = await told(debate.owner, lambda all_: post["id"] in {n["post_id"] for n in all_})
    assert {n["thread"] for n in found if n["post_id"] == post["id"]} == {BEFORE}
    await moderated.hide_title(store(debate), debate.thread_id)
    found = (await debate.owner.get("/notices"))["notices"]
    assert {n["thread"] for n in found if n["post_id"] == post["id"]} == {HIDDEN}


async def test_so_do_those_of_who_made_it_slow_or_split_it_out(debate: Debate) -> None:
    rare = word()
    branch = await debate.say(debate.member, "Hạ tầng nào?", parent_id=debate.post_id)
    asking = debate.moderator.http
    splitting = {"key": new_key(), "title": f"Nhánh {rare}", "reason": "Ngoài chủ đề"}
    split = await asking.post(f"/posts/{branch['id']}/thread", json=splitting)
    slow = f"/threads/{split.json()['result']['thread']['id']}/slow-mode"
    slowing = {"key": new_key(), "every_s": 60, "reason": "Nói chậm lại."}
    slowed = await asking.put(slow, json=slowing)
    ending = {"key": new_key()}
    ended = await asking.delete(slow, params=ending)
    assert all(rare in answer.text for answer in (split, slowed, ended))

    await moderated.hide_title(store(debate), split.json()["result"]["thread"]["id"])

    for before, again in (
        (split, await asking.post(f"/posts/{branch['id']}/thread", json=splitting)),
        (slowed, await asking.put(slow, json=slowing)),
        (ended, await asking.delete(slow, params=ending)),
    ):
        assert again.json() == json.loads(before.text.replace(f"Nhánh {rare}", HIDDEN))
