"""Numbering entries and writing them: the last thing a transaction does before what is kept of its acts.

Several runs of one transaction are written together, rooms in the order of their ids: two transactions never wait for
each other's journals crosswise, and a room's row is locked only for the last moment before commit. That lock makes the
numbers gapless and their order the order of commits.
"""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from msgspec import Raw

from rooms import sql
from rooms.errors import Conflict
from rooms.journal import Entry
from rooms.tx import Tx

q = sql.beside(__file__)


class Written(NamedTuple):
    """What one run has told: its entries, and for each room the number of the newest of them."""

    entries: list[Entry]
    seqs: dict[int, int]


async def append(conn: sql.Connection, runs: Sequence[Tx]) -> list[Written]:
    """Write what each run has appended, in the order of the runs.

    Raises Conflict where a room is archived and the policy table does not let every one of these acts go on there.
    """
    lines = sorted(
        ((room_id, line, tx) for tx in runs for room_id, line in tx.lines), key=lambda each: each[0]
    )
    if not lines:
        return [Written([], {}) for _ in runs]
    heads = {
        row["id"]: row
        for row in await conn.fetch(
            q["append"],
            [room_id for room_id, _, _ in lines],
            [line.kind for _, line, _ in lines],
            [line.by for _, line, _ in lines],
            [line.adds for _, line, _ in lines],
            [line.body.decode() for _, line, _ in lines],
            [tx.archived for _, _, tx in lines],
            [n for n, (_, line, _) in enumerate(lines, 1) for _ in line.about],
            [f"{s.kind}:{s.id}" for _, line, _ in lines for s in line.about],
        )
    }
    if any(room_id not in heads for room_id, _, _ in lines):
        raise Conflict("room-archived")
    numbers = {room_id: count(head["base"] + 1) for room_id, head in heads.items()}
    written = {id(tx): Written([], {}) for tx in runs}
    for room_id, line, tx in lines:
        head, seq = heads[room_id], next(numbers[room_id])
        entries, seqs = written[id(tx)]
        entries.append(
            Entry(room_id, head["epoch"], seq, head["at"], line.kind, line.by, Raw(line.body))
        )
        if not line.quiet:
            seqs[room_id] = seq
    return list(written.values())
