"""A follower as clients are told to be: a cursor, resumed wherever the line breaks, and a page where it is too old.

It checks for itself what is promised: after entry n comes entry n + 1. What it was given is kept, to be compared
with the journal. It knows two transports, WebSocket and Server-Sent Events, and asks any of several servers.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from enum import StrEnum

import httpx
import msgspec
import websockets
from msgspec import Raw, Struct
from websockets.exceptions import ConnectionClosed, InvalidHandshake

AGAIN_S = 0.05  # before coming back to a server that was not there
RETRIED = frozenset({408, 429, 500, 502, 503, 504})
PATIENCE_S = 10.0  # without anything heard while the journal is known to go on


class Transport(StrEnum):
    """How the entries come."""

    WEBSOCKET = "websocket"
    EVENTS = "events"


class Over(Exception):
    """The room may not be followed any more."""


class _Message(Struct):
    type: str = ""
    seq: int = 0
    epoch: int = 0
    room: int = 0
    status: int = 0


class _Page(Struct):
    epoch: int
    entries: list[Raw]


_message = msgspec.json.Decoder(_Message).decode
_page = msgspec.json.Decoder(_Page).decode


class Follower:
    """One room, followed from its first entry on. `cookie`: of whom; `sites`: the servers it may ask."""

    patience_s = PATIENCE_S

    def __init__(
        self,
        sites: Sequence[str],
        room_id: int,
        cookie: str,
        transport: Transport,
        chance: random.Random | None = None,
    ) -> None:
        self.sites = sites
        self.room_id = room_id
        self.transport = transport
        self.epoch = 0
        self.given: list[bytes] = []  # given[n - 1] is entry n
        self.wrong: list[str] = []
        self.connected = 0
        self.resets = 0
        self._cookie = cookie
        self._chance = chance or random.Random()
        self._cut = asyncio.Event()
        self._grown = asyncio.Event()

    @property
    def seq(self) -> int:
        """The newest number it has."""
        return len(self.given)

    def cut(self) -> None:
        """Break the line, wherever it is."""
        self._cut.set()

    async def reaches(self, seq: int) -> None:
        """Wait until it has this entry."""
        while self.seq < seq:
            self._grown.clear()
            await self._grown.wait()

    async def run(self) -> None:
        """Follow until cancelled. Raises Over."""
        async with httpx.AsyncClient(
            headers={"cookie": self._cookie}, timeout=self.patience_s, verify=False
        ) as http:
            while True:
                site = self._chance.choice(self.sites)
                self._cut.clear()
                try:
                    await self._along(http, site)
                except (OSError, TimeoutError, httpx.HTTPError, ConnectionClosed, InvalidHandshake):
                    await asyncio.sleep(AGAIN_S)

    async def _along(self, http: httpx.AsyncClient, site: str) -> None:
        """One connection, until it breaks, is cut or says that it goes no further."""
        if not self.epoch:
            await self._page(http, site)
        reading = asyncio.ensure_future(self._read(http, site))
        cutting = asyncio.ensure_future(self._cut.wait())
        try:
            await asyncio.wait({reading, cutting}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done() and await reading:
                self.resets += 1
                await self._page(http, site)
        finally:
            cutting.cancel()
            reading.cancel()
            await asyncio.wait({reading})

    async def _read(self, http: httpx.AsyncClient, site: str) -> bool:
        """Take what comes; True: it was a reset."""
        by = (
            self._socket(site)
            if self.transport is Transport.WEBSOCKET
            else self._events(http, site)
        )
        async with aclosing(by) as messages:
            async for raw in messages:
                message = _message(raw)
                if message.type == "entry" and message.room == self.room_id:
                    self._take(message.seq, raw)
                elif message.room != self.room_id:
                    continue
                elif message.type == "reset":
                    return True
                elif message.type == "refused" and message.status not in RETRIED:
                    raise Over(str(message.status))
                elif message.type == "refused":
                    return False
        return False

    async def _socket(self, site: str) -> AsyncGenerator[bytes, None]:
        headers = {"origin": site, "cookie": self._cookie}
        address = site.replace("http", "ws", 1) + "/live"
        async with websockets.connect(
            address, additional_headers=headers, max_size=None, close_timeout=0.1, compression=None
        ) as socket:
            self.connected += 1
            asking = {"type": "follow", "room": self.room_id, "epoch": self.epoch, "seq": self.seq}
            await socket.send(msgspec.json.encode(asking).decode())
            try:
                async for raw in socket:
                    yield raw.encode() if isinstance(raw, str) else raw
            finally:
                if self._cut.is_set() and self._chance.random() < 0.5:
                    socket.transport.abort()

    async def _events(self, http: httpx.AsyncClient, site: str) -> AsyncGenerator[bytes, None]:
        path = f"{site}/rooms/{self.room_id}/live"
        cursor = {"last-event-id": f"{self.epoch}-{self.seq}"}
        async with http.stream("GET", path, headers=cursor) as response:
            if response.status_code in RETRIED:
                raise OSError(response.status_code)
            if response.status_code != 200:
                raise Over(str(response.status_code))
            self.connected += 1
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    yield line[6:].encode()

    async def _page(self, http: httpx.AsyncClient, site: str) -> None:
        """Read the journal page by page up to its end, as after a reset."""
        while True:
            answer = await http.get(f"{site}/rooms/{self.room_id}/entries?after={self.seq}")
            if answer.status_code in RETRIED:
                raise OSError(answer.status_code)
            if answer.status_code != 200:
                raise Over(str(answer.status_code))
            page = _page(answer.content)
            self.epoch = page.epoch
            for raw in page.entries:
                self._take(_message(raw).seq, bytes(raw))
            if not page.entries:
                return

    def _take(self, seq: int, raw: bytes) -> None:
        if seq == self.seq + 1:
            self.given.append(raw)
            self._grown.set()
        else:
            self.wrong.append(f"{self.transport}: entry {seq} after {self.seq}")


async def journal(http: httpx.AsyncClient, site: str, room_id: int) -> list[bytes]:
    """All entries of a room, page by page: what every follower must have."""
    found: list[bytes] = []
    while True:
        answer = await http.get(f"{site}/rooms/{room_id}/entries?after={len(found)}")
        answer.raise_for_status()
        entries = _page(answer.content).entries
        if not entries:
            return found
        found += [bytes(raw) for raw in entries]
