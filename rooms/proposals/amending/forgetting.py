"""What an erased member said about amendments: the changes they wanted, and why amendments ended by them.

What went into a version stands in that, and its changes say how it came there. That somebody decided, and what, stays.
"""

from msgspec import Struct

from rooms import blanking, sql
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentRedacted
from rooms.tx import Tx

q = sql.beside(__file__)


class Forgotten(Struct, frozen=True):
    """An amendment that ended by the member, and the post of its reasons. `shown`: it was told why, until this moment."""

    id: int
    post_id: int
    shown: bool


async def forget(tx: Tx, room_id: int, number: int) -> None:
    """Let these words be gone from a room. The member's own posts have none any more, and their membership has ended."""
    await tx.do(q["changes"], room_id, number)
    found = await tx.all(Forgotten, q["reasons"], room_id, number)
    for each in found:
        if each.shown:
            blanked = await blanking.blank_ends(tx, room_id, [each.post_id])
            tx.append(room_id, AmendmentRedacted(await places.line(tx, each.id), blanked))
