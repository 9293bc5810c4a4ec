"""Pages of journals, read once for all who stand at the same place in the same one: after a restart that is everybody."""

import asyncio
from collections.abc import Sequence

from rooms import entries
from rooms.errors import Refused
from rooms.journal import Entry
from rooms.store import Store
from server.gathering import Gathered

ENTRIES = 500
BYTES = 128 * 1024
READERS = (
    4  # pages read at once: a storm of those who come back leaves connections for everybody else
)


class Pages:
    """Asks the database for what follows a number in a room, a few pages at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._readers = asyncio.Semaphore(READERS)
        self._wanted = Gathered(self._read)

    async def after(self, room_id: int, seq: int) -> Sequence[Entry]:
        """The entries above this number, the oldest first; empty: there is none. Raises Busy."""
        found = await self._wanted.ask((room_id, seq))
        if isinstance(found, Refused):
            raise found
        return found

    async def _read(self, places: list[tuple[int, int]]) -> list[Sequence[Entry] | Refused]:
        return await asyncio.gather(*(self._page(room_id, seq) for room_id, seq in places))

    async def _page(self, room_id: int, seq: int) -> Sequence[Entry] | Refused:
        """One that cannot be had just now is no reason to have none of the others."""
        try:
            async with self._readers, self._store.looking() as tx:
                return await entries.after(tx, room_id, seq, ENTRIES, BYTES)
        except Refused as refused:
            return refused
