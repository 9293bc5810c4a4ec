"""Long answers of the API travel compressed, to whoever takes gzip.

Only JSON, and only what is sent as one piece: pages and files come compressed or must not be, lines are never ended. Litestar's own
middleware would compress again what is compressed already, and on the loop.

Whoever makes somebody's browser ask, and sees how long the answers are, could guess at what stands in them beside words of their own (BREACH). So
only what is read (GET) is packed, as secrets are told in answer to the change that made them; and nothing that another site has a browser ask
for, which with a cookie that is `SameSite=Lax` would be a link that it opens.
"""

import asyncio
import gzip
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server.request_headers import Headers, value_of

LEAST_BYTES = 2048  # what fits two packets gains nothing
LONG_BYTES = 64 * 1024  # takes a millisecond: beside the loop
LEVEL = 4  # a fifth larger than the best there is, in a quarter of its time
JSON = (b"application/json", b"application/problem+json")
ENCODING = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding, sec-fetch-site")]
LEFT = (
    b"content-encoding",
    b"etag",
    b"content-range",
)  # packed already, or said of these very bytes
OURS = frozenset({None, b"same-origin"})  # None: a program, or a browser too old to say


class Packing:
    """Middleware that compresses answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and pack what comes back."""
        if (
            scope["type"] == ScopeType.HTTP
            and scope["method"] == "GET"
            and _asked(scope["headers"])
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


def _asked(headers: Headers) -> bool:
    return (
        accepts_gzip(value_of(headers, b"accept-encoding") or b"")
        and value_of(headers, b"sec-fetch-site") in OURS
    )


def accepts_gzip(accepted: bytes) -> bool:
    """Whether the value of Accept-Encoding names gzip, and not to refuse it."""
    for each in accepted.lower().split(b","):
        name, _, weight = each.partition(b";")
        if name.strip() == b"gzip":
            return weight.replace(b" ", b"").rstrip(b"0") not in {b"q=", b"q=0."}
    return False


def _may_be_packed(headers: Headers) -> bool:
    kind = value_of(headers, b"content-type") or b""
    return kind.startswith(JSON) and all(value_of(headers, each) is None for each in LEFT)


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
