"""How a person is shown in the rooms they are in, and telling those rooms where that has changed.

A room that does not name people must not hear of a new name: what it would be told at the same moment as the others
would give away who it is. So a room is told only what it shows, and only when that has become something else.
"""

from datetime import datetime

from msgspec import Struct

from rooms import journal, sql
from rooms.member import Member, MemberRenamed
from rooms.people import Constituency
from rooms.roles import Role
from rooms.tx import Tx

q = sql.beside(__file__)


class Place(Struct, frozen=True):
    """A room somebody is or was in, and what they are called there."""

    room_id: int
    number: int
    name: str
    organisation: str
    constituency: Constituency
    role: Role
    ended_at: datetime | None
    verified: datetime | None


async def places(tx: Tx, person_id: int) -> list[Place]:
    """Where and how the person is shown now. They are locked first: two changes of one person come one after the other."""
    await tx.do(q["lock"], person_id)
    return await tx.all(Place, q["places"], person_id)


async def named(tx: Tx, person_id: int) -> list[Place]:
    """The rooms that show the person by name; their role there is locked."""
    await tx.do(q["lock_places"], person_id)
    return await tx.all(Place, q["named"], person_id)


async def tell(tx: Tx, person_id: int, before: list[Place], *, by_themselves: bool = True) -> None:
    """Tell the rooms in which the person is shown otherwise than `before`."""
    await tx.do(q["lock_places"], person_id)
    looks = {place.room_id: _look(place) for place in before}
    for place in await tx.all(Place, q["places"], person_id):
        if _look(place) == looks.get(place.room_id):
            continue
        member = Member(
            place.number,
            place.name,
            place.organisation,
            place.constituency,
            place.role,
            place.ended_at,
            place.verified,
        )
        tx.append(
            place.room_id,
            MemberRenamed(member),
            by=place.number if by_themselves else None,
            about=[journal.member(place.number)],
        )


def _look(place: Place) -> tuple[str, str, Constituency, datetime | None]:
    return place.name, place.organisation, place.constituency, place.verified
