"""The program as it runs: database, schema, application, uvicorn; and on SIGTERM the same in reverse, in good order."""

import asyncio
import signal
import socket
import sys
from collections.abc import Awaitable, Callable

import uvicorn
import uvloop
from litestar import Litestar

from migrations import Unmigratable
from rooms.store import Store
from server import database, embedded, logs
from server.app import create_app
from server.config import Settings
from server.identity import first
from server.live.draining import DrainingServer

DRAIN_S = 10  # for answers under way when the server is asked to stop
BACKLOG = 4096  # a storm of reconnects arrives faster than it is accepted
FRAME_BYTES = 64 * 1024
FRAMES_WAITING = 8


class Taken(RuntimeError):
    """The address to listen on cannot be had; the message is one sentence."""


def run(settings: Settings) -> int:
    """Serve until told to stop; the exit code."""
    logs.configure()
    try:
        uvloop.run(_serve(settings))
    except asyncio.CancelledError:  # asked to stop before it had begun
        return 0
    except (Taken, Unmigratable, database.Unreachable, embedded.Unusable) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def _serve(settings: Settings) -> None:
    stop = _Stop()
    async with database.opened(settings) as url:
        await database.migrated(url)
        with _listening(settings.host, settings.port) as door:
            app = create_app(settings, url)
            server = _Server(_config(app), app, lambda store: _greet(settings, url, store))
            stop.server = server
            await server.serve(sockets=[door])


class _Stop:
    """What SIGTERM and Ctrl-C do: give up starting; once there is a server, let it finish in good order.

    uvicorn's own handlers would raise the signal again after it stopped, and end us before the database is closed.
    """

    server: uvicorn.Server | None = None

    def __init__(self) -> None:
        loop, main = asyncio.get_running_loop(), asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._asked, number, main)

    def _asked(self, number: int, main: "asyncio.Task[None]") -> None:
        if self.server is None:
            main.cancel()
        else:
            self.server.handle_exit(number, None)


class _Server(DrainingServer):
    def __init__(
        self, config: uvicorn.Config, app: Litestar, greet: Callable[[Store], Awaitable[None]]
    ) -> None:
        super().__init__(config, lambda: app.state.hub.drain())
        self._app = app
        self._greet = greet

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        await self._greet(self._app.state.store)

    def capture_signals(self):
        return contextlib.nullcontext()


def _config(app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws="server.live.fast:LiveProtocol",
        ws_max_size=FRAME_BYTES,
        ws_max_queue=FRAMES_WAITING,
        ws_per_message_deflate=False,  # a ready frame is the same bytes for everybody
        ws_ping_interval=None,  # server.live.wheel asks for signs of life
        timeout_graceful_shutdown=DRAIN_S,
        backlog=BACKLOG,
        proxy_headers=False,  # nobody is believed about where a request came from
        server_header=False,
        access_log=False,
        log_config=None,
    )


def _listening(host: str, port: int) -> socket.socket:
    """A bound socket. Raises Taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as error:
        raise Taken(f"Port {port} of {host} cannot be listened on ({error.strerror}): set PORT or HOST.") from error
    door.setblocking(False)
    return door


async def _greet(settings: Settings, url: str, store: Store) -> None:
    """Say where the portal is, and how to come in where nobody can yet."""
    here = settings.origins[0]
    print(f"{settings.portal_name}: {here}")
    if settings.demonstration:
        from server import demo  # noqa: PLC0415 - a portal that works has no use for it

        lines = await demo.fill(url, settings)
    else:
        link = await first.link(store, here)
        lines = [f"There is no administrator yet. Sign in, then open once: {link}"] if link else []
    print(*lines, sep="\n", end="\n" * bool(lines), flush=True)
