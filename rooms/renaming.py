"""Letting a member have been called all along as they are now: in the journal, and in the answers kept for retries.

Erasure does this, and the hiding of a name. The caller has changed the name, and tells of the entries.
"""

from msgspec import Struct

from rooms import journal, members, sql
from rooms.member import Member
from rooms.tx import Tx

q = sql.beside(__file__)


class Line(Struct, frozen=True):
    """An entry that shows a member by name."""

    seq: int
    body: str


async def in_journal(tx: Tx, room_id: int, number: int) -> tuple[Member, list[int]]:
    """Let a room's journal show the member as the room does now: how that is, and the entries that showed them otherwise."""
    now = await members.shown(tx, room_id, number)
    blanked = []
    for line in await tx.all(Line, q["lines"], room_id, f"member:{number}"):
        body = journal.without_name(line.body.encode(), now.name, now.organisation).decode()
        if body != line.body:
            await tx.do(q["blank"], room_id, line.seq, body)
            blanked.append(line.seq)
    return now, blanked


async def in_answers(tx: Tx, person_id: int) -> None:
    """Let the answers that others were given about the person, and that are kept for their retries, show the name of now."""
    await tx.do(q["answers"], person_id)
