"""Group commit: commands that wait for the database at the same time share one transaction, and one flush to the disk.

Each stands behind a savepoint of its own, so that one that is refused harms no neighbour. Whatever stands against the
company and not against the run (a lock that somebody holds for long, a deadlock, a key that was used before, an
archived room) sends it on alone, where it is told exactly. Who goes with whom: `rooms.lanes`.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import asyncpg
import structlog

from rooms import audit, sql
from rooms.appending import append
from rooms.connections import AGAIN, GONE, meant
from rooms.errors import Refused
from rooms.journal import Entry
from rooms.lanes import Lanes
from rooms.run import Done, Run
from rooms.screening import Screen
from rooms.tx import Tx

log = structlog.get_logger(__name__)

LANES = 4
MOST = 32  # runs in one transaction: the first of them waits for the last
# Waiting for somebody's lock is for those who go alone.
BEGIN = "begin; set local lock_timeout = '250ms'"
FIRST = "savepoint one"
KEEP = "release savepoint one; savepoint one"
UNDO = "rollback to savepoint one"

# What became of a run: what it did, why it was refused, or None: it must go alone.
Outcome: TypeAlias = Done[Any] | Exception | None


class Group:
    """Takes runs of commands. `alone` does one, `together` several: one outcome for each, in their order."""

    def __init__(
        self,
        alone: Callable[[Run[Any]], Awaitable[Done[Any]]],
        together: Callable[[Sequence[Run[Any]]], Awaitable[Sequence[Outcome]]],
        lanes: int = LANES,
    ) -> None:
        self._alone = alone
        self._together = together
        self._lanes = Lanes(self._do, lanes, MOST, key=lambda run: run.claim)

    async def run(self, run: Run[Any]) -> Done[Any]:
        """Do it, in company or alone. Raises what the verb refuses; Busy where it has waited in vain."""
        done = await self._lanes.go(run)
        return await self._alone(run) if done is None else done

    async def _do(self, runs: list[Run[Any]]) -> Sequence[Outcome]:
        if len(runs) == 1:
            return [await self._alone(runs[0])]
        return await self._together(runs)


async def together(
    conn: sql.Connection, runs: Sequence[Run[Any]], screen: Screen
) -> tuple[list[Outcome], list[Entry]]:
    """Do these runs in one transaction: what became of each, and the entries to be announced."""
    try:
        return await _in_one_transaction(conn, runs, screen)
    except GONE:
        raise
    except (Refused, asyncpg.PostgresError) as error:
        log.info("a group is done one by one", runs=len(runs), why=str(error))
        return [None] * len(runs), []
    finally:
        with suppress(*GONE):
            if conn.is_in_transaction():
                await conn.execute("rollback")


async def _in_one_transaction(
    conn: sql.Connection, runs: Sequence[Run[Any]], screen: Screen
) -> tuple[list[Outcome], list[Entry]]:
    await conn.execute(BEGIN)
    claimed = await audit.claim(conn, runs)
    await conn.execute(FIRST)
    outcomes: list[Outcome] = [None] * len(runs)
    done: list[tuple[int, Tx, Any]] = []
    for place in sorted(range(len(runs)), key=lambda place: runs[place].on):  # locks in one order
        run = runs[place]
        if run.claim not in claimed:
            continue
        tx = Tx(conn, run.rule, screen)
        try:
            done.append((place, tx, await run.by(tx)))
        except GONE:
            raise
        except Exception as error:  # noqa: BLE001 - it is its caller's, not the company's
            await conn.execute(UNDO)
            if not isinstance(error, (*AGAIN, asyncpg.LockNotAvailableError)):
                outcomes[place] = meant(error)
        else:
            await conn.execute(KEEP)
    if not done:
        return outcomes, []
    written = await append(conn, [tx for _, tx, _ in done])
    acts = []
    for (place, tx, result), (_, seqs) in zip(done, written, strict=True):
        outcome = outcomes[place] = Done(result, seqs)
        acts.append(runs[place].kept(tx, outcome))
    await audit.write(conn, [act for act in acts if act])
    if unused := claimed - {runs[place].claim for place, _, _ in done}:
        await audit.let_go(conn, unused)
    await conn.execute("commit")
    return outcomes, [entry for entries, _ in written for entry in entries]
