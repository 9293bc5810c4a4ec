"""All listeners of one room, how long its entries took to them, and what went wrong.

How long is counted from the time that an entry itself tells, which is that of the transaction it was written in.
"""

import asyncio
import contextlib
import socket
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

import httpx

from benchmarks.listener import ENTRY, Listener

NARROW_BYTES = 4096  # what the kernel keeps for one that does not read: as little as it can
SEGMENT_BYTES = 1400
AT_ONCE = 200  # handshakes under way
AGAIN_S = 0.1


class Audience:
    """The listeners of one room."""

    def __init__(self, room_id: int, epoch: int) -> None:
        self.room_id = room_id
        self.epoch = epoch
        self.wrong = 0  # entries that did not follow the one before them
        self.snapshots = 0
        self.codes: Counter[int | None] = Counter()  # why lines ended; None: without a word
        self.refusals: Counter[str] = Counter()  # of requests, by the first line of the answer
        self.latencies_s: dict[int, array[float]] = defaultdict(lambda: array("f"))
        self._written: dict[int, float] = {}

    def took(self, seq: int, written: bytes, now: float) -> None:
        """Note that an entry has come. `written`: when it was, as it tells."""
        at = self._written.get(seq)
        if at is None:
            at = self._written[seq] = datetime.fromisoformat(written.decode()).timestamp()
        self.latencies_s[seq].append(now - at)

    async def open(
        self, listeners: Sequence[Listener], port: int, at_once: int = AT_ONCE
    ) -> list[float]:
        """Connect them all and wait until each follows; after how many seconds each did.

        One that is refused or cut meanwhile tries again, one that is too far behind reads the journal first.
        """
        began, room = time.monotonic(), asyncio.Semaphore(at_once)
        loop = asyncio.get_running_loop()

        async def one(listener: Listener) -> float:
            while not listener.follows:
                if listener.answered == "reset":
                    listener.close()
                    await self.page(listener, port)
                async with room:
                    listener.opening = loop.create_future()
                    with contextlib.suppress(OSError):
                        line = await _connected(port, narrow=listener.narrow)
                        await loop.create_connection(lambda: listener, sock=line)
                        await listener.opening
                if listener.answered not in {"followed", "reset"}:
                    listener.close()
                    await asyncio.sleep(AGAIN_S)
            return time.monotonic() - began

        return await asyncio.gather(*(one(listener) for listener in listeners))

    async def page(self, listener: Listener, port: int) -> None:
        """Read the journal from where the listener stands up to its end."""
        headers = {"cookie": listener.cookie}
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, verify=False
        ) as http:
            while True:
                path = f"/rooms/{self.room_id}/entries?after={listener.seq}"
                answer = await http.get(path)
                if answer.status_code != 200:  # noqa: PLR2004
                    self.refusals[f"{answer.status_code}"] += 1
                    await asyncio.sleep(AGAIN_S)
                    continue
                found = ENTRY.findall(answer.content)
                for _, seq, _ in found:
                    listener.hear(int(seq))
                if not found:
                    return

    async def catch_up(
        self, listeners: Sequence[Listener], port: int, seq: int, at_once: int = AT_ONCE
    ) -> None:
        """Connect those who do not follow, again where they fall back or are cut on the way, until each has this entry."""
        while behind := [each for each in listeners if each.seq < seq or not each.follows]:
            await self.open([each for each in behind if not each.follows], port, at_once)
            await asyncio.sleep(AGAIN_S)

    async def reach(self, listeners: Sequence[Listener], seq: int) -> None:
        """Wait until each has this entry."""
        for listener in listeners:
            while listener.seq < seq:  # noqa: ASYNC110 - an event for each would be work in what is measured
                await asyncio.sleep(AGAIN_S)


async def _connected(port: int, *, narrow: bool) -> socket.socket:
    found = socket.socket()
    try:
        found.setblocking(False)
        if narrow:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW_BYTES)
            # as over a real network: on loopback the server's kernel would hold megabytes for it
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT_BYTES)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(found, ("127.0.0.1", port))
    except OSError:
        found.close()
        raise
    return found
