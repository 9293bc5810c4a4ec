"""What is to be said to one person of each thread in a room's list: how much is unread, and whether it discusses a proposal."""

from msgspec import Struct

from rooms import sql, standing
from rooms.overview import THREADS
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class ThreadLine(Struct, frozen=True):
    """What a list of threads says to this person beside the thread itself.

    `unread` counts posts of others; 0 where they are not in the room. `proposal_id`: the thread is the discussion of this
    proposal; None: of none.
    """

    thread_id: int
    unread: int
    proposal_id: int | None


class ThreadLines(Struct, frozen=True):
    """The lines of the threads that a snapshot of the room shows, at one number of its journal.

    Those of which there is nothing to say are left out.
    """

    epoch: int
    seq: int
    lines: list[ThreadLine]


async def lines(tx: Tx, who: Who | None, room_id: int) -> ThreadLines:
    """What is unread in each thread, and which are of proposals. Raises NotFound.

    Not in the snapshot: that is one for all who open the room at the same time, and this is counted for each of them.
    """
    place = await standing.reader(tx, who, room_id)
    person = who.id if who else None
    found = await tx.all(ThreadLine, q["lines"], room_id, person, place.number, place.seq, THREADS)
    return ThreadLines(place.epoch, place.seq, found)
