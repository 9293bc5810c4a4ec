"""Leading a proposal on: into the next stage of its procedure, out of it before the vote, and back in as a new round.

What may come next is decided by `stages`; the database refuses anything else by itself, and only its clock counts.
"""

from typing import Annotated

from msgspec import Meta

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.proposals import seats, stages
from rooms.proposals.consulting import consultations
from rooms.proposals.proposal import Proposal, ProposalStaged, Staged
from rooms.proposals.seats import Seat, State
from rooms.proposals.stages import WRITTEN, By, Onward, Stage
from rooms.roles import KEEPERS
from rooms.text import clean, title, within
from rooms.threads import Reason
from rooms.tx import Tx

q = sql.beside(__file__)


class Advancing(Command, frozen=True):
    """The stage to lead into, and why. Asked for by name, so that two who do it at once do not skip one."""

    stage: Stage
    reason: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""


class Leaving(Command, frozen=True):
    """Why a proposal is withdrawn, or opened again."""

    reason: Reason


async def advance(tx: Tx, who: Who, proposal_id: int, advancing: Advancing) -> Proposal:
    """Lead a proposal into the next stage of its procedure.

    Raises as `seats.take`; Conflict (not next, too early, its consultation is not closed), Forbidden (the procedure says who).
    """
    seat = await seats.take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    reason = within(clean(advancing.reason, "reason").strip(), "reason", LONGEST_REASON)
    if advancing.stage == Stage.WITHDRAWN:
        raise Conflict("stage-not-next", stage=state.stage)
    return await _go(tx, seat, state, advancing.stage, reason)


async def withdraw(tx: Tx, who: Who, proposal_id: int, leaving: Leaving) -> Proposal:
    """Take a proposal back before the vote. What was said, supported and written stays. Raises as `seats.take`; Conflict."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    reason = title(leaving.reason, "reason", LONGEST_REASON)
    return await _go(tx, seat, state, Stage.WITHDRAWN, reason)


async def reopen(tx: Tx, who: Who, proposal_id: int, leaving: Leaving) -> Proposal:
    """Bring a withdrawn proposal back, as a new round. Raises as `seats.take`; Conflict."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage != Stage.WITHDRAWN:
        raise Conflict("stage-not-next", stage=state.stage)
    reason = title(leaving.reason, "reason", LONGEST_REASON)
    (way,) = _ways(state)
    return await _go(tx, seat, state, way.stage, reason)


async def _go(tx: Tx, seat: Seat, state: State, stage: Stage, reason: str) -> Proposal:
    way = next((way for way in _ways(state) if way.stage == stage), None)
    if way is None or not (seat.opened or stage in {Stage.WITHDRAWN, Stage.DRAFTING}):
        raise Conflict("stage-not-next", stage=state.stage)
    if not _may(seat, way.by):
        raise Forbidden("procedure-says-who", by=way.by)
    if way.earliest is not None and stage != Stage.WITHDRAWN and state.now < way.earliest:
        raise Conflict("stage-not-over", until=way.earliest)
    if stage not in WRITTEN | {Stage.WITHDRAWN}:
        await _closed_before(tx, state, seat.id)
    staged = await tx.one(
        Staged, q["enter"], seat.id, seat.room_id, way.round, stage, seat.number, reason
    )
    assert staged is not None, "an insert returns its row"
    tx.facts |= {"stage": stage, "round": way.round}
    line = await seats.line(tx, seat.id)
    tx.append(seat.journal, ProposalStaged(line, staged), by=seat.told_by)
    return line


async def _closed_before(tx: Tx, state: State, proposal_id: int) -> None:
    """The text is frozen once its consultation is closed: what it was asked about is answered while it could still follow."""
    open_ = await consultations.unclosed(tx, proposal_id)
    if open_ is not None and state.stage in WRITTEN:
        waiting = await consultations.waiting(tx, open_)
        raise Conflict("consultation-first", until=open_.closes_at, waiting=waiting)


def _ways(state: State) -> list[Onward]:
    copied = state.copied
    return stages.ways(None if copied is None else copied.steps, state.at)


def _may(seat: Seat, by: By) -> bool:
    author, keeper = seat.chair is not None, seat.role in KEEPERS
    return {"authors": author, "keepers": keeper, "either": author or keeper}[by]
