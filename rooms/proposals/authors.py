"""Co-authors: the members of the table at which a proposal is drafted. They are equals, and members of its room.

Each is invited by one of them, by the number they have in the room; each leaves by themselves, and the last one stays. Somebody
who was removed from the room reads and saves nothing more at the table.
"""

from msgspec import Struct

from rooms import journal, sql
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.member import Member, MemberJoined, MemberLeft, RoomEntered
from rooms.members import enter, shown
from rooms.people import Who
from rooms.proposals import seats
from rooms.roles import Role
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 50  # co-authors


class Guest(Struct, frozen=True):
    """A member of the room who is to join the table. `inside`: they are there already; `chairs`: how many are."""

    person_id: int
    inbox_id: int
    inside: bool
    chairs: int


async def invite(tx: Tx, who: Who, proposal_id: int, number: int, _: Command) -> Member:
    """Make the member of this number in the room a co-author; as the table shows them. Raises NotFound, Conflict."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    guest = await tx.one(Guest, q["guest"], seat.room_id, seat.table_id, number)
    if guest is None:
        raise NotFound("no-member")
    if guest.inside:
        raise Conflict("already-member")
    if guest.chairs >= MOST:
        raise Conflict("too-many-authors", most=MOST)
    member = await enter(tx, seat.table_id, guest.person_id, Role.OWNER, seat.chair)
    about = [journal.member(member.number)]
    tx.append(seat.table_id, MemberJoined(member), by=seat.chair, about=about)
    tx.append(guest.inbox_id, RoomEntered(seat.table_id, Role.OWNER))
    return member


async def leave(tx: Tx, who: Who, proposal_id: int, _: Command) -> Member:
    """Draft no more. Raises Conflict where nobody else would."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    assert seat.chair is not None, "a co-author"
    if len(await tx.conn.fetch(q["chairs"], seat.table_id)) == 1:
        raise Conflict("last-author")
    at = await tx.conn.fetchval(q["leave"], seat.table_id, seat.chair)
    tx.append(seat.table_id, MemberLeft(seat.chair, at), by=seat.chair)
    return await shown(tx, seat.table_id, seat.chair)
