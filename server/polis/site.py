"""A portal as a program uses it: the public HTTP API, with patience.

A command is sent under one key until it is answered. A lost connection or a server that is away says nothing
about whether it was done, so the same key is sent again, each time after a longer pause.
"""

import asyncio
import http.cookiejar
import random
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2 as httpx  # the one place that names the HTTP client
import msgspec

from server.keys import new_key

AWAY = frozenset({429, 502, 503, 504})
ANSWER_S = 30.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0


class Declined(Exception):
    """The command was answered, and refused. `reason` is the last part of the problem's type."""

    def __init__(self, status: int, reason: str, detail: str) -> None:
        super().__init__(f"{status} {reason}: {detail}")
        self.reason = reason


class Unanswered(Exception):
    """Given up. Whether the command was done is not known."""


class Site:
    """The portal at `url`; at most `at_once` requests are under way. Use it as a context."""

    def __init__(self, url: str, at_once: int, chance: random.Random) -> None:
        parts = urlsplit(url)
        self.url = f"{parts.scheme}://{parts.netloc}"
        self.retries = 0
        self.until = float("inf")  # by time.monotonic(): when to give up
        self._chance = chance
        self._places = asyncio.Semaphore(at_once)
        nothing = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
        self._http = httpx.AsyncClient(
            base_url=self.url,
            headers={"origin": self.url, "accept-language": "vi"},
            cookies=http.cookiejar.CookieJar(nothing),  # each person brings their own
            timeout=ANSWER_S,
            limits=httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        """Open nothing yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def command(
        self, method: str, path: str, cookie: str, **content: Any
    ) -> tuple[dict[str, Any], str]:
        """Have something done under a key of its own; the answer, and the cookie that came with it.

        Raises Declined, or Unanswered once `until` has passed.
        """
        answer = await self._ask(method, path, cookie, {"key": str(new_key())} | content)
        return msgspec.json.decode(answer.content), answer.headers.get("set-cookie", "").split(";")[
            0
        ]

    async def read(self, path: str, cookie: str) -> bytes:
        """What stands there. Raises as `command` does."""
        return bytes((await self._ask("GET", path, cookie, None)).content)

    async def _ask(
        self, method: str, path: str, cookie: str, content: Mapping[str, Any] | None
    ) -> httpx.Response:
        body = None if content is None else msgspec.json.encode(content)
        headers = {"cookie": cookie, "content-type": "application/json"}
        pause = FIRST_PAUSE_S
        while True:
            least_s = 0.0
            try:
                async with self._places:
                    answer = await self._http.request(method, path, content=body, headers=headers)
                if answer.is_success:
                    return answer
                if answer.status_code not in AWAY:
                    raise _declined(answer)
                least_s = _seconds(answer.headers.get("retry-after", ""))
            except httpx.TransportError as error:
                if time.monotonic() > self.until:
                    raise Unanswered(repr(error)) from error
            if time.monotonic() > self.until:
                raise Unanswered(path)
            self.retries += 1
            await asyncio.sleep(max(least_s, pause * self._chance.uniform(0.5, 1)))
            pause = min(pause * 2, LONGEST_PAUSE_S)


def _declined(answer: httpx.Response) -> Declined:
    try:
        problem = msgspec.json.decode(answer.content)
        reason, detail = problem["type"].rpartition("/")[2], problem["detail"]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError):
        reason, detail = f"status-{answer.status_code}", ""
    return Declined(answer.status_code, reason, detail)


def _seconds(header: str) -> float:
    return min(float(header), 60.0) if header.isdigit() else 0.0
