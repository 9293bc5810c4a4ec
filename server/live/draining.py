"""A server that stops without a request failing, wherever a proxy asks the next node when one takes no connection.

First the door is closed, and whoever stood before it is let in. Then everybody is sent away who can be: live clients
by their goodbye, a proxy's kept lines by `Connection: close` on whatever is still asked over them. A line that nothing
is asked on may be closed by us in the moment in which the proxy uses it again, so it is left open for LINGER_S.
"""

import asyncio
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress

import uvicorn

LINGER_S = 1.5
LOOK_S = 0.05


class DrainingServer(uvicorn.Server):
    """On SIGTERM: no new connections, `drain`, then whatever is under way may end."""

    def __init__(self, config: uvicorn.Config, drain: Callable[[], None]) -> None:
        super().__init__(config)
        self._drain = drain

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Drain between closing the door and ending what is inside."""
        loop = asyncio.get_running_loop()
        waiting = _waiting(sockets or [])
        for server in self.servers:
            server.close()
        self.server_state.default_headers.append((b"connection", b"close"))
        self._drain()
        for connection in waiting:
            with suppress(OSError):  # gone again
                await loop.connect_accepted_socket(self._protocol, connection)
        until = loop.time() + LINGER_S
        while self.server_state.connections and loop.time() < until:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(LOOK_S)
        await super().shutdown(sockets)

    def _protocol(self) -> asyncio.Protocol:
        protocol: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        return protocol(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


def _waiting(doors: Iterable[socket.socket]) -> list[socket.socket]:
    """The connections that the kernel has made and nobody has taken: with the door they would be cut."""
    found = []
    for door in doors:
        with suppress(OSError):  # BlockingIOError: that was all; or the door is no longer open
            while True:
                found.append(door.accept()[0])
    return found
