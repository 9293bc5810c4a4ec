"""An amendment as somebody acts on it: who they are at its proposal, which is locked, and how far it has come."""

from typing import NamedTuple

from msgspec import Struct

from rooms import sql
from rooms.errors import Conflict, NotFound, Stale
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentState
from rooms.proposals.amending.changes import Change
from rooms.proposals.seats import Seat, State
from rooms.proposals.stages import Stage
from rooms.tx import Tx

q = sql.beside(__file__)


class Place(NamedTuple):
    """Who acts, where its proposal is, and the amendment."""

    seat: Seat
    state: State
    amendment: AmendmentLine


class Shows(Struct, frozen=True):
    """Whether the reasons of an amendment are to be read, and so its changes."""

    words: bool


async def take(tx: Tx, who: Who, amendment_id: int) -> Place:
    """The place of this person at an open amendment. Raises as `seats.take`; NotFound, Conflict (not in this stage, it has ended)."""
    proposal_id: int | None = await tx.conn.fetchval(q["proposal_of"], amendment_id)
    if proposal_id is None:
        raise NotFound("no-amendment")
    try:
        seat = await seats.take(tx, who, proposal_id)
    except NotFound:
        raise NotFound("no-amendment") from None
    state = await taken(tx, seat)
    return Place(seat, state, await opened(tx, amendment_id))


async def taken(tx: Tx, seat: Seat) -> State:
    """Where the locked proposal is. Raises Conflict where no amendments are taken now."""
    state = await seats.state(tx, seat.id, seat.number)
    if not seat.opened or state.stage != Stage.AMENDMENTS:
        raise Conflict("amendments-closed", stage=state.stage)
    return state


async def opened(tx: Tx, amendment_id: int) -> AmendmentLine:
    """The amendment of a locked proposal. Raises Conflict where it has ended."""
    found = await line(tx, amendment_id)
    if found.state != AmendmentState.OPEN:
        raise Conflict("amendment-ended", amendment=found.id, outcome=found.state)
    return found


async def opened_of(tx: Tx, proposal_id: int, amendment_id: int) -> AmendmentLine:
    """The same of one that somebody names. Raises NotFound too, where it is none of this proposal's."""
    if await tx.conn.fetchval(q["proposal_of"], amendment_id) != proposal_id:
        raise NotFound("no-amendment", field="take")
    return await opened(tx, amendment_id)


async def line(tx: Tx, amendment_id: int) -> AmendmentLine:
    """The amendment as it is listed, as things are now in this transaction."""
    found = await tx.one(AmendmentLine, q["line"], amendment_id)
    assert found is not None, "amendments are not deleted"
    return found


async def must_show(tx: Tx, amendment_id: int) -> None:
    """Raises Conflict where the words of an amendment are not to be read."""
    if not await shows(tx, amendment_id):
        raise Conflict("amendment-hidden", amendment=amendment_id)


async def shows(tx: Tx, amendment_id: int) -> bool:
    """Whether the words of an amendment are to be read, until this transaction ends: who hides them waits for it, or came before."""
    found = await tx.one(Shows, q["shows"], amendment_id)
    assert found is not None, "amendments are not deleted"
    return found.words


def must_be(amendment: AmendmentLine, revision: int) -> None:
    """Raises Stale where whoever acts has read another revision."""
    if amendment.revision != revision:
        raise Stale(
            "amendment-changed",
            field="revision",
            amendment=amendment.id,
            revision=amendment.revision,
        )


async def changes_of(tx: Tx, amendment_id: int, revision: int) -> list[Change]:
    """The changes of a revision, in order; none once they are forgotten. Whether they may be read is the caller's question."""
    return await tx.all(Change, q["changes"], amendment_id, revision)
