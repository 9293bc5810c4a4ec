"""Rows of people who were erased: their leaves stand, and what these were made of is gone."""

import asyncio
from uuid import UUID

import asyncpg

from rooms import accounts, audit
from rooms.accounts import Profile, SignUp
from rooms.people import Constituency, Language
from rooms.rule import Rule
from rooms.screening import Unscreened
from rooms.store import Store
from rooms.tx import Tx
from server.identity import sessions
from server.record import chaining
from tests.server.record.conftest import taken
from tests.server.record.recorded import leaves
from tests.serving import SIGNER
from tests.world import new_key


async def test_erasing_a_person_leaves_the_log_as_it_was(portal: str, store: Store) -> None:
    form = SignUp(UUID(new_key()), "hoa@vidu.invalid", "Lê Thị Hoa", "", Constituency.EXPERT)
    hoa = (await store.run(accounts.sign_up, None, form, None)).result
    person = await store.run(sessions.begin, None, hoa.id, bytes(32), "tests")
    who = person.result.who
    await store.run(sessions.end, who, who.session_id or 0)
    await taken(store)
    before = await leaves(portal)
    profile = Profile(UUID(new_key()), "Hoa", "", Constituency.CITIZEN, Language.VI)
    await store.run(accounts.change_profile, who, profile)  # waits for its place
    conn = await asyncpg.connect(portal)
    async with conn.transaction():
        assert await audit.erase(conn, hoa.id) == 2
    assert await conn.fetchval("select count(*) from audit where person_id = $1", hoa.id) == 0
    assert await conn.fetchval("select count(*) from audit_leaf where commitment is not null") == 1
    await taken(store)
    after = await leaves(portal)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    assert await conn.fetchval("select count(*) from audit_leaf where commitment is not null") == 2
    await conn.close()


async def test_a_row_erased_while_it_is_taken_into_the_log_is_erased_there_too(
    portal: str, store: Store
) -> None:
    form = SignUp(UUID(new_key()), "hoa@vidu.invalid", "Lê Thị Hoa", "", Constituency.EXPERT)
    hoa = (await store.run(accounts.sign_up, None, form, None)).result
    person = await store.run(sessions.begin, None, hoa.id, bytes(32), "tests")
    await store.run(sessions.end, person.result.who, person.result.who.session_id or 0)
    conn, watching = await asyncpg.connect(portal), await asyncpg.connect(portal)
    waiting = "select count(*) from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'"

    async def erased() -> int:
        async with conn.transaction():
            return await audit.erase(conn, hoa.id)

    async with store._pool.acquire() as follower, follower.transaction():
        await chaining.extend(Tx(follower, Rule(), Unscreened()), None, SIGNER)
        erasing = asyncio.create_task(erased())
        while not await watching.fetchval(waiting, conn.get_server_pid()):
            await asyncio.sleep(0.005)
    assert await erasing == 1
    found = await conn.fetchrow(
        "select a.facts::text as facts, l.salt from audit a join audit_leaf l on l.audit_id = a.id"
        " where a.act = 'sessions.end'"
    )
    assert found is not None
    assert (found["facts"], found["salt"]) == ("{}", None)
    await conn.close()
    await watching.close()
