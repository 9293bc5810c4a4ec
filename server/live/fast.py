"""Our WebSocket protocol for uvicorn: from the handshake on, a line is this object and its transport, nothing more.

Whoever comes to `/live` is let in by the gate (`server.live.gate`), which may `keep` the line and return: no task, no
queue and no scope stays with a socket that only listens. Any other path, and every path where there is no gate, is an
ASGI socket of the application, slower and alike. What uvicorn must have is held by tests/server/live/test_fast.py.
"""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import structlog
from uvicorn.protocols.utils import get_remote_addr

from server.live import handshake
from server.live.call import Call, scope_of
from server.live.line import LOST, Line, State
from server.live.outlet import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from server.live.handshake import Asked, Header

    # What is to be done for a request; None: it is the application's.
    Way = Callable[["LiveProtocol", Asked], Coroutine[None, None, None] | None]

log = structlog.get_logger(__name__)

HANDSHAKE_S = 10.0  # for a request to come, and for the application to answer it
FAILED = 1011


class LiveProtocol(Line):
    """A connection that is handed over with a request for a socket, until that is answered."""

    __slots__ = ("_app_state", "_config", "_head", "_key", "_server", "_way")

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        way: Way | None = None,
    ) -> None:
        loop = _loop or asyncio.get_running_loop()
        super().__init__(loop, config.ws_max_size, config.ws_max_queue)
        self._app_state = app_state
        self._config = config
        self._server = server_state
        self._head: bytes = b""  # what came before the line was open
        self._way = way
        self._key = ""  # of the request, which its answer proves to have been read

    # What the loop and the server call.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The server hands over a connection whose request wants a socket."""
        self.transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)  # type: ignore[arg-type] # it knows its own classes only

    def data_received(self, data: bytes) -> None:
        """The request, then frames."""
        self._heard = self._loop.time()
        if State.OPEN <= self._state <= State.CLOSING:
            self._read(data)
        elif self._state != State.CLOSED:
            self._head += data
            if len(self._head) > handshake.HEAD_BYTES:
                self.refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            elif self._state == State.ASKING and handshake.END in self._head:
                self._ask()
            # Of most requests there is nothing to wait for.
            if self._timer is None and self._state <= State.ASKED:
                self._in_time(HANDSHAKE_S, partial(self.refuse, HTTPStatus.SERVICE_UNAVAILABLE))

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over."""
        self._server.connections.discard(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server stops. A line that is closing already ends by itself, or by its timer."""
        if self._state <= State.ASKED:
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        self.close(1012, "restarting")

    # What the gate does, or the application by `Call`.

    def peer(self) -> tuple[str, int] | None:
        """Who is at the other end; None where that cannot be told."""
        return get_remote_addr(self.transport)

    def accept(self, subprotocol: str | None, headers: list[Header]) -> None:
        """Open the line."""
        if self._state != State.ASKED:
            raise RuntimeError("there is no request to accept")
        more = [*self._server.default_headers, *headers]
        self.transport.write(handshake.accepted(self._key, more, subprotocol))
        self._state, self._open = State.OPEN, True
        self._stop_timer()
        if self.transport.get_extra_info("sslcontext") is None:
            self._descriptor = self.transport.get_extra_info("socket").fileno()
            self._look()
        early, self._head = self._head, b""
        if early:
            self._read(early)

    def refuse(self, status: HTTPStatus) -> None:
        """Answer the request with this, and no socket."""
        if self._state <= State.ASKED:
            self.transport.write(handshake.refused(status, self._server.default_headers))
            self._hang_up(LOST, "")

    def _ask(self) -> None:
        head, _, self._head = self._head.partition(handshake.END)
        try:
            asked = handshake.read(head)
        except handshake.Unfit as unfit:
            self.refuse(unfit.status)
            return
        self._state = State.ASKED
        self._key = asked.key
        try:
            way = self._way(self, asked) if self._way is not None else None
        except Exception:
            log.exception("a line failed")
            self._failed()
            return
        if way is None:
            self._call = Call(self)
            scope = scope_of(asked, self._config, self.transport, self._app_state)
            way = self._call.run(self._config.loaded_app, scope)
        task = self._loop.create_task(self._go(way))
        self._server.tasks.add(task)
        task.add_done_callback(self._server.tasks.discard)

    async def _go(self, way: Coroutine[None, None, None]) -> None:
        """Do what is to be done for the request. Where that fails it is told, and the line fails."""
        try:
            await way
        except Exception:
            log.exception("a line failed")
            self._failed()
        finally:
            self._call = None
            self.refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
            if self._lost is nothing:
                self.close(1000, "")

    def _failed(self) -> None:
        self.close(FAILED, "failed")
        self.refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
