"""Reminding those who have not voted that a vote ends. The room's journal says that they were reminded, not who: that is for each alone.

When, hangs on how long it is open: an hour before the end of three hours or more, a day before that of two days or more, and after half
of four days or more. Polls remind nobody.
"""

from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.tx import Tx
from rooms.voting.vote import VoteReminded

q = sql.beside(__file__)


class Ending(Struct, frozen=True):
    """A vote whose time to remind has come."""

    room_id: int
    proposal_id: int
    closes_at: datetime


async def remind(tx: Tx, _: None, vote_id: int) -> bool:
    """Remind whoever has not voted, an act of the system; False: it is done, or another process is at it.

    Of times that nobody was there to keep, one reminder is left.
    """
    ending = await tx.one(Ending, q["due"], vote_id)
    if ending is None:
        return False
    tx.append(ending.room_id, VoteReminded(vote_id, ending.proposal_id, ending.closes_at))
    return True
