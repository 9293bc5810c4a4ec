"""Every way in names the right it stands for, or the server does not start.

A route says `right="posts.reply"` in its decorator, a message of the live socket has its line in
`server.live.protocol.RIGHTS`. The names are rows of RULES (`rooms.policy`) where something is changed, of READINGS
(`rooms.readable`) where something is only seen.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from litestar import Litestar
from litestar.handlers import ASGIRouteHandler, HTTPRouteHandler, WebsocketRouteHandler

from rooms.policy import rule_of
from rooms.rule import Asked
from server.live import protocol

FRAMEWORK = "/openapi"  # the description of the API, which the framework serves: anybody may see it


class Undeclared(RuntimeError):
    """A way in without a right; the message names it and says what to add."""


class Way(NamedTuple):
    """One way in: `GET /rooms/{room_id:int}`, or `socket follow`. `right` None: it names none."""

    name: str
    right: str | None
    handler: Any


def ways(app: Litestar) -> Iterator[Way]:
    """Every route of the application, by method, and every message its socket takes."""
    for route in app.routes:
        if route.path_format.startswith(FRAMEWORK):
            continue
        for handler in (
            route.route_handlers if hasattr(route, "route_handlers") else [route.route_handler]
        ):
            for method in _methods(handler):
                yield Way(f"{method} {route.path}", handler.opt.get("right"), handler)
    for message in get_args(protocol.FromClient):
        tag = str(message.__struct_config__.tag)
        yield Way(f"socket {tag}", protocol.RIGHTS.get(message), message)


def required(app: Litestar) -> Litestar:
    """The application, every way into which has a right. Raises Undeclared."""
    for way in ways(app):
        rule = rule_of(way.right) if way.right else None
        if rule is None or rule.asked == Asked.SYSTEM:
            raise Undeclared(
                f"{way.name} names {'no right' if way.right is None else f'the right {way.right!r}, which nobody has'}. "
                'Say right="…" in the decorator of its route (or in server.live.protocol.RIGHTS): the verb it runs, '
                "as rooms/policy.py has it, or the right to read, as rooms/readable.py has it."
            )
    return app


def _methods(handler: Any) -> list[str]:
    match handler:
        case HTTPRouteHandler():
            return sorted(
                str(method) for method in handler.http_methods if method not in {"OPTIONS", "HEAD"}
            )
        case WebsocketRouteHandler():
            return ["WEBSOCKET"]
        case ASGIRouteHandler():
            return ["ASGI"]
    raise Undeclared(f"{handler} is a way in of a kind that rights know nothing of")
