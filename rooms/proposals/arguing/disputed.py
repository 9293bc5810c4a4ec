"""Who may still say what becomes of the arguments of a proposal, and until when."""

from rooms import sql
from rooms.errors import Conflict
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.seats import Seat
from rooms.proposals.stages import Stage
from rooms.tx import Tx

q = sql.beside(__file__)

ARGUED = frozenset({Stage.DISCUSSION, Stage.AMENDMENTS, Stage.FROZEN, Stage.VOTE})


async def take(tx: Tx, who: Who, proposal_id: int) -> Seat:
    """The seat of this person, the proposal locked, while it is argued about.

    Raises as `seats.take`; Conflict (it is not opened, decided or withdrawn, or its thread is closed).
    """
    seat = await seats.take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    if not seat.opened or state.stage not in ARGUED:
        raise Conflict("no-arguing-now")
    if await tx.conn.fetchval(q["closed"], proposal_id):
        raise Conflict("thread-closed")
    return seat
