"""Leases: whoever works on a case holds it for a few minutes, and goes on holding it while it is open on their screen.

One `update … where` decides who gets it, so two people never hold one; a lease that has run out is none.
"""

from moderation import cases, seats
from moderation.case import LEASE, Case, CaseClaimed, CaseReleased
from rooms import sql
from rooms.audit import Command
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


async def claim(tx: Tx, who: Who, case_id: int, _: Command) -> Case:
    """Hold the case from now on, or go on to: to decide it, to act again where it is decided, or to review.

    Raises NotFound, Forbidden, Conflict (somebody else holds it; it is one's own, or one had reported it, or acted; it waits under another).
    """
    seat = await seats.take(tx, who, "no-case")
    case = await cases.look(tx, who, case_id)
    cases.must_be_alone(case)
    cases.must_be_fair(case, who)
    if await tx.conn.fetchval(q["claim"], case_id, who.id, LEASE) is None:
        raise await cases.claimed(tx, case_id)
    return await cases.tell(tx, seat, case_id, CaseClaimed)


async def release(tx: Tx, who: Who, case_id: int, _: Command) -> Case:
    """Hold the case no more. Where one does not hold it, nothing changes. Raises NotFound, Forbidden."""
    seat = await seats.take(tx, who, "no-case")
    await cases.look(tx, who, case_id)
    if await tx.conn.fetchval(q["release"], case_id, who.id) is None:
        return await cases.line(tx, case_id)
    return await cases.tell(tx, seat, case_id, CaseReleased)
