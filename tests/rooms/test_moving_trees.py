"""Moving branches of random trees: nothing is lost, and the database refuses what is no tree, whoever writes into it by hand."""

import random
from typing import Any

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.moving import Leaf, beneath
from tests.debate import Debate
from tests.rooms.branching import WHY, split
from tests.world import World

SIZE = 40
STEPS = 25
PARENTS = st.lists(st.none() | st.integers(0, 60), max_size=60)


@given(PARENTS, st.integers(0, 60))
def test_a_branch_is_what_leads_up_to_its_root(parents: list[int | None], root: int) -> None:
    leaves = [Leaf(n, p if p is not None and p < n else None) for n, p in enumerate(parents)]
    up = {leaf.id: leaf.parent_id for leaf in leaves}

    def leads(each: int | None) -> bool:
        while each is not None and each != root:
            each = up.get(each)
        return each == root

    younger = [leaf for leaf in leaves if leaf.id > root]
    assert beneath(root, younger) == [root, *(leaf.id for leaf in younger if leads(leaf.id))]


async def seen(debate: Debate, threads: list[int]) -> dict[int, dict[str, Any]]:
    """All posts as their threads show them, each in one thread only, every thread true to its own count."""
    posts: dict[int, dict[str, Any]] = {}
    overview = {line["id"]: line for line in (await debate.owner.get(debate.room))["threads"]}
    for thread in threads:
        snapshot = await debate.owner.get(f"/threads/{thread}")
        here = {post["id"] for post in snapshot["posts"]}
        assert not here & posts.keys()
        assert len(here) == snapshot["thread"]["posts"] == overview[thread]["posts"]
        for post in snapshot["posts"]:
            assert post["parent_id"] is None or post["parent_id"] in here
            posts[post["id"]] = post
        for move in snapshot["moves"]:
            assert move["root_id"] not in here, "a marker leads away"
            assert move["parent_id"] is None or move["parent_id"] in here
    return posts


async def test_nothing_is_lost_whatever_is_moved_where(debate: Debate) -> None:
    chance = random.Random(20261126)
    ids = [debate.post_id]
    for n in range(SIZE):
        who = chance.choice((debate.owner, debate.member, debate.facilitator))
        parent = chance.choice([None, *ids[-8:]])
        ids.append((await debate.say(who, f"Ý kiến {n}", parent_id=parent))["id"])
    threads = [debate.thread_id]
    before = await seen(debate, threads)
    moved = 0
    for _ in range(STEPS):
        post = chance.choice(ids)
        if chance.random() < 0.4:
            threads.append((await split(debate, post))["thread"]["id"])
        else:
            to = chance.choice(threads)
            there = [p["id"] for p in (await debate.owner.get(f"/threads/{to}"))["posts"]]
            told = {"thread_id": to, "reason": WHY, "parent_id": chance.choice([None, *there])}
            answer = await debate.moderator.ask("PUT", f"/posts/{post}/thread", **told)
            assert answer.is_success or answer.status_code in {400, 409}, answer.text
            moved += answer.is_success
        now = await seen(debate, threads)
        assert now.keys() == before.keys()
        for each, post_now in now.items():
            same = {"thread_id", "parent_id"}
            assert {k: v for k, v in post_now.items() if k not in same} == {
                k: v for k, v in before[each].items() if k not in same
            }
    assert moved > 2
    entries = await debate.entries()
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))


async def test_what_is_no_tree_cannot_be(world: World, debate: Debate) -> None:
    one = (await debate.say(debate.owner, "Một", parent_id=debate.post_id))["id"]
    two = (await debate.say(debate.owner, "Hai", parent_id=one))["id"]
    other = await world.thread(debate.owner, debate.room_id)
    elsewhere = await world.thread(debate.owner, await world.room(debate.owner))
    foreign = asyncpg.ForeignKeyViolationError
    async with world.sql() as conn:
        for statement, args, error, name in (
            ("update post set thread_id = $1 where id = $2", (other, two), foreign, "post_parent_in_thread"),
            ("update post set thread_id = $1, parent_id = null where id = $2", (other, one), foreign, "post_parent_in_thread"),
            ("update post set thread_id = $1, parent_id = null where id = $2", (elsewhere, two), foreign, "post_room_id_thread_id_fkey"),
            ("update post set parent_id = $1 where id = $2", (two, one), asyncpg.CheckViolationError, "post_parent_older"),
            ("update post set parent_id = $1 where id = $1", (one,), asyncpg.CheckViolationError, "post_parent_older"),
        ):  # fmt: skip
            with pytest.raises(error, match=name):
                await conn.execute(statement, *args)


async def test_a_marker_stands_where_it_can_lead_away(world: World, debate: Debate) -> None:
    one = (await debate.say(debate.owner, "Một", parent_id=debate.post_id))["id"]
    moved = await split(debate, one)
    move, to = moved["move"]["id"], moved["thread"]["id"]
    other = await world.thread(debate.owner, debate.room_id)
    async with world.sql() as conn:
        for statement, args, error in (
            ("update post_move set to_thread_id = thread_id where id = $1", (move,), "post_move_leads_away"),
            ("update post_move set parent_id = $2 where id = $1", (move, one), "post_move_parent_in_thread"),
            ("update post_move set lifted_by = id where id = $1", (move,), "post_move_check"),
            ("insert into post_stood (post_id, thread_id, room_id, move_id) values ($1, $2, $3, $4)", (one, to, debate.room_id, move), "is said to have left"),
            ("update post set thread_id = $1, parent_id = null where id = $2", (debate.thread_id, one), "is said to have left"),
            ("update post set thread_id = $1, parent_id = null where id = $2", (other, one), "no row says so"),
        ):  # fmt: skip
            with pytest.raises(asyncpg.IntegrityConstraintViolationError, match=error):
                await conn.execute(statement, *args)
