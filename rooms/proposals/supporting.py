"""Support of a proposal: by a member of its room, of the version they have read.

A new version takes nobody's support along. Whoever supported an earlier one is asked whether it stands; until they say so, it is
counted as support of the version it was given to.
"""

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Stale
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.proposal import Proposal, SupportGiven, SupportWithdrawn
from rooms.proposals.stages import SUPPORTED
from rooms.tx import Tx

q = sql.beside(__file__)


class Giving(Command, frozen=True):
    """Support of a version. If it is no longer the newest, Stale: it is shown first what changed."""

    version: int


async def give(tx: Tx, who: Who, proposal_id: int, giving: Giving) -> Proposal:
    """Support the newest version. Raises as `seats.take`; Conflict (not in this stage, already so), Stale."""
    seat = await seats.take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    if not seat.opened or state.stage not in SUPPORTED:
        raise Conflict("no-support-now")
    if giving.version != state.version:
        raise Stale("version-changed", field="version", version=state.version)
    if state.supported == state.version:
        raise Conflict("supported-already")
    await tx.do(q["give"], proposal_id, seat.room_id, seat.number, giving.version)
    tx.facts["version"] = giving.version
    line = await seats.line(tx, proposal_id)
    tx.append(seat.room_id, SupportGiven(line, seat.number, giving.version), by=seat.number)
    return line


async def take_back(tx: Tx, who: Who, proposal_id: int, _: Command) -> Proposal:
    """Support no version any more. Raises as `seats.take`; Conflict (not in this stage, there is none)."""
    seat = await seats.take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    if not seat.opened or state.stage not in SUPPORTED:
        raise Conflict("no-support-now")
    if state.supported is None:
        raise Conflict("not-supported")
    await tx.do(q["take_back"], proposal_id, seat.number)
    line = await seats.line(tx, proposal_id)
    tx.append(seat.room_id, SupportWithdrawn(line, seat.number), by=seat.number)
    return line
