"""A person's place in a room: the one question every right comes down to."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.errors import Forbidden, NotFound
from rooms.people import Who
from rooms.roles import Role
from rooms.tx import Tx

q = sql.beside(__file__)


class Standing(Struct, frozen=True):
    """What a reader is in a room, and how far its journal has come.

    `number` and `role` are None for one who reads a public room without being in it. `naming`: how it names its members.
    """

    room_id: int
    visibility: str
    epoch: int
    seq: int
    number: int | None
    role: Role | None
    naming: str


class Found(Standing, frozen=True):
    """A standing, and its place among many that were asked for, from 1 on."""

    n: int


async def reader(tx: Tx, who: Who | None, room_id: int) -> Standing:
    """The standing of somebody who may read the room (None: nobody signed in). Raises NotFound for all others."""
    standing = await tx.one(Standing, q["reader"], room_id, who.id if who else None)
    if standing is None:
        raise NotFound("no-room")
    return standing


async def readers(tx: Tx, asked: Sequence[tuple[int | None, int]]) -> list[Standing | None]:
    """The same for many pairs of a person's id (None: nobody signed in) and a room's; None: may not read it."""
    found = await tx.all(
        Found, q["readers"], [room for _, room in asked], [person for person, _ in asked]
    )
    places = {each.n: each for each in found}
    return [places.get(n) for n in range(1, len(asked) + 1)]


async def outsider(tx: Tx, room_id: int | None, missing: str) -> NotFound | Forbidden:
    """The refusal for a person who is not in the room of a thing.

    Join it first where anyone may read it, otherwise `missing`, as if there were no such thing (also when
    `room_id` is None: there is none).
    """
    if room_id is not None and await tx.conn.fetchval(q["is_public"], room_id):
        return Forbidden("join-first", room_id=room_id)
    return NotFound(missing)
