"""A part of the disk that nothing is written into: below it, changes are refused and reading goes on.

A database whose disk is full does not refuse, it ends; and then there is nothing to read either. So the last of the
disk is left to what has begun already. What is asked is the data folder's file system, before anything else is done.
"""

import errno
import os
from pathlib import Path
from typing import Any

from litestar import Request, Response
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from rooms.errors import NoSpace
from server.origins import SAFE
from server.problems import handlers

MIB = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def free_bytes(folder: Path) -> int | None:
    """What this process may still write there; None where that cannot be known."""
    try:
        found = os.statvfs(folder)
    except OSError:  # it is made with the first file
        return None
    return found.f_bavail * found.f_frsize


class Reserve:
    """Middleware that refuses changes while fewer than `reserve_mib` are free in `folder`. 0: it never does."""

    def __init__(self, app: ASGIApp, folder: Path, reserve_mib: int) -> None:
        self._app = app
        self._folder = folder
        self._reserve_bytes = reserve_mib * MIB

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what only reads, and everything while there is room."""
        if scope["type"] == ScopeType.HTTP and scope["method"] not in SAFE and self._low():
            request: Request[Any, Any, Any] = Request(scope)
            answer = handlers.refused(request, NoSpace("disk-full", retry_after_s=30))
            await answer.to_asgi_response(None, request)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _low(self) -> bool:
        if not self._reserve_bytes:
            return False
        free = free_bytes(
            self._folder
        )  # a call of two microseconds: nothing to keep and be wrong about
        return free is not None and free < self._reserve_bytes


def failed(request: Request[Any, Any, Any], error: OSError) -> Response[Any]:
    """What the system refused: the end of the disk, or a bug."""
    if error.errno in FULL:
        return handlers.refused(request, NoSpace("disk-full", retry_after_s=30))
    return handlers.bug(request, error)
