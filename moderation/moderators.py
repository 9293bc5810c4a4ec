"""Who moderates: whoever is in the portal's room of moderation, and nobody else."""

from rooms import sql
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


async def room_of(tx: Tx, who: Who) -> int | None:
    """The room of moderation, where this person is in it; None: they do not moderate."""
    found: int | None = await tx.conn.fetchval(q["room_of"], who.id)
    return found
