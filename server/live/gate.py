"""Who comes to `/live`: the way in of our own protocol, and what every transport asks of those who come.

Under our protocol class a request for `/live` comes here straight. Under another server it comes through the framework,
whose middlewares ask the same, `from_us` and the limiter, and whose route (`server.live.socket`) then goes on with
`enter`. So there is one answer to every question, whichever way somebody comes: see ADR 13.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from rooms.errors import Refused, TooMany
from server.limits.kinds import OPENING_LINES
from server.live import protocol
from server.live.client import Client
from server.live.ear import Ear
from server.live.wheel import BEAT_S
from server.origins import from_us, ours

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from rooms.standing import Standing
    from server.identity.callers import Callers
    from server.limits.address import Proxies
    from server.limits.limiter import Limiter
    from server.live.fast import LiveProtocol
    from server.live.handshake import Asked
    from server.live.hub import Hub
    from server.live.queue import QueueSink
    from server.request_headers import Headers

log = structlog.get_logger(__name__)

PATH = "/live"
RIGHT = "portal.see"
FAILED = 1011


class Gate:
    """Lets clients in to the hub."""

    def __init__(
        self, origins: Iterable[str], proxies: Proxies, limiter: Limiter, callers: Callers, hub: Hub
    ) -> None:
        self._origins = ours(origins)
        self._proxies = proxies
        self._limiter = limiter
        self.callers = callers
        self._hub = hub
        self._path = PATH.encode()

    def way(self, line: LiveProtocol, asked: Asked) -> Coroutine[None, None, None] | None:
        """Answer a request of our own protocol at once; what is to be done then. None: it is for the application."""
        if asked.path != self._path:
            return None
        if not from_us(asked.headers, self._origins):
            line.refuse(HTTPStatus.FORBIDDEN)  # before the upgrade: there is nobody to tell why
            return _nothing()
        address = self._proxies.address(line.peer(), asked.headers)
        line.accept(None, [])  # first, or a page is not told why it is refused
        try:
            self._limiter.address_here(OPENING_LINES, address)
        except TooMany as refused:
            line.close(4000 + refused.status, refused.reason)
            return _nothing()
        return self._come(line, asked.headers, address)

    async def _come(self, line: LiveProtocol, headers: Headers, address: str) -> None:
        client = await self.enter(line, headers, address)
        if client is not None:
            line.keep(partial(Ear(client, self._hub).hears, line), partial(self._hub.exit, client))

    async def enter(
        self, sink: LiveProtocol | QueueSink, headers: Headers, address: str
    ) -> Client | None:
        """The client of a line that is open, entered and greeted, which must exit; None where it was refused."""
        try:
            arrival = await self.callers.arrival(headers, RIGHT, OPENING_LINES)
            who, expires = None, None
            if arrival is not None:
                who, expires = arrival.session.who, arrival.session.expires_at.timestamp()
            client = Client(sink, who, expires, address)
            self._hub.enter(client)
        except Refused as refused:
            sink.close(4000 + refused.status, refused.reason)
            return None
        except Exception:
            log.exception("somebody could not be let in")
            sink.close(FAILED, "failed")
            return None
        sink.on_room = client.on_room
        try:
            await self._greet(client, arrival.inbox if arrival else None)
        except Refused as refused:
            client.end(4000 + refused.status, refused.reason)
        except Exception:
            log.exception("a greeting failed")
            client.end(FAILED, "failed")
        except BaseException:
            self._hub.exit(client)
            raise
        else:
            if arrival is not None and arrival.session.unseen:
                self._hub.beside.start(self.callers.see(arrival.session))
            return client
        self._hub.exit(client)
        return None

    async def _greet(self, client: Client, inbox: Standing | None) -> None:
        hub = self._hub
        seat = await hub.watch(client, inbox)
        at = protocol.InboxAt(seat.room.id, seat.epoch, seat.seq) if seat else None
        hello = protocol.Hello(hub.build, BEAT_S, client.who.id if client.who else None, at)
        if seat is None:
            client.tell(hello)
        else:
            hub.begin(client, seat.place, seat.room, seat.epoch, seat.seq, hello)


async def _nothing() -> None:
    """There is nothing more to be done."""
