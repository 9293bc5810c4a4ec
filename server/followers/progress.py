"""How far a follower has come in a room: moved on in the transaction that holds its effects.

Only one process is at work for a follower in a room, the one that holds its row. A batch that failed is gone through
again one entry at a time, so that the one that cannot be dealt with is found, and after a few tries passed over.
"""

from msgspec import Struct

from rooms import entries, sql
from rooms.tx import Tx
from server.followers.follower import Follower

q = sql.beside(__file__)

BATCH = 50  # entries in one transaction
BATCH_BYTES = 1 << 20
TRIES = 5  # of one entry, before it is passed over
BEHIND = 200  # rooms that are looked for at a time


class Place(Struct, frozen=True):
    """Where a follower stands in a room: dealt with up to `seq`, and up to `careful_until` one at a time."""

    seq: int
    careful_until: int


class Behind(Struct, frozen=True):
    """A room in which there is something to be dealt with."""

    room_id: int


class Stumbled(Struct, frozen=True):
    """What became of a failure. `skipped`: the entry that was passed over, None: it will be tried again."""

    tries: int
    skipped: int | None


async def advance(tx: Tx, _: None, follower: Follower, room_id: int) -> bool:
    """Deal with what comes next in the room, an act of the system; whether there may be more of it.

    False also where another process is at it, or the room is none that is followed.
    """
    place = await _hold(tx, follower, room_id)
    if place is None:
        return False
    limit = 1 if place.seq < place.careful_until else BATCH
    found = await entries.after(tx, room_id, place.seq, limit, BATCH_BYTES)
    if not found:
        return False
    await follower.take(tx, room_id, found)
    await tx.do(q["move"], follower.name, room_id, found[-1].seq)
    return True


async def stumble(tx: Tx, _: None, follower: Follower, room_id: int, error: str) -> Stumbled | None:
    """Keep that the last `advance` failed, an act of the system; None where another process is at it.

    `error` names its kind. The room is left alone for a while that grows with the tries; the others are not.
    """
    place = await _hold(tx, follower, room_id)
    if place is None:
        return None
    if place.seq >= place.careful_until:
        found = await entries.after(tx, room_id, place.seq, BATCH, BATCH_BYTES)
        last = found[-1].seq if found else place.seq
        await tx.do(q["be_careful"], follower.name, room_id, last)
        if len(found) > 1:
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


async def _hold(tx: Tx, follower: Follower, room_id: int) -> Place | None:
    """The follower's place, locked. None: another is at it, or it rests, or this room is none of its kinds."""
    place = await tx.one(Place, q["hold"], follower.name, room_id)
    if place is None:
        await tx.do(q["begin"], follower.name, room_id, list(follower.rooms))
        place = await tx.one(Place, q["hold"], follower.name, room_id)
    return place
