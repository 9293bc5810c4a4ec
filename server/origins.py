"""No other site acts through a reader's browser: the exact Origin on changes and on sockets."""

from collections.abc import Collection

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from rooms.errors import Forbidden
from server.identity import callers
from server.problems import handlers

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TRUSTED_SITES = frozenset({b"same-origin", b"none"})


class SameOrigin:
    """Middleware that refuses what a page of another origin sends: sockets before the upgrade, changes with 403.

    Browsers put Origin on both and cannot be made to leave it out. A socket without one is refused as well, so
    there is nothing to argue about; for a change without one, Sec-Fetch-Site decides. A program that bears a token
    needs none: no page can make a browser add that header. Where it sends one, it must be ours all the same.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origin.encode() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is allowed."""
        if scope["type"] == ScopeType.WEBSOCKET:
            if not self._from_us(scope):
                await send({"type": "websocket.close", "code": 4403, "reason": "cross-site"})
                return
        elif scope["method"] not in SAFE and not self._may_change(scope):
            await handlers.refused(Request(scope), Forbidden("cross-site")).to_asgi_response(
                None, Request(scope)
            )(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _from_us(self, scope: Scope) -> bool:
        origin = _header(scope, b"origin")
        if origin is None:
            return callers.bearer(scope) is not None
        return origin in self._origins

    def _may_change(self, scope: Scope) -> bool:
        origin = _header(scope, b"origin")
        if origin is not None:
            return origin in self._origins
        return _header(scope, b"sec-fetch-site") in {None, *TRUSTED_SITES}


def _header(scope: Scope, name: bytes) -> bytes | None:
    """The header's value; two of them are none of ours."""
    values = [value for key, value in scope["headers"] if key.lower() == name]
    return b",".join(values) if values else None
