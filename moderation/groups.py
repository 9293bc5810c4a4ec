"""Groups: cases that wait as one, under the one that leads them, with one lease, one clock and one line in the queue.

Each stays a case of its own, with its reports, its act and its review; the database counts what a leading case has under it. Whoever
adds to a group, or decides it, locks the target of the case that they name, then the others' in order, then the cases. One that is acted on in
the thread leaves its group under the lock of its own target: what a leader has is locked and counted anew by the database.
"""

from collections.abc import Sequence

from msgspec import Struct

from moderation import cases
from moderation.case import CaseMerged, CaseSplit
from moderation.cases import About, Locked
from moderation.seats import Seat
from moderation.targets import TARGETS
from rooms import sql
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 50  # cases, the leading one among them


class Group(Struct, frozen=True):
    """A case and those that wait under it, in the order of their ids; none where it stands by itself."""

    lead: Locked
    others: list[Locked]


async def lock(tx: Tx, who: Who, case_id: int, joining: Sequence[int] = ()) -> Group:
    """The case with all that waits under it, locked with their targets; `joining`, with what they lead, likewise. Raises NotFound."""
    lead = await cases.lock_target(tx, case_id)
    found = await tx.all(About, q["together"], [lead, *joining])
    for each in found:
        await TARGETS[each.target].lock(tx, each.target_id)
    await tx.do(q["lock"], [each.id for each in found])
    return Group(
        await cases.look(tx, who, case_id),
        await cases.looks(tx, who, await led(tx, case_id)),
    )


async def led(tx: Tx, case_id: int) -> list[int]:
    """The cases that wait under this one, in the order of their ids."""
    ids: list[int] = await tx.conn.fetchval(q["led"], case_id)
    return ids


async def join(tx: Tx, seat: Seat | None, lead_id: int, ids: Sequence[int]) -> None:
    """Put open cases that stand by themselves, all of them locked, under one of them."""
    await _regroup(tx, seat, q["join"], CaseMerged, lead_id, ids)


async def part(tx: Tx, seat: Seat | None, lead_id: int, ids: Sequence[int]) -> None:
    """Let these stand by themselves again, each with its own clock and weight. `seat` None: the queue is not told for whose sake."""
    await _regroup(tx, seat, q["part"], CaseSplit, lead_id, ids)


async def leave(tx: Tx, seat: Seat | None, case: Locked) -> None:
    """Let this one stand without the others, which wait on under the first of them, where it led them."""
    if case.within is not None:
        await part(tx, seat, case.within, [case.id])
    elif case.leads:
        heir, *rest = others = await led(tx, case.id)
        await part(tx, seat, case.id, others)
        if rest:
            await join(tx, seat, heir, rest)


async def _regroup(
    tx: Tx,
    seat: Seat | None,
    query: str,
    event: type[CaseMerged | CaseSplit],
    lead_id: int,
    ids: Sequence[int],
) -> None:
    before = await cases.line(tx, lead_id)
    await tx.do(query, ids, lead_id)
    for each in ids:
        await cases.tell(tx, seat, each, lambda now: event(now, lead_id, now.due_at))
    await cases.tell(tx, seat, lead_id, lambda now: event(now, lead_id, before.due_at))
