"""Who may decide: a seat in the room of moderation, in a role that the policy table lets do the act."""

from msgspec import Struct

from rooms import silence, sql
from rooms.errors import Forbidden, NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Seat(Struct, frozen=True):
    """Somebody's place in the room of moderation."""

    room_id: int
    number: int
    may: bool


async def take(tx: Tx, who: Who, missing: str) -> Seat:
    """The seat of whoever acts, which nobody takes from them before the act is over.

    Raises NotFound(missing) where they have none, as if there were no such thing; Forbidden where their role may not.
    """
    return _theirs(await tx.one(Seat, q["take"], who.id, tx.roles), missing)


async def seen(tx: Tx, who: Who, roles: list[str], missing: str) -> Seat:
    """The same where something is only read. Raises Forbidden also where they are suspended: a seat is an office, not a reader's place."""
    await silence.must_not_look(tx, who)
    return _theirs(await tx.one(Seat, q["see"], who.id, roles), missing)


async def room(tx: Tx) -> int:
    """The room of moderation: the portal opens it before it serves anybody."""
    room_id: int | None = await tx.conn.fetchval(q["room"])
    assert room_id is not None, "the room of moderation is open"
    return room_id


async def room_of(tx: Tx, who: Who) -> int | None:
    """The room of moderation, where this person is in it; None: they do not moderate."""
    found: int | None = await tx.conn.fetchval(q["room_of"], who.id)
    return found


def _theirs(seat: Seat | None, missing: str) -> Seat:
    if seat is None:
        raise NotFound(missing)
    if not seat.may:
        raise Forbidden("role-may-not")
    return seat
