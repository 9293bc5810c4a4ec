"""The first protocol of every connection: whoever asks for `/live` goes to a line at once, all others to uvicorn's HTTP.

uvicorn would read the request, write it out again and have it read once more. Only a request whose head has come whole
and asks for exactly this is taken; anything else, however odd, is uvicorn's, which hands sockets over as it always does.
So nothing depends on which of the two has read a request.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.live import handshake

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

_LIVE = re.compile(rb"GET /live(?:\?[!-~]*)? HTTP/1\.1\r\n")
_SOCKET = re.compile(rb"\r\nupgrade:[ \t]*websocket[ \t]*\r\n", re.IGNORECASE)


def asks_for_a_line(data: bytes) -> bool:
    """Whether these first bytes hold a whole request for a socket at `/live`."""
    ends = data.find(handshake.END)
    return (
        0 < ends < handshake.HEAD_BYTES
        and _LIVE.match(data) is not None
        and _SOCKET.search(data, 0, ends + 2) is not None
    )


class Doorstep(asyncio.Protocol):
    """Takes what uvicorn gives a protocol of HTTP."""

    __slots__ = ("_app_state", "_config", "_server", "_transport")

    _transport: asyncio.Transport

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._config = config
        self._server = server_state
        self._app_state = app_state

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there, who has said nothing yet."""
        self._transport = cast("asyncio.Transport", transport)
        self._server.connections.add(self)  # type: ignore[arg-type] # it knows its own classes only

    def data_received(self, data: bytes) -> None:
        """Go on as what is asked for."""
        self._server.connections.discard(self)
        line: Any = self._config.ws_protocol_class
        kind = line if asks_for_a_line(data) else HttpToolsProtocol
        protocol = kind(config=self._config, server_state=self._server, app_state=self._app_state)
        protocol.connection_made(self._transport)
        self._transport.set_protocol(protocol)
        protocol.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - gone is gone
        """They have said nothing."""
        self._server.connections.discard(self)

    def shutdown(self) -> None:
        """The server stops, and nothing was asked."""
        self._transport.close()
