"""Reading journals: pages of entries, and how far rooms have come."""

from datetime import datetime
from typing import NamedTuple

from msgspec import Raw, Struct

from rooms import sql
from rooms.journal import Entry
from rooms.tx import Tx

q = sql.beside(__file__)


class Head(Struct, frozen=True):
    """How far a room's journal has come."""

    id: int
    epoch: int
    seq: int


class Line(Struct, frozen=True):
    """An entry as it lies in the table."""

    room_id: int
    epoch: int
    seq: int
    at: datetime
    kind: str
    actor: int | None
    body: str


class Stretch(NamedTuple):
    """The entries of a room from one number to another, both with it."""

    room_id: int
    first: int
    last: int


async def after(tx: Tx, room_id: int, seq: int, limit: int, limit_bytes: int) -> list[Entry]:
    """The entries numbered above `seq`, oldest first; empty: there is none.

    At most `limit`, and no more once their bodies have passed `limit_bytes`. Who may read them is the caller's
    question.
    """
    lines = await tx.all(Line, q["after"], room_id, seq, limit, limit_bytes)
    return [
        Entry(n.room_id, n.epoch, n.seq, n.at, n.kind, n.actor, Raw(n.body.encode())) for n in lines
    ]


async def heads(tx: Tx, room_ids: list[int]) -> list[Head]:
    """The heads of these rooms; one that does not exist is left out."""
    return await tx.all(Head, q["heads"], room_ids)
