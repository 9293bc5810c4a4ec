"""What a person sees of rooms: the list of theirs and of those open to them, and one room as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from rooms import muting, sql, standing
from rooms.member import Member
from rooms.people import Who
from rooms.policy import acts_of
from rooms.roles import Role
from rooms.rooms import Room
from rooms.standing import Standing
from rooms.thread import Thread
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 100  # rooms
MEMBERS = 1000  # in a snapshot; the others are asked for by page
THREADS = 200  # in a snapshot, the newest


class Line(Struct, frozen=True):
    """A row of the list: the room, its journal's head, and what it is to this person."""

    id: int
    epoch: int
    seq: int
    number: int | None
    role: Role | None
    posts: int
    unread: int
    last_at: datetime


class RoomLine(Struct, frozen=True):
    """A room with its line. `unread` counts posts of others; 0 where this person is not in the room."""

    room: Room
    epoch: int
    seq: int
    number: int | None
    role: Role | None
    posts: int
    unread: int
    last_at: datetime


class Rooms(Struct, frozen=True):
    """A page of the list, one's own rooms first. `next` is the `after` of the next page, None at the end."""

    rooms: list[RoomLine]
    next: int | None


class Snapshot(Struct, frozen=True):
    """A room at one number of its journal.

    `me` is None for one who reads it from outside; `may` are the acts the policy lets me do; `more_*` say that
    the lists go on.
    `muted` are the members I do not wish to hear, by number.
    """

    room: Room
    epoch: int
    seq: int
    members: list[Member]
    threads: list[Thread]
    me: Member | None
    may: list[str]
    more_members: bool
    more_threads: bool
    muted: list[int]


class Shown(Struct, frozen=True):
    """What a room shows to everybody who may read it. It changes only together with the number of its journal."""

    room: Room
    members: list[Member]
    threads: list[Thread]
    more_members: bool
    more_threads: bool


async def rooms(tx: Tx, who: Who | None, after: int) -> Rooms:
    """The rooms this person is in, then those they could read or join (None: the public ones)."""
    lines = await tx.all(Line, q["lines"], who.id if who else None, PAGE + 1, after)
    found = {room.id: room for room in await tx.all(Room, q["rooms"], [line.id for line in lines])}
    page = [
        RoomLine(found[n.id], n.epoch, n.seq, n.number, n.role, n.posts, n.unread, n.last_at)
        for n in lines[:PAGE]
    ]
    return Rooms(page, after + PAGE if len(lines) > PAGE else None)


async def shown(tx: Tx, room_id: int) -> Shown:
    """What the room shows; whether somebody may see it is the caller's question."""
    room = await tx.one(Room, q["room"], room_id)
    assert room is not None, "its standing was just read"
    people = await tx.all(Member, q["members"], room_id, 0, MEMBERS + 1)
    talk = await tx.all(Thread, q["threads"], room_id, None, THREADS + 1)
    return Shown(room, people[:MEMBERS], talk[:THREADS], len(people) > MEMBERS, len(talk) > THREADS)


async def snapshot(tx: Tx, who: Who | None, room_id: int) -> Snapshot:
    """Everything a page needs to show the room and to follow it from there. Raises NotFound."""
    reader = await standing.reader(tx, who, room_id)
    sight = await shown(tx, room_id)
    return (await snapshots(tx, [(who.id if who else None, reader)], sight))[0]


async def snapshots(
    tx: Tx, readers: Sequence[tuple[int | None, Standing]], sight: Shown
) -> list[Snapshot]:
    """The same for many readers of one room, each by their person's id (None: nobody signed in) and standing.

    `sight`: what it shows at the number of its journal that the standings tell.
    """
    people = [person_id for person_id, _ in readers if person_id is not None]
    muted = await muting.numbers_of(tx, people, sight.room.id)
    known = {member.number: member for member in sight.members}
    return [
        Snapshot(
            sight.room,
            place.epoch,
            place.seq,
            sight.members,
            sight.threads,
            await _me(tx, place, known),
            acts_of(place.role, sight.room.kind) if place.role else [],
            sight.more_members,
            sight.more_threads,
            muted.get(person_id, []) if person_id is not None else [],
        )
        for person_id, place in readers
    ]


async def _me(tx: Tx, place: Standing, known: Mapping[int, Member]) -> Member | None:
    if place.number is None:
        return None
    return known.get(place.number) or await tx.one(Member, q["member"], place.room_id, place.number)


async def members(tx: Tx, who: Who | None, room_id: int, after: int) -> list[Member]:
    """The members numbered above `after`, those who have left included; at most MEMBERS and one more."""
    await standing.reader(tx, who, room_id)
    return await tx.all(Member, q["members"], room_id, after, MEMBERS + 1)


async def threads(tx: Tx, who: Who | None, room_id: int, before: int | None) -> list[Thread]:
    """The threads older than the one with the id `before`, newest first; at most THREADS and one more."""
    await standing.reader(tx, who, room_id)
    return await tx.all(Thread, q["threads"], room_id, before, THREADS + 1)
