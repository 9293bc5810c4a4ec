"""What a room shows to everybody who may read it, read once for all who ask at one number of its journal.

Everything shown changes only together with that number, so at the same number it is the same. What a person may,
is and has muted is not here: it is read for each, and their right to see anything with it.
"""

import asyncio

from rooms import overview
from rooms.overview import Shown
from rooms.standing import Standing
from rooms.tx import Tx

KEPT_S = 2.0  # a storm of people who open the same room lasts longer than one look at it


class Sights:
    """Passed to `overview.snapshot`."""

    def __init__(self) -> None:
        self.read = 0  # how often it was looked
        self._kept: dict[int, tuple[tuple[int, int], asyncio.Future[Shown | None]]] = {}

    async def see(self, tx: Tx, place: Standing) -> Shown:
        """What the room shows at the number of this standing, which `tx` read."""
        at = place.epoch, place.seq
        kept_at, kept = self._kept.get(place.room_id, (None, None))
        if kept is not None and kept_at == at:
            seen = await asyncio.shield(kept)
            if seen is not None:
                return seen
        elif kept_at is None or kept_at[0] != place.epoch or kept_at < at:
            return await self._look(tx, place)
        self.read += 1
        return await overview.shown(tx, place.room_id)

    async def _look(self, tx: Tx, place: Standing) -> Shown:
        loop = asyncio.get_running_loop()
        waited: asyncio.Future[Shown | None] = loop.create_future()
        mine = self._kept[place.room_id] = (place.epoch, place.seq), waited
        self.read += 1
        try:
            seen = await overview.shown(tx, place.room_id)
        except BaseException:
            waited.set_result(None)  # the others look for themselves
            self._forget(place.room_id, mine)
            raise
        waited.set_result(seen)
        loop.call_later(KEPT_S, self._forget, place.room_id, mine)
        return seen

    def _forget(self, room_id: int, kept: object) -> None:
        if self._kept.get(room_id) is kept:
            del self._kept[room_id]
