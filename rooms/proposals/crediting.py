"""Who wrote what of a version: its text in stretches, each of one hand, by their number in the room."""

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.people import Who
from rooms.proposals import views
from rooms.proposals.joint.hands import Hand
from rooms.tx import Tx

q = sql.beside(__file__)

_decode = msgspec.json.Decoder(list[Hand]).decode


class Stretch(Struct, frozen=True):
    """A stretch of the text, in characters. `by` None: it was written before this was kept."""

    first: int
    length: int
    by: int | None


async def hands(tx: Tx, who: Who | None, proposal_id: int, number: int) -> list[Stretch]:
    """The whole text of a version of an opened proposal, stretch by stretch. Raises NotFound."""
    await views.version(tx, who, proposal_id, number)
    kept: str | None = await tx.conn.fetchval(q["hands"], proposal_id, number)
    found, first = list[Stretch](), 0
    for length, by in _decode(kept or "[]"):
        found.append(Stretch(first, length, by))
        first += length
    return found
