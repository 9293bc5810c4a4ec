"""Middleware that counts each request to where it comes from, before anything is looked up for it."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from rooms.errors import TooMany
from server.limits.address import NOBODY, Proxies
from server.limits.kinds import kind_of
from server.limits.limiter import Limiter
from server.problems import handlers

ADDRESS = "dienhong.address"


class Door:
    """Refuses what comes too often from one address: a request with 429, a socket by closing it with 4429."""

    def __init__(self, app: ASGIApp, limiter: Limiter, proxies: Proxies) -> None:
        self._app = app
        self._limiter = limiter
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not too much, with the address it is counted to."""
        address = self._proxies.address(scope.get("client"), scope["headers"])
        scope["state"][ADDRESS] = address
        try:
            await self._limiter.address(kind_of(scope), address)
        except TooMany as refused:
            await _refuse(refused, scope, receive, send)
            return
        await self._app(scope, receive, send)


def address_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Whom a request is counted to: an IPv4 address or an IPv6 network."""
    address: str = connection.scope["state"].get(ADDRESS, NOBODY)
    return address


async def _refuse(refused: TooMany, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == ScopeType.WEBSOCKET:  # a refusal before the upgrade is hidden from pages
        await receive()
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        await send(
            {"type": "websocket.close", "code": 4000 + refused.status, "reason": refused.reason}
        )
        return
    request: Request[Any, Any, Any] = Request(scope)
    answer = handlers.refused(request, refused).to_asgi_response(None, request)
    await answer(scope, receive, send)
