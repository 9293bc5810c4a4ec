"""Who publishes in `lost.py`: one after the other, each number only when the one before was acknowledged.

So the order is known, and a number that was not acknowledged is asked for again until it is, or time is up.
"""

import asyncio
import time
from typing import Any

import httpx
import msgspec

from benchmarks.fanout_sockets import WORDS
from server.keys import new_key

PATIENCE_S = 20.0
AGAIN_S = 0.05
CREATED = 201


class Said(msgspec.Struct):
    """What the other servers are asked to publish."""

    text: str


def words(n: int) -> str:
    """A short post with its number."""
    return f"Số {n}. {WORDS}"


class Publisher:
    """Numbers 1, 2, 3 … to one address, at most so many a second. `published`: how many were acknowledged."""

    def __init__(self, url: str, path: str, cookie: str = "") -> None:
        self.published = 0
        self.repeated = 0  # requests that were not answered, or not with a yes
        self._path = path
        self._http = httpx.AsyncClient(
            base_url=url, headers={"origin": url, "cookie": cookie}, timeout=PATIENCE_S
        )

    async def run(self, per_s: float, until: asyncio.Event) -> None:
        """Publish until that is set."""
        begun, n = time.monotonic(), 0
        async with self._http:
            while not until.is_set():
                await asyncio.sleep(max(0.0, begun + n / per_s - time.monotonic()))
                n += 1
                await self._publish(self.published + 1, until)

    async def _publish(self, n: int, until: asyncio.Event) -> None:
        said = self.body(n)
        while not until.is_set():
            try:
                answer = await self._http.post(self._path, json=said)
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code == CREATED:
                self.published = n
                return
            self.repeated += 1
            await asyncio.sleep(AGAIN_S)

    def body(self, n: int) -> dict[str, Any]:
        """The request for this number."""
        return {"text": words(n)}


class Writer(Publisher):
    """Writes them as posts in a thread; a post that is asked for twice is one."""

    def body(self, n: int) -> dict[str, Any]:
        """The request for this number."""
        return {"key": str(new_key()), "body": words(n), "kind": "opinion"}
