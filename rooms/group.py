"""Group commit: commands that wait for the database at the same time share a transaction, and one flush to the disk.

One that is refused harms no neighbour. Whatever stands against the company and not against the run (a lock that somebody
holds for long, a deadlock, a key that was used before, an archived room) sends it on: from the set to one by one, and
from there to go alone, where it is told exactly. Who goes with whom: `rooms.lanes`.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

import structlog

from rooms import sql
from rooms.at_once import alike, at_once
from rooms.connections import GONE
from rooms.errors import Refused
from rooms.journal import Entry
from rooms.lanes import Lanes
from rooms.one_by_one import Outcome, one_by_one
from rooms.run import Done, Run
from rooms.screening import Screening

log = structlog.get_logger(__name__)

LANES = 2
MOST = 32  # runs in one transaction: the first of them waits for the last
# Waiting for somebody's lock is for those who go alone. The table of commands is everybody's first, also of a set that
# writes into it last: a migration that must have many tables waits for writers at this one.
BEGIN = "begin; set local lock_timeout = '250ms'; lock table command in row exclusive mode"

# A way to do several runs in one transaction that has begun.
Way: TypeAlias = Callable[
    [sql.Connection, Sequence[Run[Any]], Screening],
    Awaitable[tuple[Sequence[Outcome], list[Entry]]],
]


class Group:
    """Takes runs of commands. `alone` does one, `together` several in some way: one outcome for each, in their order."""

    def __init__(
        self,
        alone: Callable[[Run[Any]], Awaitable[Done[Any]]],
        together: Callable[[Way, Sequence[Run[Any]]], Awaitable[Sequence[Outcome]]],
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
        outcomes: list[Outcome] = [None] * len(runs)
        for places in alike(runs):
            await self._by(at_once, runs, places, outcomes)
        left = [place for place, outcome in enumerate(outcomes) if outcome is None]
        if left:
            await self._by(one_by_one, runs, left, outcomes)
        return outcomes

    async def _by(
        self, way: Way, runs: list[Run[Any]], places: list[int], outcomes: list[Outcome]
    ) -> None:
        places = sorted(places, key=lambda place: runs[place].on)  # locks in one order
        found: Sequence[Outcome]
        try:
            found = await self._together(way, [runs[place] for place in places])
        except Refused as error:  # the database is away: what others have done before stands
            found = [error] * len(places)
        for place, outcome in zip(places, found, strict=True):
            outcomes[place] = outcome


async def together(
    conn: sql.Connection, way: Way, runs: Sequence[Run[Any]], screening: Screening
) -> tuple[Sequence[Outcome], list[Entry]]:
    """Do these runs in one transaction: what became of each, and the entries to be announced."""
    try:
        await conn.execute(BEGIN)
        outcomes, entries = await way(conn, runs, screening)
        if any(isinstance(outcome, Done) for outcome in outcomes):
            await conn.execute("commit")
    except GONE:
        raise
    except Exception as error:  # noqa: BLE001 - whose it is shows when each is done by itself
        why = type(error).__name__  # its text may quote what somebody wrote
        log.info("a group is done otherwise", way=way.__name__, runs=len(runs), why=why)
        return [None] * len(runs), []
    else:
        return outcomes, entries
    finally:
        with suppress(*GONE):
            if conn.is_in_transaction():
                await conn.execute("rollback")
