"""Whom a person does not wish to hear: a list of their own, of which nobody else learns.

Muting is by member of a room. Where the room shows names it holds in every room that does; where it does not, it
holds in that room alone, or a folded post elsewhere would tell who stands behind a pseudonym.

Whoever sends notices asks the view `muted_member(person_id, room_id, number)` in their query:
`not exists (select from muted_member u where u.person_id = … and u.room_id = … and u.number = …)`, the reader first, then
the room and the member number of who caused the notice.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 1000  # people on one list


class Muting(Command, frozen=True):
    """Which member of which room. In the command and not beside it, so that the audit row does not say whom."""

    room_id: int
    number: int


class Muted(Struct, frozen=True):
    """A line of one's own list: the member as their room shows them. `everywhere`: in every room that shows names."""

    room_id: int
    room: str
    number: int
    name: str
    everywhere: bool
    since: datetime


async def mute(tx: Tx, who: Who, muting: Muting) -> list[int]:
    """Hear a member no more; the numbers muted in that room now. Raises NotFound, Conflict (oneself, a full list)."""
    number = await tx.conn.fetchval(q["hand"], muting.room_id, who.id)
    if number is None:
        raise await standing.outsider(tx, muting.room_id, "no-room")
    if number == muting.number:
        raise Conflict("mute-oneself")
    if await tx.conn.fetchval(q["full"], who.id, MOST):
        raise Conflict("mute-full", most=MOST)
    if await tx.conn.fetchval(q["mute"], who.id, muting.room_id, muting.number) is None:
        raise NotFound("no-member")
    return await numbers(tx, who, muting.room_id)


async def unmute(tx: Tx, who: Who, muting: Muting) -> list[int]:
    """Hear a member again; the numbers still muted in that room. A room that one cannot see is one where nobody is muted."""
    await tx.do(q["unmute"], who.id, muting.room_id, muting.number)
    return await numbers(tx, who, muting.room_id)


async def numbers(tx: Tx, who: Who | None, room_id: int) -> list[int]:
    """The members of a room that this person can see whom they have muted, by number."""
    return (await numbers_of(tx, [who.id], room_id)).get(who.id, []) if who else []


async def numbers_of(tx: Tx, people: Sequence[int], room_id: int) -> dict[int, list[int]]:
    """The same for many, each under their own id; who has muted nobody there is left out."""
    found: dict[int, list[int]] = {}
    for row in await tx.conn.fetch(q["numbers"], people, room_id):
        found.setdefault(row["person_id"], []).append(row["number"])
    return found


async def listing(tx: Tx, who: Who) -> list[Muted]:
    """One's own list, newest first: each person once, by a room in which one can read them now.

    Whoever is in none of these is muted still, and on the list again once there is one: a room that one has left
    would say who came since.
    """
    return await tx.all(Muted, q["listing"], who.id, MOST)
