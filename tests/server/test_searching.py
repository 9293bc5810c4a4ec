"""Searches leave the others room: a few at once, no connection held while they are put in order, rights asked till the end."""

import asyncio
import time
from itertools import pairwise

import msgspec

from rooms import answers, search
from rooms.answers import Candidate, Looked
from rooms.people import Person, Who
from rooms.ranking import Lead, Terms
from rooms.store import Store
from server.searching import AT_ONCE, PATIENCE_S
from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World


async def test_so_many_search_at_once_and_the_next_is_told_to_come_back(
    world: World, debate: Debate
) -> None:
    async def ask() -> int:
        answer = await debate.owner.http.post("/search", json={"q": "dữ liệu"})
        if answer.status_code != 200:
            assert answer.headers["retry-after"] in ("2", "5")
        return answer.status_code

    async with world.sql() as conn:
        held = conn.transaction()
        await held.start()
        await conn.execute(
            "lock table common_term in access exclusive mode"
        )  # searches alone read it
        searching = [asyncio.create_task(ask()) for _ in range(AT_ONCE)]
        async with asyncio.timeout(60):
            while await waiting(world) < AT_ONCE:
                await asyncio.sleep(0.02)
        started = time.monotonic()
        late = await debate.member.http.post("/search", json={"q": "dữ liệu"})
        assert time.monotonic() - started >= PATIENCE_S * 0.9
        refused(late, 503, "search-busy")
        assert late.headers["retry-after"] == "2"
        assert await waiting(world) <= AT_ONCE
        await held.rollback()
    assert len(await asyncio.gather(*searching)) == AT_ONCE
    assert await ask() == 200, "each turn was given back"


async def waiting(world: World) -> int:
    async with world.sql() as conn:
        number: int = await conn.fetchval(
            "select count(*) from pg_locks l where l.relation = 'common_term'::regclass and not l.granted"
        )
    return number


def who(someone: Someone) -> Who:
    return Who(msgspec.convert(someone.person, Person))


async def test_who_was_taken_out_meanwhile_is_not_shown_what_was_found(debate: Debate) -> None:
    post = await debate.say(debate.member, "Việc riêng của phòng.")
    store: Store = debate.world.app.state.store
    async with store.looking() as tx:
        passage = await tx.conn.fetchval("select id from passage where post_id = $1", post["id"])
        (before,) = await search.shown(tx, who(debate.observer), [passage])
        assert before.post_id == post["id"]
        assert await search.shown(tx, who(debate.outsider), [passage]) == []
        assert await search.shown(tx, None, [passage]) == []


def test_the_longest_question_to_the_longest_posts_is_put_in_order_within_a_second() -> None:
    words = tuple(f"tu{n}" for n in range(search.MOST_WORDS))
    pairs = tuple(f"{a} {b}" for a, b in pairwise(words))
    folded = "".join(f" {word} " for word in words) + " chu " * 3_000
    of = [Candidate(n, n, 3_000, folded, [5]) for n in range(search.MOST)]
    started = time.perf_counter()
    found = answers.order(Looked(Terms(words, pairs), Lead([words[0]], walk=False), 1e5, {}, of))
    assert time.perf_counter() - started < 1
    assert [passage.id for passage in found] == list(reversed(range(search.MOST)))
