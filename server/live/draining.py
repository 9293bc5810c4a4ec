"""A server that sends its live clients away in good order before it stops."""

import socket
from collections.abc import Callable

import uvicorn


class DrainingServer(uvicorn.Server):
    """On SIGTERM: no new connections, `drain`, then whatever is under way may end."""

    def __init__(self, config: uvicorn.Config, drain: Callable[[], None]) -> None:
        super().__init__(config)
        self._drain = drain

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Drain between closing the door and ending what is inside."""
        for server in self.servers:
            server.close()
        self._drain()
        await super().shutdown(sockets)
