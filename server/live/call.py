"""The application's side of a socket, as ASGI has it. It lives until the application returns."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from uvicorn.protocols.utils import ClientDisconnected, get_local_addr, get_remote_addr, is_ssl

from server.live import frames

if TYPE_CHECKING:
    from uvicorn.config import Config

    from server.live.fast import LiveProtocol
    from server.live.handshake import Asked


def scope_of(
    asked: Asked,
    config: Config,
    transport: asyncio.Transport,
    state: dict[str, Any],
) -> dict[str, Any]:
    """What ASGI tells an application of a request for a socket."""
    return {
        "type": "websocket",
        "asgi": {"version": config.asgi_version, "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "wss" if is_ssl(transport) else "ws",
        "server": get_local_addr(transport),
        "client": get_remote_addr(transport),
        "root_path": config.root_path,
        "path": config.root_path + unquote(asked.path.decode()),
        "raw_path": config.root_path.encode() + asked.path,
        "query_string": asked.query,
        "headers": asked.headers,
        "subprotocols": asked.subprotocols,
        "state": state.copy(),
        "extensions": {},
    }


class Call:
    """One call of the application for one line."""

    __slots__ = ("_changed", "_connected", "_line")

    def __init__(self, line: LiveProtocol) -> None:
        self._line = line
        self._connected = False
        self._changed = asyncio.Event()

    def wake(self) -> None:
        """Something has come, there is room again, or the line is over."""
        self._changed.set()

    async def run(self, app: Any, scope: dict[str, Any]) -> None:
        """Call the application."""
        with suppress(ClientDisconnected):
            await app(scope, self.receive, self.send)

    async def receive(self) -> dict[str, Any]:
        """The next message of the client, or that the line is over."""
        if not self._connected:
            self._connected = True
            return {"type": "websocket.connect"}
        while True:
            message = self._line.take()
            if message is not None:
                kind = "text" if isinstance(message, str) else "bytes"
                return {"type": "websocket.receive", kind: message}
            if self._line.ended is not None:
                code, reason = self._line.ended
                return {"type": "websocket.disconnect", "code": code, "reason": reason}
            await self._change()

    async def send(self, message: dict[str, Any]) -> None:
        """Do what the application says. Raises ClientDisconnected where the line is over."""
        line, kind = self._line, message["type"]
        while line.full() and line.ended is None:
            await self._change()
        if line.ended is not None:
            raise ClientDisconnected
        if line.is_open() and kind == "websocket.send":
            payload = message.get("bytes")
            if payload is None:
                line.write(frames.text(message["text"].encode()))
            else:
                line.write(frames.binary(payload))
        elif line.is_open() and kind == "websocket.close":
            line.close(message.get("code", 1000), message.get("reason") or "")
        elif not line.is_open() and kind == "websocket.accept":
            line.accept(message.get("subprotocol"), list(message.get("headers", ())))
        elif not line.is_open() and kind == "websocket.close":
            line.refuse(HTTPStatus.FORBIDDEN)
        else:
            raise RuntimeError(f"{kind} has no place here")

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
