"""A hidden post keeps its place and its answers, and its words are there for nobody in the room until it is given back."""

import json
from typing import Any, get_args

import pytest

from moderation.reasons import Reason
from rooms.errors import NotFound
from rooms.post import Hidden
from rooms.store import Store
from server import indexing
from tests import moderated
from tests.acts import ACTS, ask
from tests.bringing import brought
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.test_search import posts as found
from tests.rooms.test_search import word
from tests.told import about
from tests.world import World, new_key


def store(debate: Debate) -> Store:
    running: Store = debate.world.app.state.store
    return running


async def shown(debate: Debate, post_id: int) -> dict[str, Any]:
    """The post as the thread shows it to its author."""
    posts: list[dict[str, Any]] = (await debate.member.get(debate.thread))["posts"]
    return next(post for post in posts if post["id"] == post_id)


@pytest.mark.parametrize("how", get_args(Hidden))
async def test_a_hidden_post_keeps_its_place_and_loses_its_words(
    debate: Debate, how: Hidden
) -> None:
    answer = await debate.say(debate.moderator, parent_id=debate.post_id)
    await ask(debate, ACTS["posts.edit"], debate.member)
    await debate.owner.do("PUT", f"{debate.post}/position", position="agree")
    before = await debate.entries()
    spoke = [e["seq"] for e in before if e["event"].get("post", {}).get("id") == debate.post_id]
    assert len(spoke) == 2

    seq = await moderated.hide(store(debate), debate.post_id, how, Reason.SPAM)

    (entry,) = await debate.entries(seq - 1)
    at = entry["event"]["at"]
    assert entry["by"] is None
    assert entry["event"] == {
        "type": "post.hidden", "post_id": debate.post_id, "at": at, "how": how, "rule": "spam", "blanked": spoke,
    }  # fmt: skip
    posts = (await debate.member.get(debate.thread))["posts"]
    assert [post["id"] for post in posts] == [debate.post_id, answer["id"]]
    assert (posts[0]["html"], posts[0]["files"]) == ("", [])
    assert (posts[0]["hidden_at"], posts[0]["hidden_as"], posts[0]["hidden_rule"]) == (
        at,
        how,
        "spam",
    )
    assert (posts[0]["agrees"], posts[0]["version"]) == (1, 2)
    record = await debate.member.get(debate.post)
    assert (record["body"], record["revisions"], record["post"]) == ("", [], posts[0])
    (words,) = (await debate.member.get(f"{debate.thread}/bodies?ids={debate.post_id}"))["bodies"]
    assert words["html"] == ""


async def test_it_comes_back_as_it_was_by_an_entry_of_its_own(debate: Debate) -> None:
    await ask(debate, ACTS["posts.edit"], debate.member)
    before = await shown(debate, debate.post_id)
    record = await debate.observer.get(debate.post)
    await moderated.hide(store(debate), debate.post_id)
    hidden = await debate.entries()

    seq = await moderated.restore(store(debate), debate.post_id)

    assert await shown(debate, debate.post_id) == before
    assert await debate.observer.get(debate.post) == record
    *earlier, entry = await debate.entries()
    assert earlier == hidden, "what was blanked stays so: the words are in the new entry"
    assert (entry["seq"], entry["by"]) == (seq, None)
    assert entry["event"] == {"type": "post.restored", "post": before}


async def test_hidden_once_more_its_words_leave_that_entry_too(debate: Debate) -> None:
    post = await debate.say(debate.moderator, "Một chữ hiếm: khoẳm")
    await moderated.hide(store(debate), post["id"])
    restored = await moderated.restore(store(debate), post["id"])
    assert "khoẳm" in json.dumps(await debate.entries(), ensure_ascii=False)

    seq = await moderated.hide(store(debate), post["id"])

    (entry,) = await debate.entries(seq - 1)
    assert restored in entry["event"]["blanked"]
    assert "khoẳm" not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_what_is_hidden_can_be_removed_and_given_back(debate: Debate) -> None:
    for how in get_args(Hidden):
        await moderated.hide(store(debate), debate.post_id, how, Reason.HATRED)
        assert (await shown(debate, debate.post_id))["hidden_as"] == how
    await moderated.restore(store(debate), debate.post_id)
    post = await shown(debate, debate.post_id)
    assert (post["hidden_at"], post["hidden_as"], post["hidden_rule"]) == (None, None, None)
    assert "Bắt đầu từ" in post["html"]


async def test_what_is_not_hidden_is_not_given_back_and_what_is_not_there_not_hidden(
    debate: Debate,
) -> None:
    head = await debate.head()
    assert await moderated.restore(store(debate), debate.post_id) == 0
    assert await moderated.restore(store(debate), 999_999_999) == 0
    with pytest.raises(NotFound, match="no-post"):
        await moderated.hide(store(debate), 999_999_999)
    assert await debate.head() == head


@pytest.mark.parametrize("verb", ["posts.edit", "positions.take", "positions.withdraw"])
async def test_nothing_is_done_to_a_hidden_post(debate: Debate, verb: str) -> None:
    await moderated.hide(store(debate), debate.post_id)
    refused(await ask(debate, ACTS[verb], debate.member), 409, "post-hidden")
    await moderated.restore(store(debate), debate.post_id)
    assert (await ask(debate, ACTS[verb], debate.member)).is_success


async def test_a_hidden_post_can_still_be_answered(debate: Debate) -> None:
    await moderated.hide(store(debate), debate.post_id)
    assert (await debate.say(debate.owner, parent_id=debate.post_id))["parent_id"] == debate.post_id


async def test_what_its_author_takes_back_meanwhile_does_not_come_back(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Lời thôi: {rare}")
    await moderated.hide(store(debate), post["id"])
    done = await debate.member.do("PUT", f"/posts/{post['id']}/retraction", reason="Tôi thôi")
    assert (done["result"]["html"], done["result"]["hidden_as"]) == ("", "hidden")

    seq = await moderated.restore(store(debate), post["id"])

    (entry,) = await debate.entries(seq - 1)
    assert (entry["event"]["post"]["html"], entry["event"]["post"]["hidden_at"]) == ("", None)
    assert entry["event"]["post"] == await shown(debate, post["id"])
    assert (await debate.owner.get(f"/posts/{post['id']}"))["revisions"] == []
    assert await found(debate.owner, rare) == []
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_the_search_finds_it_again_once_it_is_back_and_not_before(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Nên khoán chi, {rare}.")
    await moderated.hide(store(debate), post["id"])
    await indexing.catch_up(store(debate))
    assert await found(debate.owner, rare) == []
    await moderated.restore(store(debate), post["id"])
    assert await found(debate.owner, rare) == [post["id"]]


async def test_its_files_go_and_come_with_it(debate: Debate) -> None:
    file = await brought(debate.member, debate.room_id, b"khong ai doc", "a.txt")
    post = await debate.say(debate.member, "Kèm tệp.", files=[{"id": file["id"]}])
    address = f"/files/{file['id']}/a.txt"
    assert (await debate.owner.http.get(address)).content == b"khong ai doc"
    await moderated.hide(store(debate), post["id"])
    for who in (debate.member, debate.owner):
        assert (await who.http.get(address)).status_code == 404
    await moderated.restore(store(debate), post["id"])
    assert (await debate.owner.http.get(address)).content == b"khong ai doc"
    assert (await shown(debate, post["id"]))["files"] == post["files"]


async def test_an_answer_kept_for_a_retry_loses_the_words_for_good(debate: Debate) -> None:
    command = {"key": new_key(), "title": "Hỏi", "body": "Lời sẽ ẩn", "kind": "opinion"}
    first = await debate.member.http.post(f"{debate.room}/threads", json=command)
    post_id = first.json()["result"]["post"]["id"]
    assert "Lời sẽ ẩn" in first.text
    await moderated.hide(store(debate), post_id)
    await moderated.restore(store(debate), post_id)
    again = await debate.member.http.post(f"{debate.room}/threads", json=command)
    assert again.json()["result"]["post"]["id"] == post_id
    assert "Lời sẽ ẩn" not in again.text


async def test_a_notice_of_it_is_gone_while_it_is_hidden(world: World) -> None:
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await world.room(owner, member)
    thread = await world.thread(owner, room)
    done = await world.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    post, running = done["result"]["id"], world.app.state.store
    await about(member, "mention", "added")
    await moderated.hide(running, post)
    await about(member, "added")
    assert (await member.get("/notices/unread"))["unread"] == 1
    await moderated.restore(running, post)
    (notice, _) = await about(member, "mention", "added")
    assert notice["excerpt"] == "Xin hỏi @Bình."
