"""Runs that share a transaction and are done one after the other, each behind a savepoint of its own."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import asyncpg

from rooms import audit, sql
from rooms.connections import AGAIN, GONE, meant
from rooms.journal import Entry
from rooms.run import Done, Run
from rooms.screening import Screening
from rooms.settling import Acted, settle
from rooms.tx import Tx

FIRST = "savepoint one"
KEEP = "release savepoint one; savepoint one"
UNDO = "rollback to savepoint one"

# What became of a run: what it did, why it was refused, or None: it must go alone.
Outcome: TypeAlias = Done[Any] | Exception | None


async def one_by_one(
    conn: sql.Connection, runs: Sequence[Run[Any]], screening: Screening
) -> tuple[list[Outcome], list[Entry]]:
    """Do these: what became of each, and the entries to be announced. Raises what is wrong with all of them."""
    claimed = await audit.claim(conn, runs)
    await conn.execute(FIRST)
    outcomes: list[Outcome] = [None] * len(runs)
    acted: dict[int, Acted] = {}
    for place, run in enumerate(runs):
        if run.claim not in claimed:
            continue
        tx = Tx(conn, run.rule, screening)
        try:
            acted[place] = Acted(run, tx, await run.by(tx))
        except GONE:
            raise
        except Exception as error:  # noqa: BLE001 - it is its caller's, not the company's
            await conn.execute(UNDO)
            if not isinstance(error, (*AGAIN, asyncpg.LockNotAvailableError)):
                outcomes[place] = meant(error)
        else:
            await conn.execute(KEEP)
    if not acted:
        return outcomes, []
    done, entries = await settle(conn, list(acted.values()))
    for place, what in zip(acted, done, strict=True):
        outcomes[place] = what
    if unused := claimed - {each.run.claim for each in acted.values()}:
        await audit.let_go(conn, unused)
    return outcomes, entries
