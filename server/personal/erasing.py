"""Erasing a person: everything that names them or repeats their words goes; their number, and what was counted, stay.

One transaction, that of the decision. It ends their sessions and memberships first, under locks, so that nothing of theirs is
written in between. The audit keeps its rows without their persons (docs/record.md), so this is the last thing done there. The
bytes of their files lose the rows that need them here, and go with the next sweep. What stays, and why: docs/personal-data.md.
"""

from datetime import datetime

from msgspec import Struct

from rooms import audit, journal, renaming, showing, sql, unsaying
from rooms.errors import Conflict
from rooms.member import MemberErased, MemberLeft
from rooms.text.reserved import ERASED_NAME
from rooms.tx import Tx
from server.identity.sessions import SessionEnded

q = sql.beside(__file__)

NOBODY = ERASED_NAME  # of everybody who was erased


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
        tx.append(row["inbox_id"], SessionEnded(row["id"], erased=True))
    await tx.do(q["empty"], person_id, NOBODY)
    await renaming.in_answers(tx, person_id)
    await tx.do(q["forget_answers"], person_id, email)  # by invitations that are gone next
    await tx.do(q["forget"], person_id, email)
    await tx.do(q["unsay_to_moderators"], person_id)
    for place in places:
        await unsaying.unsay(tx, place.room_id, place.number, NOBODY)
        now, blanked = await renaming.in_journal(tx, place.room_id, place.number)
        if blanked:
            told = [journal.member(place.number)]
            tx.append(place.room_id, MemberErased(now, blanked), about=told)
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
