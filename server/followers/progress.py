"""How far a follower has come in its rooms: moved on in the transaction that holds its effects.

Only one process is at work for a follower in a room, the one that holds its row. Rooms that wait together are dealt with
together, in as many statements as one. What failed is gone through again: room by room, and in the room one entry at a time,
so that the one that cannot be dealt with is found, and after a few tries passed over.
"""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.entries import Stretch
from rooms.tx import Tx
from server.followers.follower import Follower

q = sql.beside(__file__)

ROOMS = 64  # in one transaction
BATCH = 50  # entries of each
TRIES = 5  # of one entry, before it is passed over
BEHIND = 200  # rooms that are looked for at a time


class Place(Struct, frozen=True):
    """Where a follower stands in a room: dealt with up to `seq`, and up to `careful_until` one at a time. `head`: how far there is."""

    room_id: int
    seq: int
    careful_until: int
    head: int


class Behind(Struct, frozen=True):
    """A room in which there is something to be dealt with."""

    room_id: int


class Stumbled(Struct, frozen=True):
    """What became of a failure. `skipped`: the entry that was passed over, None: it will be tried again."""

    tries: int
    skipped: int | None


async def advance(tx: Tx, _: None, follower: Follower, rooms: Sequence[int]) -> list[int]:
    """Deal with what comes next in each of these rooms, ROOMS at most, an act of the system; those in which there is more.

    Nothing is done where another process is at it, or the room is none that is followed.
    """
    due = [each for each in await _hold(tx, follower, rooms) if each.head > each.seq]
    if not due:
        return []
    next_ = [Stretch(place.room_id, place.seq + 1, _last(place)) for place in due]
    await follower.take(tx, next_)
    await tx.do(q["move"], follower.name, [of.room_id for of in next_], [of.last for of in next_])
    return [place.room_id for place in due if _last(place) < place.head]


async def stumble(tx: Tx, _: None, follower: Follower, room_id: int, error: str) -> Stumbled | None:
    """Keep that the last `advance` of this room alone failed, an act of the system; None where another process is at it.

    `error` names its kind. The room is left alone for a while that grows with the tries; the others are not.
    """
    places = await _hold(tx, follower, [room_id])
    if not places:
        return None
    (place,) = places
    if place.seq >= place.careful_until:
        last = max(place.seq, _last(place))
        await tx.do(q["be_careful"], follower.name, room_id, last)
        if last > place.seq + 1:
            return Stumbled(0, None)
    tries: int = await tx.conn.fetchval(q["try_later"], follower.name, room_id)
    if tries < TRIES:
        return Stumbled(tries, None)
    await tx.do(q["skip"], follower.name, room_id, place.seq + 1, error[:200])
    return Stumbled(tries, place.seq + 1)


async def behind(tx: Tx, follower: Follower) -> list[int]:
    """Rooms in which this follower has something to deal with now, BEHIND at most."""
    found = await tx.all(Behind, q["behind"], follower.name, list(follower.rooms), BEHIND)
    return [room.room_id for room in found]


async def _hold(tx: Tx, follower: Follower, rooms: Sequence[int]) -> list[Place]:
    """The follower's places, locked. None of a room: another is at it, or it rests, or this room is none of its kinds."""
    places = await tx.all(Place, q["hold"], follower.name, rooms)
    if missing := set(rooms) - {place.room_id for place in places}:
        await tx.do(q["begin"], follower.name, list(missing), list(follower.rooms))
        places += await tx.all(Place, q["hold"], follower.name, list(missing))
    return places


def _last(place: Place) -> int:
    """The last entry of the next batch."""
    return min(place.head, place.seq + (1 if place.seq < place.careful_until else BATCH))
