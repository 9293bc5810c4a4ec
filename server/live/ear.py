"""What the clients of `/live` say, dealt with one message after the other. It only listens, presence and typing aside."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec
import structlog

from rooms.errors import Refused
from server.live import protocol

if TYPE_CHECKING:
    from server.live.client import Client
    from server.live.hub import Hub
    from server.live.line import Line

log = structlog.get_logger(__name__)

BURST = 300  # messages a client may send at once: a page that follows all its rooms again
PER_S = 10.0  # and how many a second in the long run


class Budget:
    """A token bucket for what one line may send."""

    __slots__ = ("_at", "_left")

    def __init__(self) -> None:
        self._left = float(BURST)
        self._at = time.monotonic()

    def spend(self) -> bool:
        """Take one; False where there is none."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._at) * PER_S) - 1
        self._at = now
        return self._left >= 0


class Ear:
    """Hears one client: its messages one after the other, each dealt with before the next."""

    __slots__ = ("_budget", "_busy", "_client", "_hub")

    def __init__(self, client: Client, hub: Hub) -> None:
        self._client = client
        self._hub = hub
        self._budget = Budget()
        self._busy = False

    def hears(self, line: Line) -> None:
        """Deal with all that the line has to take, in a task that ends with it."""
        if not self._busy:
            self._busy = True
            self._hub.beside.start(self._take(line))

    async def _take(self, line: Line) -> None:
        try:
            while not self._client.ended and (said := line.take()) is not None:
                await self.hear(said)
        finally:
            self._busy = False

    async def hear(self, said: str | bytes) -> None:
        """Deal with one message. An error is the end of the line."""
        client = self._client
        if not self._budget.spend():
            client.end(4429, "too-many-messages")
            return
        try:
            message = protocol.decode(said if isinstance(said, str) else "")
        except (msgspec.DecodeError, RecursionError):
            client.end(4400, "bad-message")
            return
        try:
            await _deal(client, self._hub, message)
        except Exception:
            log.exception("a message failed")
            client.end(1011, "failed")


async def _deal(client: Client, hub: Hub, message: protocol.FromClient) -> None:
    """Do what a message asks for."""
    if isinstance(message, protocol.Unfollow):
        hub.unfollow(client, message.room)
        return
    if isinstance(message, protocol.Here | protocol.Typing | protocol.Caret):
        hub.lane.said(client, message)
        return
    try:
        await hub.follow(client, message.room, message.epoch, message.seq)
    except Refused as refused:
        hub.unfollow(client, message.room)
        client.refuse(message.room, refused)
