"""Subscribers of `lost.py`: each keeps every number it was given, in the order in which they came.

What a line carries are texts with `Số <n>.` in them. A subscriber whose line ends comes back. One of this server does
what its pages do: it says how far it got, and asks again where a number is missing. The others have no way to ask.
"""

import asyncio
import contextlib
import re
from typing import Any, NamedTuple

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

NUMBER = re.compile(r"Số (\d+)\.")
AGAIN_S = 0.1  # before it comes back
LOST = (OSError, TimeoutError, WebSocketException, httpx.HTTPError)


class Tally(NamedTuple):
    """What went wrong with the numbers of one subscriber."""

    lost: int
    twice: int
    disordered: int  # given after a higher one, for the first time


def tally(heard: list[int], published: int) -> Tally:
    """Hold what was heard against 1 … `published`."""
    seen: set[int] = set()
    highest = twice = disordered = 0
    for n in heard:
        twice += n in seen
        disordered += n not in seen and n < highest
        seen.add(n)
        highest = max(highest, n)
    return Tally(published - len(seen & set(range(1, published + 1))), twice, disordered)


class Subscriber:
    """One line that hears whatever it is sent. Kept open by `run` until that is cancelled."""

    path = "/live/room"

    def __init__(self, port: int, cookie: str = "") -> None:
        self.heard: list[int] = []
        self.ended = 0  # lines
        self.ready = asyncio.Event()
        self._port = port
        self._cookie = cookie

    async def run(self) -> None:
        """Connect and listen, again and again."""
        here = f"127.0.0.1:{self._port}"
        headers = {"Cookie": self._cookie} if self._cookie else {}
        while True:
            with contextlib.suppress(*LOST):
                async with connect(
                    f"ws://{here}{self.path}", origin=Origin(f"http://{here}"),
                    additional_headers=headers, compression=None, ping_interval=None, proxy=None,
                ) as line:  # fmt: skip
                    await self.begin(line)
                    async for said in line:
                        await self.take(line, said if isinstance(said, str) else said.decode())
            self.ended += 1
            await asyncio.sleep(AGAIN_S)

    async def begin(self, line: ClientConnection) -> None:  # noqa: ARG002
        """What there is to say first."""
        self.ready.set()

    async def take(self, line: ClientConnection, said: str) -> None:  # noqa: ARG002
        """One message."""
        self.note(said)

    def note(self, said: str) -> None:
        """Keep the number in it, if there is one."""
        found = NUMBER.search(said)
        if found is not None:
            self.heard.append(int(found[1]))


class SocketIo(Subscriber):
    """Engine.IO's fourth protocol and Socket.IO's fifth, as far as listening needs them."""

    path = "/socket.io/?EIO=4&transport=websocket"
    OPEN, PING, CONNECTED, EVENT = "0", "2", "40", "42"

    async def begin(self, line: ClientConnection) -> None:
        """Nothing: the server opens."""

    async def take(self, line: ClientConnection, said: str) -> None:
        """Join the namespace, answer pings, take events."""
        if said.startswith(self.CONNECTED):
            self.ready.set()
        elif said.startswith(self.EVENT):
            self.note(said)
        elif said.startswith(self.OPEN):
            await line.send(self.CONNECTED)
        elif said == self.PING:
            await line.send("3")


class Member(Subscriber):
    """Follows a room by `/live` as a page does: from its cursor, with a look at the beat, and by pages after a reset."""

    path = "/live"

    def __init__(self, port: int, cookie: str, room_id: int, epoch: int, seq: int) -> None:
        super().__init__(port, cookie)
        self._room_id, self._epoch, self._seq = room_id, epoch, seq

    async def begin(self, line: ClientConnection) -> None:
        """Follow from the last entry it has."""
        place = {"room": self._room_id, "epoch": self._epoch, "seq": self._seq}
        await line.send(msgspec.json.encode({"type": "follow"} | place).decode())

    async def take(self, line: ClientConnection, said: str) -> None:
        """Take the next entry; ask again where it is not the next, or the beat speaks of more."""
        message: dict[str, Any] = msgspec.json.decode(said)
        if message["type"] == "beat":
            if int(message["heads"].get(str(self._room_id), 0)) > self._seq:
                await self.begin(line)
        elif message.get("room") != self._room_id:
            return
        elif message["type"] == "followed":
            self.ready.set()
        elif message["type"] == "refused":
            await asyncio.sleep(AGAIN_S)
            await self.begin(line)
        elif message["type"] == "reset":
            await self._page()
            await self.begin(line)
        elif message["type"] == "entry":
            if message["seq"] > self._seq + 1:
                await self.begin(line)
            else:
                self._hear(message)

    def _hear(self, entry: dict[str, Any]) -> None:
        self._seq = max(self._seq, entry["seq"])
        if entry["event"]["type"] == "post.added":
            self.note(entry["event"]["post"]["html"])

    async def _page(self) -> None:
        """Read the journal up to its end."""
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self._port}", headers={"cookie": self._cookie}
        ) as http:
            while True:
                path = f"/rooms/{self._room_id}/entries?after={self._seq}"
                found = (await http.get(path)).raise_for_status().json()["entries"]
                for entry in found:
                    self._hear(entry)
                if not found:
                    return
