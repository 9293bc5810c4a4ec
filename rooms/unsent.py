"""What somebody has typed in a thread and not sent, kept so that they can go on at another device.

The one idea: a draft is named by the key under which its post will be sent, so that two devices that begin at the same place have
two drafts, and neither replaces the other; and one draft that goes on at two devices is written by whoever has its newest version.
Sending empties it in the same transaction (`sent` here and in `writing.sql`). What is empty stays a while: it tells the other devices
that theirs is done with.

It is private: no entry, no audit row, not by token, and of a room that one has lost nothing but one's own words.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.errors import Forbidden, NotFound
from rooms.people import Who
from rooms.post import Kind
from rooms.text import LONGEST_BODY, clean, within
from rooms.tx import Tx

q = sql.beside(__file__)

# Drafts of one person: more than anybody writes at once, and few enough that all of them, at their longest, are one answer of 2 MB.
MOST = 50
MOST_EMPTY = 200  # of those that are done with; each is some hundred bytes


class Typed(Struct, frozen=True, forbid_unknown_fields=True):
    """A draft as a device has it. `version`: the one it was made from, 0 where the server has none.

    No command: `key` is the one that will send it.
    """

    key: UUID
    body: Annotated[str, Meta(min_length=1, max_length=LONGEST_BODY)]
    kind: Kind = Kind.OPINION
    parent_id: int | None = None
    version: Annotated[int, Meta(ge=0, le=2**31 - 2)] = 0


class Unsent(Struct, frozen=True):
    """A draft as its writer finds it. `body` empty: sent or thrown away. `thread_id` None: of a room they can read no more."""

    key: UUID
    room_id: int | None
    thread_id: int | None
    parent_id: int | None
    kind: Kind
    body: str
    version: int
    at: datetime


class Taken(Struct, frozen=True):
    """The version that it has on the server now; 0: it was not taken, for it was written on, sent or thrown away elsewhere."""

    version: int


class Place(Struct, frozen=True):
    """A thread as somebody who writes there sees it. `answerable`: what they answer is in its room, or is the thread."""

    may: bool
    answerable: bool


async def keep(tx: Tx, who: Who, thread_id: int, typed: Typed) -> Taken:
    """Keep what was typed; the person's oldest drafts beyond MOST go. Nothing is replaced that this device has not seen.

    It does not ask whether it could be sent: the thread may be closed, and whoever types there be silenced.

    Raises NotFound, Forbidden (an observer, or not in this public room yet).
    """
    place = await tx.one(Place, q["place"], thread_id, who.id, tx.roles, typed.parent_id)
    if place is None:
        room_id = await tx.conn.fetchval(q["room_of"], thread_id)
        raise await standing.outsider(tx, room_id, "no-thread")
    if not place.may:
        raise Forbidden("role-may-not")
    if not place.answerable:
        raise NotFound("no-post")
    kept = await tx.one(
        Taken,
        q["keep"],
        who.id,
        typed.key,
        thread_id,
        typed.parent_id,
        typed.kind,
        within(clean(typed.body, "body"), "body", LONGEST_BODY),
        typed.version,
    )
    if kept is None:
        return Taken(0)
    await tx.do(q["make_room"], who.id, MOST, MOST_EMPTY)
    return kept


async def throw_away(tx: Tx, who: Who, key: UUID, version: int) -> None:
    """Empty a draft of one's own. One that has another version by now, or is not there, stays as it is."""
    await tx.do(q["throw_away"], who.id, key, version)


async def sent(tx: Tx, person_id: int, key: UUID) -> None:
    """Empty a draft whose words wait to be read first. Those that are posts at once are emptied as they are written."""
    await tx.do(q["sent"], person_id, key)


async def mine(tx: Tx, who: Who, thread_id: int | None = None) -> list[Unsent]:
    """One's own drafts, the newest first; with `thread_id` those of a thread that one can read, the empty ones too."""
    return await tx.all(Unsent, q["mine"], who.id, thread_id)


async def forget(tx: Tx, _: None, days: int) -> int:
    """Let go of drafts that nobody has touched for so long, an act of the system; how many."""
    gone: int = await tx.conn.fetchval(q["forget"], days)
    return gone
