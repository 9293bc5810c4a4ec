"""When things become true: nothing is told before its commit, and what is read together is of one moment."""

from collections.abc import Sequence
from datetime import UTC, datetime

import asyncpg
import pytest

from rooms import audit
from rooms.journal import Entry
from rooms.post import PostRetracted
from rooms.rule import Rule
from rooms.store import Store
from rooms.tx import Tx
from tests.debate import Debate

# It is found to be wrong by the commit, when the entries have been written.
FAILS_AT_COMMIT = (
    "create temporary table trung (id int primary key deferrable initially deferred) on commit drop",
    "insert into trung values (1), (1)",
)


async def test_what_fails_at_its_commit_was_told_to_nobody(debate: Debate) -> None:
    told: list[Entry] = []
    wrong = [True]

    def announce(entries: Sequence[Entry]) -> None:
        told.extend(entries)

    async def rut_lai(tx: Tx, _: None) -> None:
        tx.append(debate.room_id, PostRetracted(1, datetime.now(UTC), 1, "Nhầm", []), by=1)
        for statement in FAILS_AT_COMMIT[: 2 * wrong[0]]:
            await tx.do(statement)

    rules = {audit.name_of(rut_lai): Rule(recorded=False)}
    head = await debate.head()
    async with asyncpg.create_pool(debate.world.database_url, min_size=1, max_size=2) as pool:
        store = Store(pool, announce, rules=rules)
        with pytest.raises(asyncpg.UniqueViolationError):
            await store.run(rut_lai, None)
        assert told == []
        assert await debate.head() == head
        wrong[0] = False
        await store.run(rut_lai, None)
    assert [entry.seq for entry in told] == [head + 1]


async def test_what_is_read_together_is_of_one_moment(debate: Debate) -> None:
    query = "select seq from room where id = $1"
    store: Store = debate.world.app.state.store
    async with store.reading() as tx:
        before = await tx.conn.fetchval(query, debate.room_id)
        await debate.say(debate.member, "Một lời chen vào giữa hai lần đọc.")
        assert await tx.conn.fetchval(query, debate.room_id) == before
    async with store.reading() as tx:
        assert await tx.conn.fetchval(query, debate.room_id) == before + 1
