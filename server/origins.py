"""No other site acts through a reader's browser: the exact Origin on changes and on sockets."""

from collections.abc import Iterable

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from rooms.errors import Forbidden
from server.problems import handlers
from server.request_headers import Headers, bearer, value_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TRUSTED_SITES = frozenset({b"same-origin", b"none"})


def ours(origins: Iterable[str]) -> frozenset[bytes]:
    """Our origins, as headers name them."""
    return frozenset(origin.encode() for origin in origins)


def from_us(headers: Headers, origins: frozenset[bytes]) -> bool:
    """Whether a request for a socket comes from a page of ours, or from a program that bears a token."""
    origin = value_of(headers, b"origin")
    if origin is None:
        return bearer(headers) is not None
    return origin in origins


class SameOrigin:
    """Middleware that refuses what a page of another origin sends: sockets before the upgrade, changes with 403.

    Browsers put Origin on both and cannot be made to leave it out. A socket without one is refused as well, so
    there is nothing to argue about; for a change without one, Sec-Fetch-Site decides. A program that bears a token
    needs none: no page can make a browser add that header. Where it sends one, it must be ours all the same.
    """

    def __init__(self, app: ASGIApp, origins: Iterable[str]) -> None:
        self._app = app
        self._origins = ours(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed."""
        if scope["type"] == ScopeType.WEBSOCKET:
            if not from_us(scope["headers"], self._origins):
                await send({"type": "websocket.close", "code": 4403, "reason": "cross-site"})
                return
        elif scope["method"] not in SAFE and not self._may_change(scope):
            await handlers.refused(Request(scope), Forbidden("cross-site")).to_asgi_response(
                None, Request(scope)
            )(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _may_change(self, scope: Scope) -> bool:
        origin = value_of(scope["headers"], b"origin")
        if origin is not None:
            return origin in self._origins
        return value_of(scope["headers"], b"sec-fetch-site") in {None, *TRUSTED_SITES}
