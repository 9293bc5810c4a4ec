"""Moving a branch of a thread: nothing is lost, and whoever writes meanwhile loses nothing."""

import asyncio
from typing import Any

from tests.acts import ACTS, ask
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.branching import WHY, branch, join, split
from tests.world import World


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
