import asyncio
import random
from contextlib import suppress

import asyncpg
import pytest

from migrations import migrate
from rooms.store import Store
from server.record import chaining, proofs
from server.record.chaining import State
from server.record.notes import Signer
from tests.server.record.conftest import taken
from tests.server.record.oracle import consistent, included, root_of
from tests.server.record.recorded import act, leaves
from tests.serving import SIGNER


async def test_the_first_turn_signs_an_empty_log(store: Store) -> None:
    assert await taken(store) is State.DONE
    async with store.looking() as tx:
        newest = await proofs.newest(tx)
    assert newest.size == 0
    assert newest.note.startswith(
        "dien-dan.example/record\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    )


async def test_every_committed_row_becomes_one_leaf_and_what_was_rolled_back_none(
    portal: str, store: Store
) -> None:
    async def refused(_: object, __: None) -> None:
        raise RuntimeError

    await act(store, 3)
    rolled_back = Store(
        store._pool, rules={"test_chaining.refused": store._rules["accounts.sign_up"]}
    )
    with suppress(RuntimeError):
        await rolled_back.run(refused, None)
    await act(store, 2)
    await taken(store)
    found = await leaves(portal)
    assert len(found) == 5
    async with store.reading() as tx:
        newest = await proofs.newest(tx)
        for leaf in range(5):
            proof = await proofs.of_leaf(tx, leaf, 5)
            hashes = [bytes.fromhex(each) for each in proof.hashes]
            assert included(leaf, 5, found[leaf], hashes, root_of(found))
    assert newest.size == 5


async def test_a_row_that_is_committed_late_is_not_skipped(portal: str, store: Store) -> None:
    """The trap of every cursor over ids: a lower one becomes visible after a higher one was dealt with."""
    late = await asyncpg.connect(portal)
    dawdling = late.transaction()
    await dawdling.start()
    await late.execute("insert into audit (act, facts) values ('tests.late', '{}')")
    await act(store, 3)
    await taken(store)
    assert len(await leaves(portal)) == 3
    await dawdling.commit()
    await act(store)
    await taken(store)
    assert len(await leaves(portal)) == 5
    acts = await late.fetch(
        "select act from audit_leaf l join audit a on a.id = l.audit_id order by leaf"
    )
    assert acts[3]["act"] == "tests.late"
    assert await late.fetchval("select min(id) from audit where act <> 'tests.late'") > 1
    await late.close()


async def test_writers_and_several_followers_at_once_give_one_log(
    portal: str, store: Store
) -> None:
    over = asyncio.Event()

    async def write() -> None:
        for _ in range(25):
            await act(store)
            await asyncio.sleep(random.random() * 0.005)

    async def follow() -> set[State]:
        seen = set()
        while not over.is_set():
            seen.add((await store.run(chaining.extend, None, SIGNER)).result)
        return seen

    followers = [asyncio.create_task(follow()) for _ in range(3)]
    await asyncio.gather(*(write() for _ in range(8)))
    over.set()
    seen = set[State]().union(*await asyncio.gather(*followers))
    await taken(store)
    found = await leaves(portal)
    assert len(found) == 200
    assert State.ELSEWHERE in seen, "they met"
    conn = await asyncpg.connect(portal)
    notes = await conn.fetch("select size, note from audit_checkpoint order by id")
    assert await conn.fetchval("select count(*) from audit_pending") == 0
    await conn.close()
    assert notes[-1]["size"] == 200
    async with store.reading() as tx:
        for first in range(1, 200):
            proof = [
                bytes.fromhex(each) for each in (await proofs.of_growth(tx, first, 200)).hashes
            ]
            assert consistent(first, 200, proof, root_of(found[:first]), root_of(found))


async def test_only_the_last_checkpoint_of_an_hour_is_kept(portal: str, store: Store) -> None:
    conn = await asyncpg.connect(portal)
    for _ in range(3):
        await act(store)
        await taken(store)
    assert await conn.fetchval("select array_agg(size order by id) from audit_checkpoint") == [3]
    await conn.execute("update audit_checkpoint set at = at - interval '1 hour'")
    await act(store)
    await taken(store)
    assert await conn.fetchval("select array_agg(size order by id) from audit_checkpoint") == [3, 4]
    await conn.close()


async def test_another_key_signs_nothing_until_it_is_adopted(store: Store) -> None:
    await act(store)
    await taken(store)
    other = Signer(bytes(32), "dien-dan.example")
    await act(store)
    assert await taken(store, other) is State.OTHER_KEY
    async with store.looking() as tx:
        assert (await proofs.newest(tx)).size == 1
    key = (await store.run(chaining.adopt, None, other)).result
    assert await taken(store, other) is State.DONE
    assert await taken(store) is State.OTHER_KEY
    async with store.looking() as tx:
        newest = await proofs.newest(tx)
    assert (newest.size, newest.key) == (3, key), "that it was adopted is on record too"


async def test_what_was_recorded_before_there_was_a_log_waits_for_its_leaf(empty: str) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn, up_to=7)
    act = "insert into audit (act, facts) values ('tests.act', '{}')"
    await conn.execute(act)
    await migrate(conn, up_to=8)
    await conn.execute(act)
    await migrate(conn)
    waiting = await conn.fetch("select audit_id from audit_pending order by audit_id")
    assert waiting == await conn.fetch("select id as audit_id from audit order by id")
    assert len(waiting) == 2
    await conn.close()


async def test_a_row_stands_for_ever(portal: str, store: Store) -> None:
    await act(store)
    conn = await asyncpg.connect(portal)
    for change in (
        "update audit set act = 'rooms.describe'",
        "update audit set facts = '{\"person\":7}'",
        "update audit set at = now()",
        "update audit set room_ids = '{}'",
        "delete from audit",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await conn.execute(change)
    await conn.close()
