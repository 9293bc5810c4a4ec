"""What the database says of those who follow: where they stand in a room, and where their inbox is."""

from rooms import standing
from rooms.standing import Standing
from rooms.store import Store
from server.gathering import Gathered
from server.identity import inboxes
from server.identity.inboxes import Watched


class Standings:
    """Asked once for all who ask at the same time: after a restart everybody does.

    `places`: by person (None: a visitor) and room; None where it may not be read.
    `inboxes`: by person and session; None where the session is over.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.places = Gathered(self._read_places)
        self.inboxes = Gathered(self._read_inboxes)

    async def _read_places(self, asked: list[tuple[int | None, int]]) -> list[Standing | None]:
        async with self._store.looking() as tx:
            return await standing.readers(tx, asked)

    async def _read_inboxes(self, asked: list[tuple[int, int | None]]) -> list[Watched | None]:
        async with self._store.looking() as tx:
            return await inboxes.many(tx, asked)
