"""Erasing a person: everything that names them or repeats their words goes; their number, and what was counted, stay.

One transaction, that of the decision. It ends their sessions and memberships first, under locks, so that nothing of theirs is
written in between. The audit keeps its rows without their persons (docs/record.md), so this is the last thing done there. The
bytes of their files lose the rows that need them here, and go with the next sweep. What stays, and why: docs/personal-data.md.
"""

from datetime import datetime

from msgspec import Struct

from rooms import audit, journal, showing, sql, unsaying
from rooms.errors import Conflict
from rooms.member import Member, MemberErased, MemberLeft
from rooms.showing import Place
from rooms.tx import Tx
from server.identity.sessions import SessionEnded

q = sql.beside(__file__)

NOBODY = "Tài khoản đã xóa"  # the name of everybody who was erased


class Line(Struct, frozen=True):
    """An entry that shows a member by name."""

    seq: int
    body: str


class Left(Struct, frozen=True):
    """A membership that ends with this."""

    room_id: int
    number: int
    at: datetime


async def must_be_free(tx: Tx, person_id: int) -> None:
    """Raises Conflict while others depend on the person: an administrator, or the last owner of a room with others in it."""
    await tx.do(q["lock_owners"], person_id)
    rooms = await tx.conn.fetchval(q["depending"], person_id)
    if rooms is not None:
        raise Conflict("hand-over-first", rooms=rooms)


async def erase(tx: Tx, person_id: int) -> None:
    """Erase a person. The caller says by which right. Raises as `must_be_free`."""
    await tx.do(q["lock_posts"], person_id)
    await tx.do(q["lock_held"], person_id)
    places = await showing.places(tx, person_id)
    await must_be_free(tx, person_id)
    left = await tx.all(Left, q["leave"], person_id)
    email = await tx.conn.fetchval(q["email"], person_id)
    for row in await tx.conn.fetch(q["sessions"], person_id):
        tx.append(row["inbox_id"], SessionEnded(row["id"]))
    await tx.do(q["empty"], person_id, NOBODY)
    await tx.do(q["forget_answers"], person_id, email, NOBODY)  # by invitations that are gone next
    await tx.do(q["forget"], person_id, email)
    await tx.do(q["unsay_to_moderators"], person_id)
    for place in places:
        await unsaying.unsay(tx, place.room_id, place.number, NOBODY)
        await _unname(tx, place)
    for each in left:
        tx.append(each.room_id, MemberLeft(each.number, each.at), by=each.number)
    await audit.erase(tx.conn, person_id)


async def again(tx: Tx, _: None) -> int:
    """Erase once more who was erased lately, an act of the system; how many.

    A request of theirs that was on its way at that moment, or a page of somebody else that still had the name, may have
    written after it. Where nothing came in, nothing is told.
    """
    found = await tx.conn.fetch(q["lately"])
    for row in found:
        await erase(tx, row["id"])
    return len(found)


async def _unname(tx: Tx, before: Place) -> None:
    """Let a room's journal show the member as the room does now, and tell it where that is otherwise than before."""
    room_id, number = before.room_id, before.number
    now = await tx.one(Member, q["shown"], room_id, number)
    assert now is not None, "memberships stay"
    blanked = []
    for line in await tx.all(Line, q["lines"], room_id, f"member:{number}"):
        body = journal.without_name(line.body.encode(), now.name, now.organisation).decode()
        if body != line.body:
            await tx.do(q["blank"], room_id, line.seq, body)
            blanked.append(line.seq)
    if blanked:
        tx.append(room_id, MemberErased(now, blanked), about=[journal.member(number)])
