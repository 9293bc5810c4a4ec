"""The desk: the portal's one room of kind `moderation`. Who is in it moderates; administrators own it.

It is a room like any other, with members, a journal and presence. What comes to it and how it is decided is
`moderation`'s.
"""

from rooms import journal, sql
from rooms.member import MemberJoined
from rooms.members import enter
from rooms.roles import Role
from rooms.rooms import Room, RoomOpened
from rooms.tx import Tx

q = sql.beside(__file__)

TITLE = "Kiểm duyệt"


async def ready(tx: Tx) -> bool:
    """Whether the desk is open and every administrator sits at it."""
    found: bool = await tx.conn.fetchval(q["ready"])
    return found


async def keep(tx: Tx, _: None) -> int:
    """Open the desk unless it is open, and let every administrator own it; its room's id. An act of the system."""
    room = await tx.one(Room, q["open"], TITLE)
    if room is not None:
        tx.append(room.id, RoomOpened(room))
    room_id: int = await tx.conn.fetchval(q["room"])
    tx.facts["room"] = room_id
    for row in await tx.conn.fetch(q["standing"], room_id):
        await _seat(tx, room_id, row["person_id"])
    return room_id


async def seat(tx: Tx, person_id: int) -> None:
    """Let somebody own the desk who has just become an administrator."""
    room_id = await tx.conn.fetchval(q["room"])
    if room_id is not None and person_id in {
        row["person_id"] for row in await tx.conn.fetch(q["standing"], room_id)
    }:
        await _seat(tx, room_id, person_id)


async def _seat(tx: Tx, room_id: int, person_id: int) -> None:
    member = await enter(tx, room_id, person_id, Role.OWNER)
    tx.append(room_id, MemberJoined(member), about=[journal.member(member.number)])
