"""Long answers of the API travel compressed, to whoever takes gzip.

Only JSON, and only what is sent as one piece: pages and files come compressed or must not be, lines are never ended. Litestar's own
middleware would compress again what is compressed already.

What an attacker could learn from lengths (BREACH) needs a browser that asks here, with its cookie, for another site. Ours is `SameSite`, and
answers hold no secret that is repeated: a token is told once, in answer to the request that made it.
"""

import asyncio
import gzip
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server.request_headers import value_of

LEAST_BYTES = 2048  # what fits two packets gains nothing
LONG_BYTES = 64 * 1024  # takes a millisecond: beside the loop
LEVEL = 4  # a fifth larger than the best there is, in a quarter of its time
JSON = (b"application/json", b"application/problem+json")
ENCODING = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]


class Packing:
    """Middleware that compresses answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and pack what comes back."""
        if scope["type"] == ScopeType.HTTP and b"gzip" in (
            value_of(scope["headers"], b"accept-encoding") or b""
        ):
            send = _Sending(send).send
        await self._app(scope, receive, send)


class _Sending:
    """One answer: its beginning is kept until it is known whether all of it comes at once."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._begun: Any = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _may_be_packed(message["headers"]):
            self._begun = message
            return
        if self._begun is not None:
            begun, self._begun = self._begun, None
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await _pack(begun, message)
            await self._send(begun)
        await self._send(message)


def _may_be_packed(headers: Any) -> bool:
    kind = value_of(headers, b"content-type") or b""
    return kind.startswith(JSON) and value_of(headers, b"content-encoding") is None


async def _pack(begun: Any, message: Any) -> None:
    body = message["body"]
    if len(body) < LEAST_BYTES:
        return
    if len(body) < LONG_BYTES:
        body = gzip.compress(body, LEVEL, mtime=0)
    else:
        body = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
    kept = [header for header in begun["headers"] if header[0].lower() != b"content-length"]
    begun["headers"] = [*kept, *ENCODING, (b"content-length", b"%d" % len(body))]
    message["body"] = body
