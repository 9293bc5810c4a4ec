"""What ends every transaction: the entries of what was done, an audit row for each act, and the answers for retries."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rooms import audit, sql
from rooms.appending import append
from rooms.journal import Entry
from rooms.run import Done, Run
from rooms.tx import Tx


class Acted(NamedTuple):
    """A run that has been done: what it was given to work with, and its result."""

    run: Run[Any]
    tx: Tx
    result: Any


async def settle(
    conn: sql.Connection, acted: Sequence[Acted], *, claimed: bool = True
) -> tuple[list[Done[Any]], list[Entry]]:
    """Write down what these have done: the Done of each in their order, and the entries to be announced.

    `claimed`: whether their keys are in the table since the transaction began; if not, they are put there with their
    answers. Raises Conflict where a room is archived; UniqueViolationError where a key was used before.
    """
    written = await append(conn, [each.tx for each in acted])
    done = [Done(each.result, seqs) for each, (_, seqs) in zip(acted, written, strict=True)]
    acts = [each.run.kept(each.tx, what) for each, what in zip(acted, done, strict=True)]
    await audit.write(conn, [act for act in acts if act], claimed=claimed)
    return done, [entry for entries, _ in written for entry in entries]
