"""Telling a room how many have voted. Casting makes no entry of its own, which would say who just did; a follower says the number later.

It is the same that the page of the vote says, and every other channel. A running tally is told where the rule shows it to everybody.
"""

from msgspec import Struct

from rooms import sql
from rooms.tx import Tx
from rooms.voting import vote
from rooms.voting.vote import Tally, VoteTurnedOut

q = sql.beside(__file__)


class Due(Struct, frozen=True):
    """What there is to do for a vote: it is over, its turnout has changed since it was told, or it is time to remind."""

    id: int
    over: bool
    changed: bool
    remind: bool


class Changed(Struct, frozen=True):
    """A vote whose turnout has changed. `live`: its tally is shown to everybody."""

    room_id: int
    proposal_id: int | None
    voted: int
    size: int
    live: bool


async def due(tx: Tx, most: int) -> list[Due]:
    """Votes for which there is something to do, those that are over first."""
    return await tx.all(Due, q["due"], most)


async def tell(tx: Tx, _: None, vote_id: int) -> bool:
    """Tell a room how many have voted by now, an act of the system; False: it was told, or another process is at it."""
    changed = await tx.one(Changed, q["changed"], vote_id)
    if changed is None:
        return False
    tally: list[Tally] | None = await vote.tally(tx, vote_id) if changed.live else None
    await tx.do(q["told"], vote_id, changed.voted, changed.size)
    tx.append(changed.room_id, VoteTurnedOut(vote_id, changed.proposal_id, changed.voted, tally))
    return True
