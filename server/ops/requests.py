"""Counts requests: by method, by the template of their route, by the class of their status.

A template and never an address: there is a small number of them, and an address may hold a token. The time is the one
until the answer begins, so that a stream which lasts for hours is no slow request.
"""

import time
from collections import Counter

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from server.histogram import Histogram

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
GONE = "none"  # the asker left before there was an answer


class Requests:
    """What one process was asked. `answers`: by method, route and status; `times`: by method and route."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str, str]] = Counter()
        self.times: dict[tuple[str, str], Histogram] = {}

    def around(self, app: ASGIApp) -> ASGIApp:
        """The application, counted. Sockets go through untouched."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            began = time.perf_counter()
            method = scope["method"] if scope["method"] in METHODS else OTHER
            answered = False

            async def sending(message: Message) -> None:
                nonlocal answered
                if message["type"] == "http.response.start":
                    answered = True
                    status = f"{message['status'] // 100}xx"
                    self._count(method, scope, status, began)
                await send(message)

            try:
                await app(scope, receive, sending)
            finally:
                if not answered:
                    self._count(method, scope, GONE, began)

        return counted

    def _count(self, method: str, scope: Scope, status: str, began: float) -> None:
        route = scope.get("path_template") or OTHER
        self.answers[method, route, status] += 1
        times = self.times.get((method, route))
        if times is None:
            times = self.times[method, route] = Histogram()
        times.observe(time.perf_counter() - began)
