"""One timer for all lines: each gets its beat in its own second of the round, and is looked at then."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from server.live import protocol
from server.live.client import SLOW_CLOSE

if TYPE_CHECKING:
    from server.live.client import Client

BEAT_S = 25  # seconds of a round
SLOW_S = 20.0  # a line full for longer is closed; the client comes back with its cursor
# nothing heard for longer, not even the answer to a ping: the other end is gone
SILENT_S = 3 * BEAT_S


class Wheel:
    """Beats for every client once a round, and a look every second at those whose line is full."""

    def __init__(self, clients: dict[Client, None]) -> None:
        self._clients = clients
        self._slots: list[dict[Client, None]] = [{} for _ in range(BEAT_S)]
        self._at = 0
        self._next = 0

    def add(self, client: Client) -> None:
        """Give the client a place in the round, the places one after the other."""
        self._slots[self._next][client] = None
        self._next = (self._next + 1) % BEAT_S

    async def run(self) -> None:
        """Turn until cancelled."""
        while True:
            await asyncio.sleep(1)
            self._at = (self._at + 1) % BEAT_S
            slot = self._slots[self._at]
            for client in list(slot):
                if client.ended or client not in self._clients:
                    del slot[client]
                else:
                    beat(client)
            for client in list(self._clients):
                end_if_slow(client)


def beat(client: Client) -> None:
    """Say that the line is alive and how far its rooms have come; end it where nobody is there any more."""
    if client.expires is not None and client.expires < time.time():
        client.end(4401, "session-ended")
    elif client.sink.quiet_s() > SILENT_S:
        client.end(SLOW_CLOSE, "silent")
    elif client.greeted and not client.sink.full():
        client.on_room()  # first what is on its way, or the beat would speak of entries that come after it
        heads = {room_id: f.cursor for room_id, f in client.following.items() if f.joined}
        client.tell(protocol.Beat(heads))
        client.sink.ping()


def end_if_slow(client: Client) -> None:
    """End a line that has taken nothing for SLOW_S seconds."""
    if not client.sink.full():
        client.full_since = None
    elif client.full_since is None:
        client.full_since = time.monotonic()
    elif time.monotonic() - client.full_since > SLOW_S:
        client.end(SLOW_CLOSE, "slow")
