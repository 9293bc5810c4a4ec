"""A person's inbox as they read it: what they have been told of, as far as they may see it now, and what of it is unread."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct, field

from rooms import sql
from rooms.journal import Event
from rooms.notices import About
from rooms.people import Who
from rooms.roles import Role
from rooms.text import excerpt
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 30  # notices
MOST_COUNTED = 100  # unread ones: more are not told apart
LONGEST_EXCERPT = 160  # characters

Id = Annotated[int, Meta(ge=1, le=2**53)]


class Told(Struct, frozen=True):
    """A notice as its person reads it.

    `excerpt` is how the post begins, `by` the name of who did it as the room shows it, `reason` what they gave as
    one, `role` what one is now. Of a room one may not read any more there is only its title as one knew it.
    `act_id`, `act`, `rule`: the act of moderation that is told of, what it did and which rule it names; `upheld`: whether
    a review left it as it was, None where none is told of. `proposal_id`, `amendment_id`: the proposal and the amendment
    it is about, where it is about one; `proposal`: its title, None also while it is only drafted.
    `closes_at`: when the vote ends that is told of.
    """

    id: int
    about: About
    at: datetime
    read_at: datetime | None
    room_id: int
    room: str
    thread_id: int | None
    thread: str | None
    post_id: int | None
    excerpt: str | None
    by: str | None
    reason: str | None
    role: Role | None
    act_id: int | None
    act: str | None
    rule: str | None
    upheld: bool | None
    proposal_id: int | None
    proposal: str | None
    amendment_id: int | None
    closes_at: datetime | None


class ToMe(Struct, frozen=True):
    """How many unread posts of a room mention or answer one."""

    room_id: int
    notices: int


class Notices(Struct, frozen=True):
    """Notices, the newest first. `more`: there are older ones; `unread` and `to_me` as in UnreadNotices."""

    notices: list[Told]
    more: bool
    unread: int
    to_me: list[ToMe]


class UnreadNotices(Struct, frozen=True):
    """How many notices are unread, up to MOST_COUNTED, and those of them that mention or answer one, by room.

    What one may not see is not counted.
    """

    unread: int
    to_me: list[ToMe]


class Counted(Struct, frozen=True):
    """The same as it lies in the database: `to_me[n]` is of the room `rooms[n]`."""

    unread: int
    rooms: list[int]
    to_me: list[int]


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """What has been read: these notices, and with `upto` all that are no newer than that one.

    It has no key: like the marks in a room it is not recorded, and a second time changes nothing by itself.
    """

    notices: Annotated[list[Id], Meta(max_length=100)] = field(default_factory=list)
    upto: Id | None = None


class NoticesRead(Event, frozen=True, tag="notices.read"):
    """In a person's inbox: they have read these notices, and all up to `upto` where it is set."""

    notices: list[int]
    upto: int | None


class Line(Struct, frozen=True):
    """A notice with what it speaks of, as it lies in the database."""

    id: int
    about: About
    at: datetime
    read_at: datetime | None
    room_id: int
    room: str
    thread_id: int | None
    thread: str | None
    post_id: int | None
    html: str | None
    by: str | None
    reason: str | None
    role: Role | None
    act_id: int | None
    act: str | None
    rule: str | None
    upheld: bool | None
    proposal_id: int | None
    proposal: str | None
    amendment_id: int | None
    closes_at: datetime | None


async def page(tx: Tx, who: Who, before: int | None, asked: bool = False) -> Notices:
    """The notices older than `before` (None: the newest), a page of them.

    `asked`: only of questions that mention or answer one, as long as no post of one's own answers them.
    """
    lines = await tx.all(Line, q["page"], who.id, 0, before, False, False, PAGE + 1, None, asked)
    counted = await unread(tx, who)
    shown = [told(line) for line in lines[:PAGE]]
    return Notices(shown, len(lines) > PAGE, counted.unread, counted.to_me)


async def for_letter(
    tx: Tx, person_id: int, day: date | None, first: int, last: int, limit: int
) -> list[Told]:
    """The unread notices numbered from `first` to `last` as a letter may tell them: words of public rooms only.

    `day`: only those that went into the daily letter of then.
    """
    lines = await tx.all(
        Line, q["page"], person_id, first - 1, last + 1, True, True, limit, day, False
    )
    return [told(line) for line in lines]


async def unread(tx: Tx, who: Who) -> UnreadNotices:
    """How many are unread."""
    counted = await tx.one(Counted, q["unread"], who.id, MOST_COUNTED)
    assert counted is not None, "a count is a row"
    in_rooms = zip(counted.rooms, counted.to_me, strict=True)
    return UnreadNotices(counted.unread, [ToMe(room_id, notices) for room_id, notices in in_rooms])


async def read(tx: Tx, who: Who, reading: Reading) -> UnreadNotices:
    """Keep that notices were read. Doing it twice changes nothing; ids of others are passed over."""
    inbox_id = await tx.conn.fetchval(q["read"], who.id, reading.notices, reading.upto)
    if inbox_id is not None:
        tx.append(inbox_id, NoticesRead(reading.notices, reading.upto))
    return await unread(tx, who)


def told(line: Line) -> Told:
    """The notice for its reader."""
    beginning = None if line.html is None else excerpt(line.html, LONGEST_EXCERPT)
    return Told(
        line.id, line.about, line.at, line.read_at, line.room_id, line.room, line.thread_id, line.thread,
        line.post_id, beginning, line.by, line.reason, line.role, line.act_id, line.act, line.rule, line.upheld, line.proposal_id,
        line.proposal, line.amendment_id, line.closes_at,
    )  # fmt: skip
