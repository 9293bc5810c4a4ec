"""What was there before the index is found once the server has run for a moment, and nothing else changes by it."""

import asyncio

from rooms.store import Store
from server import indexing
from tests.debate import Debate
from tests.rooms.test_search import posts, search, word


async def test_what_is_not_indexed_is_made_up_for(debate: Debate) -> None:
    store: Store = debate.world.app.state.store
    rare = word()
    kept = await debate.say(debate.member, f"{rare} còn")
    gone = await debate.say(debate.member, f"{rare} rút lại")
    titled = await debate.world.thread(debate.member, debate.room_id, title=f"Hỏi về {rare}")
    await debate.member.do("PUT", f"/posts/{gone['id']}/retraction", reason="Nhầm")
    head = await debate.head()
    async with debate.world.sql() as conn:
        await conn.execute("delete from passage where room_id = $1", debate.room_id)
        assert (await search(debate.owner, rare))["number"] == 0
        await indexing.catch_up(store)
        found = (await search(debate.owner, rare))["hits"]
        assert {(hit["thread_id"], hit["post_id"]) for hit in found} == {
            (debate.thread_id, kept["id"]),
            (titled, None),
        }
        rows = await conn.fetch(
            "select * from passage where room_id = $1 order by id", debate.room_id
        )
        await indexing.catch_up(store)
        assert rows == await conn.fetch(
            "select * from passage where room_id = $1 order by id", debate.room_id
        )
    assert await debate.head() == head, "nobody is told: nothing was said"


async def test_words_of_older_tokens_are_made_anew(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"{rare} còn")
    async with debate.world.sql() as conn:
        await conn.execute(
            "update passage set made_by = 0, folded = '', words = '' where post_id = $1", post["id"]
        )
    assert await posts(debate.owner, rare) == []
    await indexing.catch_up(debate.world.app.state.store)
    assert await posts(debate.owner, rare) == [post["id"]]


async def test_a_post_that_is_being_changed_is_left_to_whoever_changes_it(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"{rare} trước")
    async with debate.world.sql() as conn:
        await conn.execute("delete from passage where post_id = $1", post["id"])
        async with conn.transaction():
            await conn.execute("select from post where id = $1 for no key update", post["id"])
            await asyncio.wait_for(indexing.catch_up(debate.world.app.state.store), 10)
            assert await posts(debate.owner, rare) == []
        await debate.member.do(
            "PUT", f"/posts/{post['id']}", body=f"{rare} sau", kind="opinion", version=1
        )
    assert await posts(debate.owner, rare) == [post["id"]]


async def test_which_terms_are_common_is_learnt_from_what_postgres_sampled(debate: Debate) -> None:
    rare = word()
    for n in range(3):
        await debate.say(debate.member, f"{rare} {n}")
    store: Store = debate.world.app.state.store
    async with debate.world.sql() as conn:
        await conn.execute(
            "insert into common_term values ('khongcontrongmau', 0.5) on conflict do nothing"
        )
        await conn.execute("analyze passage")
        assert await indexing.learn(store) > 0
        rows = await conn.fetch("select term, share from common_term")
        shares = {row["term"]: row["share"] for row in rows}
        passages = await conn.fetchval("select count(*) from passage")
        having = await conn.fetchval(
            "select count(*) from passage where words @@ 'tu'::tsquery or words @@ 'dau'::tsquery"
        )
    assert "khongcontrongmau" not in shares
    assert 0 < max(shares.get("tu", 0), shares.get("dau", 0)) <= having / passages + 0.05
