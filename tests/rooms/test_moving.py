"""Moving a branch of a thread: nothing is lost, everything that names a post finds it, and whoever writes meanwhile loses nothing."""

import asyncio
from typing import Any

from tests.acts import ACTS, ask
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.told import dealt_with, notices
from tests.world import Someone, World

WHY = "Ngoài chủ đề"


async def split(debate: Debate, post_id: int, by: Someone | None = None) -> dict[str, Any]:
    """The post in a thread of its own; what the answer says."""
    told = {"title": "Hạ tầng dữ liệu", "reason": WHY}
    done = await (by or debate.moderator).do("POST", f"/posts/{post_id}/thread", **told)
    result: dict[str, Any] = done["result"]
    return result


async def join(
    debate: Debate, post_id: int, to: int, parent_id: int | None = None
) -> dict[str, Any]:
    told = {"thread_id": to, "reason": WHY, "parent_id": parent_id}
    done = await debate.moderator.do("PUT", f"/posts/{post_id}/thread", **told)
    result: dict[str, Any] = done["result"]
    return result


async def branch(debate: Debate) -> tuple[int, int, int]:
    """An answer of the observer's neighbour, one to that, and one more to the first post, which stays."""
    one = await debate.say(debate.facilitator, "Nên bắt đầu từ hạ tầng.", parent_id=debate.post_id)
    two = await debate.say(debate.member, "Hạ tầng nào?", parent_id=one["id"])
    three = await debate.say(debate.owner, "Từ pháp lý.", parent_id=debate.post_id)
    return one["id"], two["id"], three["id"]


async def test_a_branch_goes_into_a_thread_of_its_own_and_leaves_a_marker(debate: Debate) -> None:
    one, two, three = await branch(debate)
    old = await debate.observer.get(debate.thread)
    moved = await split(debate, one)
    thread, move = moved["thread"], moved["move"]
    assert (thread["title"], thread["posts"], thread["opened_by"]) == ("Hạ tầng dữ liệu", 2, 3)
    new = await debate.observer.get(f"/threads/{thread['id']}")
    before = {post["id"]: post for post in old["posts"]}
    assert new["posts"] == [
        before[one] | {"thread_id": thread["id"], "parent_id": None},
        before[two] | {"thread_id": thread["id"]},
    ], "the same ids, authors, words, numbers"
    left = await debate.observer.get(debate.thread)
    assert [post["id"] for post in left["posts"]] == [debate.post_id, three]
    assert (left["thread"]["posts"], left["moves"], new["moves"]) == (2, [move], [])
    assert move == {
        "id": move["id"], "root_id": one, "thread_id": debate.thread_id, "parent_id": debate.post_id,
        "to_thread_id": thread["id"], "to_title": "Hạ tầng dữ liệu", "posts": 2, "by": 3,
        "at": move["at"], "reason": WHY,
    }  # fmt: skip
    opened, told = (await debate.entries())[-2:]
    assert opened["event"]["type"] == "thread.opened"
    assert told["event"] == {
        "type": "posts.moved", "move": move, "source": left["thread"], "target": thread,
    }  # fmt: skip
    assert (await debate.observer.get(f"/posts/{two}"))["post"]["thread_id"] == thread["id"]


async def here(debate: Debate, who: Someone, kind: str) -> list[dict[str, Any]]:
    """The person's notices of this kind in this room, once they were told of all of it."""
    async with debate.world.sql() as sql:
        await dealt_with(debate.owner, sql, debate.room_id)
    found = await notices(who)
    return [n for n in found if (n["room_id"], n["about"]) == (debate.room_id, kind)]


async def test_who_wrote_is_told_and_who_moved_is_not(debate: Debate) -> None:
    one, _, _ = await branch(debate)
    moved = await split(debate, one)
    for told in (debate.facilitator, debate.member):
        (notice,) = await here(debate, told, "moved")
        assert (notice["thread_id"], notice["reason"]) == (moved["thread"]["id"], WHY)
        assert notice["by"] == "Lê Thị Hoa"
    for other in (debate.observer, debate.owner, debate.moderator):
        assert not await here(debate, other, "moved")


async def test_a_notice_leads_to_where_its_post_is_now(debate: Debate) -> None:
    said = await debate.say(debate.owner, "Xin hỏi [@Hoàng Yến](#m5).", parent_id=debate.post_id)
    moved = await split(debate, said["id"])
    (notice,) = await here(debate, debate.observer, "mention")
    assert (notice["thread_id"], notice["thread"]) == (moved["thread"]["id"], "Hạ tầng dữ liệu")


async def test_what_was_read_stays_read_and_nothing_else_is(debate: Debate) -> None:
    one, _, _ = await branch(debate)
    seq = (await debate.observer.get(f"/posts/{one}"))["post"]["seq"]
    marks = {"read": [[seq, seq]]}
    marked = await debate.observer.http.put(f"{debate.room}/reading", json=marks)
    assert marked.json() == {"unread": 3}
    await split(debate, one)
    (line,) = [
        each
        for each in (await debate.observer.get("/rooms"))["rooms"]
        if each["room"]["id"] == debate.room_id
    ]
    assert (line["unread"], line["posts"]) == (3, 4)


async def test_the_search_finds_a_moved_post_in_its_thread(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    asked = {"q": "hạ tầng nào", "room": debate.room_id}
    found = (await debate.observer.http.post("/search", json=asked)).json()
    hits = {hit["post_id"]: hit["thread_id"] for hit in found["hits"]}
    assert hits[two] == moved["thread"]["id"]


async def test_the_document_has_the_marker_and_leads_on(world: World) -> None:
    debate = await gather(world, visibility="public")
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    http, base = debate.observer.http, f"/r/{debate.room_id}/transcript"
    page = (await http.get(f"{base}/{debate.thread_id}?lang=vi")).text
    link = f'<a href="{base}/p/{one}?lang=vi">Hạ tầng dữ liệu</a>'
    assert f"Nhánh này (2 ý kiến) đã được tách sang chủ đề {link}." in page
    assert f'id="p{one}"' in page, "an old address ends at the marker"
    assert "Lý do: Ngoài chủ đề" in page
    assert "Hạ tầng nào?" not in page
    there = f"{base}/{moved['thread']['id']}"
    for post in (one, two):
        answer = await http.get(f"{base}/p/{post}", follow_redirects=False)
        assert answer.status_code == 302
        assert answer.headers["location"] == f"{there}#p{post}"
    assert "Hạ tầng nào?" in (await http.get(there)).text
    whole = (await http.get(f"{base}?lang=vi")).text
    assert f'<a href="#p{one}">Hạ tầng dữ liệu</a>' in whole, "it stands on the same page"


async def test_positions_files_and_versions_go_along(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    await debate.owner.do("PUT", f"/posts/{two}/position", position="agree")
    await debate.member.do("PUT", f"/posts/{two}", body="Hạ tầng gì?", kind="question", version=1)
    moved = await split(debate, one)
    there = await debate.owner.get(f"/threads/{moved['thread']['id']}")
    post = there["posts"][1]
    assert (post["agrees"], post["version"], there["mine"]) == (1, 2, {str(two): "agree"})
    assert len((await debate.owner.get(f"/posts/{two}"))["revisions"]) == 2
    assert (await debate.owner.get(debate.thread))["mine"] == {}


async def test_a_move_is_taken_back_to_the_very_place(debate: Debate) -> None:
    one, _, _ = await branch(debate)
    before = await debate.observer.get(debate.thread)
    moved = await split(debate, one)
    back = await join(debate, one, debate.thread_id, moved["move"]["parent_id"])
    now = await debate.observer.get(debate.thread)
    assert (now["posts"], now["thread"], now["moves"]) == (before["posts"], before["thread"], [])
    empty = await debate.observer.get(f"/threads/{moved['thread']['id']}")
    assert (empty["posts"], empty["moves"]) == ([], [back["move"]])


async def test_a_marker_goes_along_with_what_it_stands_beneath(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    first = await split(debate, two)
    second = await split(debate, one)
    there = await debate.observer.get(f"/threads/{second['thread']['id']}")
    assert [(m["id"], m["parent_id"]) for m in there["moves"]] == [(first["move"]["id"], one)]
    assert [m["root_id"] for m in (await debate.observer.get(debate.thread))["moves"]] == [one]
    await join(debate, two, second["thread"]["id"], one)
    there = await debate.observer.get(f"/threads/{second['thread']['id']}")
    assert ([post["id"] for post in there["posts"]], there["moves"]) == ([one, two], [])


async def test_a_marker_that_met_its_post_stands_again_once_that_is_taken_back(
    debate: Debate,
) -> None:
    one, two, _ = await branch(debate)
    marker = (await split(debate, two))["move"]
    before = (await debate.observer.get(debate.thread))["moves"]
    await join(debate, one, marker["to_thread_id"])
    there = await debate.observer.get(f"/threads/{marker['to_thread_id']}")
    assert there["moves"] == [], "both are there"
    await join(debate, one, debate.thread_id, debate.post_id)
    assert (await debate.observer.get(debate.thread))["moves"] == before == [marker]
    await join(debate, two, debate.thread_id, one)
    third = await split(debate, one)
    await join(debate, one, debate.thread_id, debate.post_id)
    assert (await debate.observer.get(debate.thread))["moves"] == [], "its post came back by itself"
    assert third["move"]["posts"] == 2


async def test_an_answer_under_the_old_address_lands_where_its_post_is(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    said = await debate.say(debate.member, "Tôi trả lời trang cũ.", parent_id=two)
    assert (said["thread_id"], said["parent_id"]) == (moved["thread"]["id"], two)
    await debate.moderator.do("PUT", f"/threads/{moved['thread']['id']}/closure", reason="Đã rõ")
    answer = await ask(debate, ACTS["posts.reply"], debate.member, parent_id=two)
    refused(answer, 409, "thread-closed")
    other = await debate.world.thread(debate.member, debate.room_id)
    answer = await debate.member.ask(
        "POST", f"/threads/{other}/posts", body="Tôi đáp.", parent_id=two
    )
    refused(answer, 400, "parent-elsewhere", "parent_id")


async def test_what_waits_to_be_read_first_goes_along(world: World, debate: Debate) -> None:
    one, _, _ = await branch(debate)
    async with world.sql() as conn:
        held_id = await conn.fetchval(
            "insert into held_post (room_id, thread_id, parent_id, author, kind, body, html)"
            " values ($1, $2, $3, 4, 'opinion', 'Chờ duyệt', '<p>Chờ duyệt</p>') returning id",
            debate.room_id, debate.thread_id, one,
        )  # fmt: skip
        moved = await split(debate, one)
        at = await conn.fetchval("select thread_id from held_post where id = $1", held_id)
        await conn.execute("delete from held_post where id = $1", held_id)
    assert at == moved["thread"]["id"]


async def test_who_answers_at_that_very_moment_loses_nothing(debate: Debate) -> None:
    landed = set()
    for round_ in range(20):
        one, two, _ = await branch(debate)
        path, told = f"{debate.thread}/posts", {"parent_id": two}
        replies = [debate.member.ask("POST", path, body=f"Đáp {n}", **told) for n in range(4)]
        correction = {"body": "Sửa lại", "kind": "opinion", "version": 1}
        edit = debate.member.ask("PUT", f"/posts/{two}", **correction)
        moving, edited, *answers = await asyncio.gather(
            _split_after(debate, one, round_ / 2000), edit, *replies
        )
        assert edited.is_success, edited.text
        assert all(answer.is_success for answer in answers), [answer.text for answer in answers]
        ids = {answer.json()["result"]["id"] for answer in answers}
        there = await debate.observer.get(f"/threads/{moving['thread']['id']}")
        assert {post["id"] for post in there["posts"]} == {one, two} | ids
        assert there["thread"]["posts"] == len(there["posts"])
        at = {answer.json()["result"]["thread_id"] for answer in answers}
        landed |= {each == debate.thread_id for each in at}
    assert landed == {True, False}, "the race was never close"


async def test_it_is_refused_to_others_and_where_it_makes_no_sense(debate: Debate) -> None:
    one, two, three = await branch(debate)
    path, told = f"/posts/{one}/thread", {"title": "Hạ tầng", "reason": WHY}
    for who in (debate.member, debate.observer):
        refused(await who.ask("POST", path, **told), 403, "role-may-not")
    refused(await debate.outsider.ask("POST", path, **told), 404, "no-post")
    to = {"thread_id": debate.thread_id, "reason": WHY}
    refused(await debate.moderator.ask("PUT", path, **to), 409, "stands-there", "thread_id")
    other = await debate.world.thread(debate.owner, await debate.world.room(debate.owner))
    refused(await debate.owner.ask("PUT", path, reason=WHY, thread_id=other), 404, "no-thread")
    there = await debate.world.thread(debate.owner, debate.room_id, "Chuyện khác")
    young = (await debate.world.reply(debate.owner, there, "Mới hơn"))["result"]["id"]
    into = {"thread_id": there, "reason": WHY}
    answer = await debate.moderator.ask("PUT", path, **into, parent_id=young)
    refused(answer, 400, "parent-younger", "parent_id")
    answer = await debate.moderator.ask("PUT", path, **into, parent_id=debate.post_id)
    refused(answer, 400, "parent-elsewhere", "parent_id")
    refused(
        await debate.moderator.ask("POST", path, title="Hạ tầng", reason=" \u200b"),
        400,
        "empty",
        "reason",
    )
    await debate.moderator.do("PUT", f"/threads/{there}/closure", reason="Đã rõ")
    refused(await debate.moderator.ask("PUT", path, **into), 409, "thread-closed")
    await ask(debate, ACTS["threads.close"], debate.moderator)
    refused(await debate.moderator.ask("POST", path, **told), 409, "thread-closed")
    assert [p["id"] for p in (await debate.owner.get(debate.thread))["posts"]] == [
        debate.post_id,
        one,
        two,
        three,
    ]


async def _split_after(debate: Debate, post_id: int, delay_s: float) -> dict[str, Any]:
    await asyncio.sleep(delay_s)
    return await split(debate, post_id)
