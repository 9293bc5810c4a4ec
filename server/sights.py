"""Rooms as a whole, for all who open the same one at the same time.

Those who ask while a room is being looked at share the next look. What it shows to everybody changes only together
with the number of its journal, so at the same number it is not even read again. Who may see it, who they are in it
and whom they have muted is read for each of them, in the transaction of their own look, and kept for nobody.
"""

import asyncio
from collections.abc import Callable
from functools import partial

from rooms import overview, standing
from rooms.errors import NotFound
from rooms.overview import Shown, Snapshot
from rooms.people import Who
from rooms.standing import Standing
from rooms.store import Store
from rooms.tx import Tx
from server.gathering import Gathered

KEPT_S = 2.0  # a storm lasts longer than one look


class Sights:
    """Snapshots of rooms out of this store."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self.read = 0  # how often what a room shows was read
        self._store = store
        self._asked: dict[int, Gathered[int | None, Snapshot | None]] = {}
        self._kept: dict[int, tuple[tuple[int, int], Shown]] = {}

    async def snapshot(self, who: Who | None, room_id: int) -> Snapshot:
        """As `overview.snapshot`. Raises NotFound."""
        gathered = self._asked.get(room_id)
        if gathered is None:
            gathered = self._asked[room_id] = Gathered(partial(self._look, room_id))
        try:
            found = await gathered.ask(who.id if who else None)
        finally:
            if gathered.idle and self._asked.get(room_id) is gathered:
                del self._asked[room_id]
        if found is None:
            raise NotFound("no-room")
        return found

    async def _look(self, room_id: int, people: list[int | None]) -> list[Snapshot | None]:
        async with self._store().reading() as tx:
            places = await standing.readers(tx, [(person, room_id) for person in people])
            readers = [
                (person, place)
                for person, place in zip(people, places, strict=True)
                if place is not None
            ]
            if not readers:
                return [None] * len(people)
            sight = await self._shown(tx, readers[0][1])
            found = iter(await overview.snapshots(tx, readers, sight))
        return [None if place is None else next(found) for place in places]

    async def _shown(self, tx: Tx, place: Standing) -> Shown:
        at, sight = self._kept.get(place.room_id, (None, None))
        if sight is None or at != (place.epoch, place.seq):
            self.read += 1
            sight = await overview.shown(tx, place.room_id)
            kept = self._kept[place.room_id] = (place.epoch, place.seq), sight
            asyncio.get_running_loop().call_later(KEPT_S, self._forget, place.room_id, kept)
        return sight

    def _forget(self, room_id: int, kept: object) -> None:
        if self._kept.get(room_id) is kept:
            del self._kept[room_id]
