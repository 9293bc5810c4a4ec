"""The proposals of all of somebody's rooms by title, for whoever looks for one by its name from wherever they are."""

from msgspec import Struct

from rooms import sql
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 500  # proposals, the newest


class Titled(Struct, frozen=True):
    """An opened proposal: the title of its newest version, and the room that it is put to."""

    id: int
    room_id: int
    room: str
    title: str


async def mine(tx: Tx, who: Who) -> list[Titled]:
    """Those before the rooms one is in, the newest first; at most MOST."""
    return await tx.all(Titled, q["mine"], who.id, MOST)
