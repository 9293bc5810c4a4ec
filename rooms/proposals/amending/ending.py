"""What becomes of an amendment that is not taken in: co-authors reject it, or its author withdraws it. Each ends once."""

from rooms import sql
from rooms.audit import Command
from rooms.errors import Forbidden
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentEnded, AmendmentLine, AmendmentState, Why
from rooms.proposals.amending.places import Place
from rooms.screening import Words
from rooms.text import clean, title, within
from rooms.threads import Reason
from rooms.tx import Tx

q = sql.beside(__file__)


class Rejecting(Command, frozen=True):
    """Why this revision is not taken in."""

    revision: int
    reason: Reason


class Withdrawing(Command, frozen=True):
    """Why somebody asks for it no more; they need not say."""

    reason: Why = ""


async def reject(tx: Tx, who: Who, amendment_id: int, rejecting: Rejecting) -> AmendmentLine:
    """Take none of an amendment in. Raises as `places.take`; Forbidden (no co-author), Stale (it was put otherwise meanwhile)."""
    place = await places.take(tx, who, amendment_id)
    if place.seat.chair is None:
        raise Forbidden("co-authors-only")
    places.must_be(place.amendment, rejecting.revision)
    reason = title(rejecting.reason, "reason", LONGEST_REASON)
    tx.screen(Words("description", reason))
    return await _end(tx, place, AmendmentState.REJECTED, reason)


async def withdraw(tx: Tx, who: Who, amendment_id: int, withdrawing: Withdrawing) -> AmendmentLine:
    """Ask for one's own amendment no more. Raises as `places.take`; Forbidden (not theirs)."""
    place = await places.take(tx, who, amendment_id)
    if place.amendment.by != place.seat.number:
        raise Forbidden("not-yours")
    reason = within(clean(withdrawing.reason, "reason").strip(), "reason", LONGEST_REASON)
    tx.screen(Words("description", reason))
    return await _end(tx, place, AmendmentState.WITHDRAWN, reason)


async def _end(tx: Tx, place: Place, outcome: AmendmentState, reason: str) -> AmendmentLine:
    seat, amendment = place.seat, place.amendment
    await tx.do(
        q["end"],
        amendment.id,
        seat.id,
        seat.room_id,
        amendment.revision,
        outcome,
        reason,
        seat.number,
    )
    tx.facts |= {"amendment": amendment.id, "outcome": outcome}
    # Whoever hides its words has done so, and the line says no more why; or waits, and finds the entry that does.
    await places.shows(tx, amendment.id)
    line = await places.line(tx, amendment.id)
    told = AmendmentEnded(await seats.line(tx, seat.id), line)
    tx.append(seat.room_id, told, by=seat.number)
    return line
