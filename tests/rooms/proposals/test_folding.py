"""A document stays small however long it is worked on, and outlives a server that is killed while it is."""

import asyncio
import random
from pathlib import Path

import httpx

from rooms.proposals.joint import keeping, together
from rooms.proposals.joint.together import Typed
from tests.debate import Debate
from tests.promises.process import Served
from tests.promises.scene import who
from tests.rooms.proposals.tabling import TEXT, Table
from tests.rooms.proposals.typists import Typist, settled, two
from tests.world import Someone

ROUNDS = 2 * keeping.FOLDED_AT + 30
LETTERS = 9  # of an edit
MOST_BYTES, OF_EDIT = 10_000, 60  # for a text of less than 3,000
BYTES = """
    select octet_length(s.state) + octet_length(s.hands)
        + coalesce((select sum(octet_length(u.change)) from draft_update u where u.proposal_id = s.proposal_id), 0)
    from draft_state s where s.proposal_id = $1
"""


async def test_older_edits_are_folded_and_whoever_is_behind_gets_all(
    table: Table, debate: Debate
) -> None:
    chance = random.Random(7)
    a, b = await two(debate, table)
    for n in range(ROUNDS):
        a.type(chance, f"a{n}")
        a.drop(chance.randint(0, len(str(a))), 3)
        await a.push()
    async with debate.world.sql() as conn:
        left = await conn.fetchval(
            "select count(*) from draft_update where proposal_id = $1", table.id
        )
        until = await conn.fetchval("select seq from draft_state where proposal_id = $1", table.id)
    assert keeping.LEFT <= left < keeping.FOLDED_AT
    assert until + left == ROUNDS
    told = await b.who.get(f"{b.path}/edits?after=1")
    assert told["state"] is not None
    assert (await b.who.get(f"{b.path}/edits?after={until}"))["state"] is None
    assert (await b.who.get(f"{b.path}/edits?after={ROUNDS + 1}"))["state"] is not None
    await settled(a, b)
    saved = (await a.who.do("POST", f"{a.path}/saves"))["result"]
    async with debate.world.sql() as conn:
        kept = await conn.fetchval(
            "select hands from proposal_hand where proposal_id = $1 and draft = 2", table.id
        )
    assert kept == f"[[{len(saved['text'])},{debate.number(a.who)}]]"


async def kept_of(table: Table, spread: bool, edits: int) -> list[int]:
    """The bytes that are stored after each hundred edits: as much is taken out as put in, at a caret that moves seldom, or anywhere."""
    store, typist = table.debate.world.app.state.store, Typist(table.author, table)
    await typist.come()
    chance, author, found, caret = random.Random(9), who(table.author), list[int](), 0
    async with table.debate.world.sql() as conn:
        for n in range(1, edits + 1):
            before = typist.doc.get_state()
            if spread or n % 30 == 0:
                caret = chance.randint(0, len(str(typist)))
            if n > 100 and n % 2:
                caret = max(0, caret - LETTERS)
                typist.drop(caret, LETTERS)
            else:
                typist.put(caret, f"điều {n:03} ")
                caret += LETTERS
            typed = Typed(typist.doc.get_update(before), n - 1)
            await store.run(together.push, author, table.id, typed)
            if n % 100 == 0:
                found.append(await conn.fetchval(BYTES, table.id))
    assert len(str(typist).encode()) < 3000
    return found


async def test_after_six_hundred_edits_no_more_is_kept_than_after_some(table: Table) -> None:
    kept = await kept_of(table, False, 600)
    assert max(kept) < MOST_BYTES


async def test_edits_anywhere_leave_a_few_bytes_each(table: Table) -> None:
    kept = await kept_of(table, True, 300)
    assert all(each < 100 * n * OF_EDIT for n, each in enumerate(kept, 1))


async def test_a_server_that_is_killed_while_two_type_loses_no_character(
    table: Table, debate: Debate, database_url: str, tmp_path: Path
) -> None:
    served = Served(tmp_path / "data", database_url)
    await served.start()
    chance, over = random.Random(8), asyncio.Event()
    typists = await two(debate, table)
    for each in typists:  # their sessions are the database's, whichever server asks it
        http = httpx.AsyncClient(base_url=served.url, headers={"origin": served.url}, timeout=10)
        http.cookies = each.who.http.cookies
        each.who = Someone(http, each.who.person, each.who.email)

    async def typed(typist: Typist, name: str) -> int:
        count = 0
        while not over.is_set():
            typist.type(chance, f"{name}{count}")
            count += 1
            try:
                await typist.push()
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
        return count

    try:
        writing = [
            asyncio.create_task(typed(each, name)) for each, name in zip(typists, "ab", strict=True)
        ]
        for _ in range(2):
            await asyncio.sleep(1)
            served.kill()
            await served.start()
        await asyncio.sleep(1)
        over.set()
        counts = await asyncio.gather(*writing)
        text = await settled(*typists)
    finally:
        await served.stop()
        for each in typists:
            await each.who.http.aclose()
    said = (f"⟨{name}{n}⟩" for name, count in zip("ab", counts, strict=True) for n in range(count))
    assert len(text) == len(TEXT) + sum(map(len, said))
