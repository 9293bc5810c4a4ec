"""The queue: what waits, in the order of its weight and age, as one snapshot with the number of the journal it belongs to.

The entries of the room of moderation above that number, each with the whole line of its case, keep it current.
"""

import re
from enum import StrEnum

from msgspec import Struct

from moderation import seats
from moderation.case import Case
from rooms import sql
from rooms.errors import Malformed
from rooms.people import Who
from rooms.readable import READINGS
from rooms.roles import Role
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 50  # cases
SEE = "queue.see"


class View(StrEnum):
    """What of the queue is looked at: the first five wait, and are in the order of rank, the overdue in that of their clock.

    A case that waits under another is in none of them: the line of the one that leads it says how many there are.
    """

    WAITING = "waiting"  # for a decision
    MINE = "mine"  # held by whoever looks
    OVERDUE = "overdue"
    PROPOSED = "proposed"  # for a second to say yes or no to a ban
    REVIEW = "review"  # for somebody else than who acted
    DECIDED = "decided"  # the newest decision first


class Moderator(Struct, frozen=True):
    """Somebody in the room of moderation."""

    number: int
    name: str
    role: Role


class Counts(Struct, frozen=True):
    """How many cases there are in the views that wait."""

    waiting: int
    overdue: int
    review: int
    proposed: int
    mine: int


class Queue(Struct, frozen=True):
    """A page of one view at one number of the room's journal. `me`: my number there; `more`: there are cases after these, asked for by `end`, None: there are none here."""

    room_id: int
    epoch: int
    seq: int
    me: int
    moderators: list[Moderator]
    counts: Counts
    cases: list[Case]
    more: bool
    end: str | None


class Head(Struct, frozen=True):
    """How far the journal of a room has come."""

    epoch: int
    seq: int


class Place(Struct, frozen=True):
    """Where a case is in a view, and stays whatever becomes of the case: `place` is its rank, or its clock or decision in microseconds."""

    id: int
    place: int


async def queue(tx: Tx, who: Who, view: View, after: Place | None) -> Queue:
    """A page of the queue below `after`, the `end` of the one before (None: from the top). Raises NotFound where one does not moderate."""
    seat = await seats.seen(tx, who, list(READINGS[SEE].roles), "no-room")
    head = await tx.one(Head, q["head"], seat.room_id)
    counts = await tx.one(Counts, q["counts"], who.id)
    assert head is not None, "the room is there"
    assert counts is not None, "a count is a row"
    found = await _places(tx, who, view, after)
    page = found[:PAGE]
    return Queue(
        seat.room_id,
        head.epoch,
        head.seq,
        seat.number,
        await tx.all(Moderator, q["moderators"], seat.room_id),
        counts,
        await tx.all(Case, q["lines"], [place.id for place in page]),
        len(found) > PAGE,
        f"{page[-1].place}.{page[-1].id}" if page else None,
    )


def place(end: str) -> Place:
    """The place that the `end` of a page names. Raises Malformed."""
    if not re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{1,18}", end):
        raise Malformed("wrong-value", field="after", name="after")
    at, case_id = end.split(".")
    return Place(int(case_id), int(at))


async def _places(tx: Tx, who: Who, view: View, after: Place | None) -> list[Place]:
    """One more than fit on a page."""
    below = (after.place, after.id) if after else (None, None)
    match view:
        case View.WAITING:
            return await tx.all(Place, q["waiting"], *below, PAGE + 1)
        case View.MINE:
            return await tx.all(Place, q["mine"], *below, PAGE + 1, who.id)
        case View.OVERDUE:
            return await tx.all(Place, q["overdue"], *below, PAGE + 1)
        case View.REVIEW:
            return await tx.all(Place, q["in_review"], *below, PAGE + 1)
        case View.PROPOSED:
            return await tx.all(Place, q["proposed"], *below, PAGE + 1)
        case View.DECIDED:
            return await tx.all(Place, q["decided"], *below, PAGE + 1)
