"""Positions brought in many at a time, each at the time it was taken."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from rooms import claims, sql
from rooms.claims import Imported
from rooms.positions import PositionTaken, Side
from rooms.tx import Tx

q = sql.beside(__file__)


class Stand(Struct, frozen=True):
    """A position that a member took. `key` is made of what it is."""

    key: UUID
    post_id: int
    number: int
    side: Side
    at: datetime


class Ground(Struct, frozen=True):
    """A post with its tally, locked."""

    id: int
    agrees: int
    disagrees: int
    passes: int


class Held(Struct, frozen=True):
    """A position held before."""

    post_id: int
    number: int
    side: Side
    at: datetime


async def import_positions(tx: Tx, _: None, room_id: int, stands: Sequence[Stand]) -> Imported:
    """Let members stand where they stood, in this order, one entry each; a key stands for its post.

    An act of the system. A position is passed over on a post that was retracted or hidden, and where the member holds one
    that was taken later or at the same time. Brought before, it changes nothing.
    """
    new = await claims.claim(tx, (stand.key for stand in stands))
    fresh = [stand for stand in stands if stand.key in new]
    on = sorted({stand.post_id for stand in fresh})
    grounds = {ground.id: ground for ground in await tx.all(Ground, q["grounds"], room_id, on)}
    pairs = [stand.post_id for stand in fresh], [stand.number for stand in fresh]
    held: dict[tuple[int, int], Held | Stand] = {
        (before.post_id, before.number): before for before in await tx.all(Held, q["held"], *pairs)
    }
    taken: dict[tuple[int, int], Stand] = {}
    for stand in fresh:
        place = stand.post_id, stand.number
        before = held.get(place)
        if stand.post_id not in grounds or (before is not None and before.at >= stand.at):
            continue
        ground = moved(grounds[stand.post_id], before.side if before else None, stand.side)
        grounds[stand.post_id] = ground
        held[place] = taken[place] = stand
        tally = ground.agrees, ground.disagrees, ground.passes
        told = PositionTaken(stand.post_id, stand.number, stand.side, *tally)
        tx.append(room_id, told, by=stand.number)
    await _keep(tx, room_id, list(taken.values()), list(grounds.values()))
    await claims.settle(tx, {stand.key: stand.post_id for stand in fresh})
    return Imported({stand.key: stand.post_id for stand in stands}, len(fresh))


def moved(ground: Ground, before: str | None, now: Side) -> Ground:
    """The tally once somebody who stood at `before` (None: nowhere) stands at `now`."""
    counts = zip(Side, (ground.agrees, ground.disagrees, ground.passes), strict=True)
    return Ground(ground.id, *(n + (now == side) - (before == side) for side, n in counts))


async def _keep(tx: Tx, room_id: int, taken: list[Stand], grounds: list[Ground]) -> None:
    await tx.do(
        q["recount"],
        [ground.id for ground in grounds],
        [ground.agrees for ground in grounds],
        [ground.disagrees for ground in grounds],
        [ground.passes for ground in grounds],
    )
    await tx.do(
        q["keep"],
        room_id,
        [stand.post_id for stand in taken],
        [stand.number for stand in taken],
        [stand.side for stand in taken],
        [stand.at for stand in taken],
    )
