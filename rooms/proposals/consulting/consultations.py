"""Opening and closing a consultation, by those who draft the proposal or keep its room.

It is closed when its time is over, by the database's clock, and each comment that counts has an answer: the table of comments and
answers is then whole, and stays as it is.
"""

from datetime import datetime, timedelta

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, Malformed, NotFound, Stale
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.consulting.consultation import (
    ConsultationClosed,
    ConsultationLine,
    ConsultationOpened,
)
from rooms.proposals.seats import Seat
from rooms.proposals.stages import WRITTEN
from rooms.roles import KEEPERS
from rooms.tx import Tx

q = sql.beside(__file__)

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=366)


class Consulting(Command, frozen=True):
    """A consultation on this version, until then."""

    version: int
    closes_at: datetime


async def begin(tx: Tx, who: Who, proposal_id: int, consulting: Consulting) -> ConsultationLine:
    """Open a consultation on the newest version.

    Raises as `seats.take`; Forbidden (neither a co-author nor a keeper), Conflict (the text is frozen, one is open), Stale, Malformed.
    """
    seat = await take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage not in WRITTEN:
        raise Conflict("text-frozen")
    if consulting.version != state.version:
        raise Stale("text-moved-on", field="version", version=state.version)
    if await unclosed(tx, proposal_id) is not None:
        raise Conflict("consultation-open")
    if (
        consulting.closes_at.tzinfo is None
        or not SHORTEST <= consulting.closes_at - state.now <= LONGEST
    ):
        raise Malformed("bad-end", field="closes_at")
    line = await tx.one(
        ConsultationLine, q["begin"], proposal_id, seat.room_id, state.version, seat.number, consulting.closes_at
    )  # fmt: skip
    assert line is not None, "an insert returns its row"
    tx.facts["consultation"] = line.number
    tx.append(seat.room_id, ConsultationOpened(line), by=seat.number)
    return line


async def close(tx: Tx, who: Who, proposal_id: int, number: int, _: Command) -> ConsultationLine:
    """Close it for good. Raises as `begin`; NotFound, Conflict (closed already, before its time, `waiting` comments have no answer)."""
    seat = await take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    line = await tx.one(ConsultationLine, q["of_number"], proposal_id, number)
    if line is None:
        raise NotFound("no-consultation")
    if line.closed_at is not None:
        raise Conflict("consultation-closed")
    if state.now < line.closes_at:
        raise Conflict("consultation-runs", until=line.closes_at)
    if left := await waiting(tx, line):
        raise Conflict("comments-wait", waiting=left)
    line = await tx.one(ConsultationLine, q["close"], proposal_id, number, seat.number)
    assert line is not None, "the proposal is locked"
    tx.append(seat.room_id, ConsultationClosed(line), by=seat.number)
    return line


async def unclosed(tx: Tx, proposal_id: int) -> ConsultationLine | None:
    """The consultation that is not closed. For who may read the proposal."""
    return await tx.one(ConsultationLine, q["open"], proposal_id)


async def waiting(tx: Tx, line: ConsultationLine) -> int:
    """How many of its comments that count have no answer."""
    found: int = await tx.conn.fetchval(q["waiting"], line.proposal_id, line.number)
    return found


async def take(tx: Tx, who: Who, proposal_id: int) -> Seat:
    """The seat of one who may lead a consultation, the proposal locked. Raises as `seats.take`; Forbidden, NotFound (not opened)."""
    seat = await seats.take(tx, who, proposal_id)
    if not seat.opened:
        raise Conflict("not-opened")
    if seat.chair is None and seat.role not in KEEPERS:
        raise Forbidden("co-authors-or-keepers")
    return seat
