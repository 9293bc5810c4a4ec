"""Reading the journal for the rooms followed here: when a gap shows, and once a second for all of them together.

This is what makes news optional. Whatever the bus lost is found here, at the latest by the next look.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from rooms import entries
from rooms.errors import Refused
from rooms.journal import Entry, frame
from server.live.window import News

if TYPE_CHECKING:
    from server.live.hub import Hub
    from server.live.room import LiveRoom

PAGE = 500  # entries read at once
PAGE_BYTES = 512 * 1024
PATIENCE_S = 0.02  # for an entry that is merely late, before the journal is read for it
SWEEP_S = 1.0
SWEEP_WITHOUT_BUS_S = 0.15
STALE_S = 5.0  # since it last saw how far the journals are, before it is believed to have stopped


def news_of(entry: Entry) -> News:
    """The entry as it travels."""
    return News(entry.room_id, entry.epoch, entry.seq, entry.kind, frame(entry))


class Sweep:
    """Brings the rooms of a hub up to their journals."""

    def __init__(self, hub: Hub) -> None:
        self.repaired = 0  # times that only the sweep noticed something
        self.looked_at: float | None = None  # of time.monotonic, when it last succeeded
        self._hub = hub
        self._missed = asyncio.Event()

    def soon(self) -> None:
        """Something may have been missed: look now."""
        self._missed.set()

    def well(self) -> bool:
        """Whether it succeeded lately."""
        return self.looked_at is not None and time.monotonic() - self.looked_at < STALE_S

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            pause_s = SWEEP_S if self._hub.bus.well() else SWEEP_WITHOUT_BUS_S
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._missed.wait()
            told = self._missed.is_set()
            self._missed.clear()
            await self._look(repair=not told)

    async def _look(self, *, repair: bool) -> None:
        rooms = self._hub.rooms
        if not rooms:
            self.looked_at = time.monotonic()
            return
        with suppress(Refused):
            async with self._hub.store.looking() as tx:
                found = await entries.heads(tx, list(rooms))
            for head in found:
                room = rooms.get(head.id)
                if room is None:
                    continue
                if head.epoch != room.epoch:
                    self._hub.restart(room, head.epoch, head.seq)
                elif head.seq > room.head:
                    self.repaired += repair
                    self.fill(room)
            self.looked_at = time.monotonic()

    def late(self, room: LiveRoom) -> None:
        """An entry came before the one it follows. Mostly that one is on its way."""
        asyncio.get_running_loop().call_later(PATIENCE_S, self._fill_if_waiting, room)

    def _fill_if_waiting(self, room: LiveRoom) -> None:
        if room.waits():
            self.fill(room)

    def fill(self, room: LiveRoom) -> None:
        """Read the room's journal from its head on, until there is no more."""
        if room.filling is None or room.filling.done():
            room.filling = self._hub.beside.start(self._read_on(room))

    async def _read_on(self, room: LiveRoom) -> None:
        with suppress(Refused):
            while self._hub.rooms.get(room.id) is room:
                async with self._hub.store.looking() as tx:
                    found = await entries.after(tx, room.id, room.head, PAGE, PAGE_BYTES)
                self._hub.counts.filled += len(found)
                for entry in found:
                    self._hub.hear(news_of(entry))
                if not found:
                    return
