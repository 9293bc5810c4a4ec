"""Who somebody is at a proposal: a member of the room it is put to, and perhaps one of those who draft it.

Each act begins here. Before a proposal is opened only its co-authors know of it: to everybody else it is not there.
"""

from datetime import datetime

from msgspec import Struct

from rooms import silence, sql, standing
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.people import Who
from rooms.proposals import procedures
from rooms.proposals.procedures import Procedure
from rooms.proposals.proposal import Proposal
from rooms.proposals.stages import At, Stage
from rooms.roles import Role
from rooms.screening import Author
from rooms.tx import Tx

q = sql.beside(__file__)


class Seat(Struct, frozen=True):
    """The member who acts, and the proposal, locked. `number` is theirs in the room, `chair` at the table; None: no co-author."""

    id: int
    room_id: int
    table_id: int
    opened: bool
    number: int
    role: Role
    may: bool
    chair: int | None
    silenced: int | None
    archived: bool
    rules: int | None
    portal_rules: int | None

    def author(self, who: Who) -> Author:
        """The person as rules know them."""
        return Author(self.room_id, who.id, self.number, self.role, self.rules, self.portal_rules)

    @property
    def journal(self) -> int:
        """The room that is told of what happens to it now."""
        return self.room_id if self.opened else self.table_id

    @property
    def told_by(self) -> int:
        """The number of who acts in that room."""
        if self.opened:
            return self.number
        assert self.chair is not None, "only co-authors act on what is not opened"
        return self.chair


class State(Struct, frozen=True):
    """Where the proposal is, read once it is locked. `draft`, `version`: the newest, 0 where there is none."""

    stage: Stage
    round: int
    due: datetime | None
    now: datetime
    draft: int
    version: int
    supported: int | None
    procedure: str | None

    @property
    def at(self) -> At:
        """Its place among the stages."""
        return At(self.stage, self.round, self.due)

    @property
    def copied(self) -> Procedure | None:
        """The procedure it was opened under; None: not yet."""
        return None if self.procedure is None else procedures.copied(self.procedure)


async def take(tx: Tx, who: Who, proposal_id: int, *, authors: bool = False) -> Seat:
    """The seat of this person, the proposal locked until commit. `authors`: co-authors alone.

    Raises NotFound, Forbidden, Conflict (the room is archived).
    """
    seat = await tx.one(Seat, q["seat"], proposal_id, who.id, tx.roles)
    if seat is None:
        if authors:
            raise NotFound("no-proposal")
        room_id = await tx.conn.fetchval(q["room_of"], proposal_id)
        raise await standing.outsider(tx, room_id, "no-proposal")
    await silence.must_let(tx, seat)
    if authors and seat.chair is None:
        raise Forbidden("co-authors-only")
    if seat.archived:
        raise Conflict("room-archived")
    return seat


async def state(tx: Tx, proposal_id: int, number: int) -> State:
    """Where a locked proposal is. `number`: the member whose support is asked for."""
    found = await tx.one(State, q["state"], proposal_id, number)
    assert found is not None, "every proposal has a stage"
    return found


async def line(tx: Tx, proposal_id: int) -> Proposal:
    """The proposal as it is listed, as things are now in this transaction."""
    found = await tx.one(Proposal, q["line"], proposal_id)
    assert found is not None, "proposals are not deleted"
    return found
