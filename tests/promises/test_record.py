"""P31: every act is on record. Each changing route leaves exactly its audit row, in the transaction of the change.

Proven from outside: where the commit that holds the row fails, nothing is left of the act, and the same command sent
again does it then. The routes are those of the live application.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from rooms.policy import RULES
from rooms.rule import Asked
from server.rights import Way
from tests.promises.asking import CHANGING, ask, asked_by, of
from tests.promises.harness import Promise
from tests.world import Someone, World, new_key

PROMISE = "P31"
# Acts that leave no row: marks of what was read, and what is typed and not said. Presence is nowhere.
EXEMPT = {"inbox.read", "reading.mark", "together.push", "unsent.keep", "unsent.throw_away"}
BY_THE_SYSTEM = {act for act, rule in RULES.items() if rule.asked == Asked.SYSTEM}
NAMES = [way.name for way in CHANGING]

FAILING = """
    create function fail_the_commit() returns trigger language plpgsql as $$ begin raise exception 'the commit fails'; end $$;
    create constraint trigger failing after insert on audit deferrable initially deferred
        for each row when (new.act = {act}) execute function fail_the_commit();
"""
WHOLE = "drop trigger failing on audit; drop function fail_the_commit();"


@asynccontextmanager
async def failing(world: World, act: str) -> AsyncIterator[None]:
    """Meanwhile no transaction that holds a row of this act can be committed."""
    async with world.sql() as conn:
        await conn.execute(FAILING.format(act=f"'{act}'"))
    try:
        with capture_logs():  # the server tells of the failure at length
            yield
    finally:
        async with world.sql() as conn:
            await conn.execute(WHOLE)


async def _rows(world: World, after: int) -> list[dict[str, Any]]:
    async with world.app.state.store.looking() as tx:
        found = await tx.conn.fetch(
            "select id, act, person_id from audit where id > $1 order by id", after
        )
    return [dict(row) for row in found if row["act"] not in BY_THE_SYSTEM]


async def _newest(world: World) -> int:
    async with world.app.state.store.looking() as tx:
        found: int = await tx.conn.fetchval("select coalesce(max(id), 0) from audit")
        return found


def test_what_is_exempt_is_listed_here() -> None:
    assert {act for act, rule in RULES.items() if not rule.recorded} - BY_THE_SYSTEM == EXEMPT


@pytest.mark.parametrize("way", CHANGING, ids=NAMES)
async def test_a_changing_route_leaves_exactly_its_rows_and_none_where_the_commit_fails(
    world: World, everyone: list[Someone], administrator: Someone, way: Way, running: Promise
) -> None:
    recorded = way.right in RULES and way.right not in EXEMPT and not of(way).ok
    expected: list[str] = list(
        (way.right or "",) if of(way).acts is None and recorded else of(way).acts or ()
    )
    wrong: list[str] = []

    def holds(so: bool, what: str) -> None:
        running.holds(so, what)
        if not so:
            wrong.append(what)

    scene, who = await asked_by(world, everyone, administrator, way)
    path, key = await scene.path(way.name.split()[1]), new_key()
    start, head = await _newest(world), await scene.head()
    said = of(way).said(scene)
    for act in expected[:1]:
        async with failing(world, act):
            failed = await ask(world, scene, way, who, path, key, said)
        holds(failed.status_code == 500, f"{way.name}, commit failing: {failed.status_code}")
        holds(await _rows(world, start) == [], f"{way.name} left a row and was not done")
        holds(await scene.head() == head, f"{way.name} told the room and was not done")
    done = await ask(world, scene, way, who, path, key, said)
    known = of(way).ok + of(way).unmet
    ok = done.status_code in known or (not of(way).ok and done.is_success)
    holds(ok, f"{way.name}: {done.status_code} {done.text[:200]}")
    rows = await _rows(world, start)
    running.n += 1
    holds([row["act"] for row in rows] == expected, f"{way.name}: {rows}, not {expected}")
    assert not wrong, "; ".join(wrong)
