"""Our WebSocket protocol for uvicorn: from the handshake on, a line is this object and its transport, nothing more.

Whoever comes to `/live` is let in by the gate (`server.live.gate`), which may `keep` the line and return: no task, no
queue and no scope stays with a socket that only listens. Any other path, and every path where there is no gate, is an
ASGI socket of the application, slower and alike. What uvicorn must have is held by tests/server/live/test_fast.py.
"""

from __future__ import annotations

import asyncio
from collections import deque
from enum import IntEnum
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import structlog
from uvicorn.protocols.utils import get_remote_addr

from server.live import frames, handshake
from server.live.call import Call, scope_of
from server.live.outlet import Outlet, nothing
from server.live.parsing import Close, Parser, Ping, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from server.live.handshake import Asked, Header

    # What is to be done for a request; None: it is the application's.
    Way = Callable[["LiveProtocol", Asked], Coroutine[None, None, None] | None]

log = structlog.get_logger(__name__)

HANDSHAKE_S = 10.0  # for a request to come, and for the application to answer it
CLOSE_S = 3.0  # for the other end to answer a close, and to take what is still to be sent
LOST = 1006
FAILED = 1011


class _State(IntEnum):
    ASKING = 0  # the request is not whole
    ASKED = 1  # the application has not answered
    OPEN = 2
    CLOSING = 3  # we have sent a close
    CLOSED = 4  # nothing counts any more


class LiveProtocol(Outlet):
    """A socket that is its own sink (see `server.live.sink`)."""

    __slots__ = (
        "_app_state", "_call", "_config", "_head", "_hears", "_key", "_lost", "_parser", "_paused", "_server",
        "_state", "_timer", "_told", "_way", "ended",
    )  # fmt: skip

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        way: Way | None = None,
    ) -> None:
        super().__init__(_loop or asyncio.get_running_loop())
        self._app_state = app_state
        self._config = config
        self._server = server_state
        self._head: bytes = b""  # what came before the line was open
        self._way = way
        self._key = ""  # of the request, which its answer proves to have been read
        self._call: Call | None = None  # where it is the application's
        self._parser = Parser(config.ws_max_size)
        self._state = _State.ASKING
        self._told: deque[str | bytes] | None = None  # messages that nobody has taken
        self._hears: Callable[[], None] = nothing
        self._lost: Callable[[], object] = nothing
        self._timer: asyncio.TimerHandle | None = None
        self._paused = False
        self.ended: tuple[int, str] | None = None  # the code and the reason, once it is over

    # What the loop and the server call.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The server hands over a connection whose request wants a socket."""
        self.transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)  # type: ignore[arg-type] # it knows its own classes only

    def data_received(self, data: bytes) -> None:
        """The request, then frames."""
        self._heard = self._loop.time()
        if _State.OPEN <= self._state <= _State.CLOSING:
            self._read(data)
        elif self._state != _State.CLOSED:
            self._head += data
            if len(self._head) > handshake.HEAD_BYTES:
                self.refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            elif self._state == _State.ASKING and handshake.END in self._head:
                self._ask()
            if (
                self._timer is None and self._state <= _State.ASKED
            ):  # of most there is nothing to wait for
                self._in_time(HANDSHAKE_S, partial(self.refuse, HTTPStatus.SERVICE_UNAVAILABLE))

    def resume_writing(self) -> None:
        """The transport's buffer is low again."""
        super().resume_writing()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - gone is gone
        """Nothing is left to hold on to."""
        self._server.connections.discard(self)
        self._state = _State.CLOSED
        self._end(LOST, "")
        self._stop_timer()

    def shutdown(self) -> None:
        """The server stops. A line that is closing already ends by itself, or by its timer."""
        if self._state <= _State.ASKED:
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        self.close(1012, "restarting")

    # What the gate does, or the application by `Call`.

    def peer(self) -> tuple[str, int] | None:
        """Who is at the other end; None where that cannot be told."""
        return get_remote_addr(self.transport)

    def accept(self, subprotocol: str | None, headers: list[Header]) -> None:
        """Open the line."""
        if self._state != _State.ASKED:
            raise RuntimeError("there is no request to accept")
        more = [*self._server.default_headers, *headers]
        self.transport.write(handshake.accepted(self._key, more, subprotocol))
        self._state, self._open = _State.OPEN, True
        self._stop_timer()
        if self.transport.get_extra_info("sslcontext") is None:
            self._descriptor = self.transport.get_extra_info("socket").fileno()
            self._look()
        early, self._head = self._head, b""
        if early:
            self._read(early)

    def refuse(self, status: HTTPStatus) -> None:
        """Answer the request with this, and no socket."""
        if self._state <= _State.ASKED:
            self.transport.write(handshake.refused(status, self._server.default_headers))
            self._hang_up(LOST, "")

    def keep(self, hears: Callable[[], None], lost: Callable[[], object]) -> None:
        """Outlive what was asked to be done. `hears` is told that there is something to `take`; `lost`, once, the end."""
        if self.ended is not None:
            self._loop.call_soon(lost)
            return
        self._hears, self._lost = hears, lost
        if self._told:
            hears()

    def take(self) -> str | bytes | None:
        """The next message; None where there is none. Whoever is behind with this is not read from."""
        if self._told is None:
            return None
        message = self._told.popleft()
        if not self._told:
            self._told = None
            if self._paused:
                self._paused = False
                self.transport.resume_reading()
        return message

    def close(self, code: int, reason: str) -> None:
        """Say that it ends and wait for the other end to say so too. A line that takes nothing is cut."""
        if self._state != _State.OPEN:
            return
        self.write(frames.close(code, reason))
        self._state = _State.CLOSING
        self._end(code, reason)
        if self._full:
            self.transport.abort()
            return
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        self._in_time(CLOSE_S, self.transport.abort)

    # What comes of what is read.

    def _ask(self) -> None:
        head, _, self._head = self._head.partition(handshake.END)
        try:
            asked = handshake.read(head)
        except handshake.Unfit as unfit:
            self.refuse(unfit.status)
            return
        self._state = _State.ASKED
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

    def _read(self, data: bytes) -> None:
        try:
            for event in self._parser.feed(data):
                if isinstance(event, str | bytes):
                    self._hear(event)
                elif isinstance(event, Close):
                    self._answer_close(event)
                elif isinstance(event, Ping) and not self._full:  # or the answers would pile up
                    self.write(frames.pong(event.payload))
        except Violation as violation:
            self._fail(violation)

    def _hear(self, message: str | bytes) -> None:
        if self._state != _State.OPEN:
            return
        if self._told is None:
            self._told = deque()
        self._told.append(message)
        if len(self._told) > self._config.ws_max_queue and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()
        self._hears()

    def _answer_close(self, close: Close) -> None:
        if self._state == _State.OPEN:
            self.write(frames.close(close.code, ""))
        self._hang_up(close.code, close.reason)

    def _fail(self, violation: Violation) -> None:
        """Say why, and read no more. What is still on its way here must not cut off what is on its way there."""
        if self._state != _State.OPEN or not self.transport.can_write_eof():
            self.write(frames.close(violation.code, str(violation)))
            self._hang_up(violation.code, str(violation))
            return
        self.write(frames.close(violation.code, str(violation)))
        self._state = _State.CLOSED
        self._end(violation.code, str(violation))
        self.transport.write_eof()
        self._in_time(CLOSE_S, self.transport.abort)

    def _hang_up(self, code: int, reason: str) -> None:
        """Close the connection once what is written has gone, and in any case soon."""
        self._state = _State.CLOSED
        self._end(code, reason)
        self.transport.close()
        self._in_time(CLOSE_S, self.transport.abort)

    def _end(self, code: int, reason: str) -> None:
        """The line is over for whoever uses it, who is told once; it keeps nobody alive from now on."""
        if self.ended is None:
            self.ended = code, reason
            self._open = False
            self._shut()
            self._loop.call_soon(self._lost)
            self._hears = self._lost = self.on_room = nothing
            self._wake()

    def _wake(self) -> None:
        if self._call is not None:
            self._call.wake()

    def _in_time(self, seconds: float, what: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = self._loop.call_later(seconds, what)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
