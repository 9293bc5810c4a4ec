"""What a person has read in a room: exact ranges of entry numbers, so "unread" is true in nested threads too.

A post is unread while no range holds the number of the entry that added it. Numbers are given in the order of
commits, so a post that commits late is never covered by an older mark.
"""

from typing import Annotated

from asyncpg import Range
from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.errors import Malformed
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

Seq = Annotated[int, Meta(ge=1, le=2**53)]
Span = tuple[Seq, Seq]
Spans = Annotated[list[Span], Meta(max_length=500)]


class Marks(Struct, frozen=True, forbid_unknown_fields=True):
    """Ranges of entry numbers, both ends included, now read or now unread again. The latter weigh more."""

    read: Spans = []
    unread: Spans = []


class Unread(Struct, frozen=True):
    """How many posts of others in the room are unread."""

    unread: int


async def mark(tx: Tx, who: Who, room_id: int, marks: Marks) -> Unread:
    """Add and take away ranges; doing it twice changes nothing. Raises to those not in the room what they are told."""
    left = await tx.one(
        Unread,
        q["mark"],
        room_id,
        who.id,
        _ranges("read", marks.read),
        _ranges("unread", marks.unread),
    )
    if left is None:
        raise await standing.outsider(tx, room_id, "no-room")
    return left


def _ranges(field: str, spans: list[Span]) -> list[Range[int]]:
    if any(first > last for first, last in spans):
        raise Malformed("range-backwards", field=field)
    return [Range(first, last, upper_inc=True) for first, last in spans]
