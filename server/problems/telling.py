"""What the log says of a request that was refused or has failed: enough to find it by the id it was answered with.

Never its address, which may hold a token, nor what it brought, nor who asked. Refusals come as fast as somebody likes
to be refused: beyond LINES they are only counted, and the next line says how many there were. Bugs are always told.
"""

import secrets
import time
from typing import Any

import structlog
from litestar import Request

from rooms.errors import Busy, Refused
from server.failures import said
from server.limits.rate import Rate, take

log = structlog.get_logger(__name__)

LINES = Rate(200, 10.0)


class Refusals:
    """Tells of refusals, so many of them."""

    def __init__(self, rate: Rate = LINES) -> None:
        self.unsaid = 0  # since the last line
        self._rate = rate
        self._paid_at = 0.0

    def tell(self, request: Request[Any, Any, Any], refused: Refused, identity: str) -> None:
        """Of this one, if there is room for it."""
        self._paid_at, wait_s = take(self._paid_at, time.monotonic(), self._rate)
        if wait_s:
            self.unsaid += 1
            return
        facts = where(request) | {"status": refused.status, "reason": refused.reason}
        if self.unsaid:
            facts["unsaid"], self.unsaid = self.unsaid, 0
        if isinstance(refused, Busy):
            cause = refused.__cause__
            if cause is not None:
                facts |= {"cause": type(cause).__name__, "said": said(cause)}
            log.warning("busy", id=identity, **facts)
        else:
            log.info("refused", id=identity, **facts)


def new_id() -> str:
    """What a request is found by."""
    return secrets.token_hex(8)


def where(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The method, and the template of the route: None where there is none."""
    scope = request.scope
    return {"method": scope.get("method"), "route": scope.get("path_template")}


refusals = Refusals()
