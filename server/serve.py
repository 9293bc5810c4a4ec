"""The program as it runs: database, application, uvicorn; and on SIGTERM the same in reverse, in good order."""

import asyncio
import contextlib
import resource
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator

import structlog
import uvicorn
import uvloop
from litestar import Litestar

from server import database, logs
from server.app import create_app
from server.config import Settings
from server.identity import first, secret
from server.live.draining import DrainingServer
from server.ops import listener
from server.record import notes

log = structlog.get_logger(__name__)

KEEP_ALIVE_S = 75  # longer than nginx keeps what it does not use (60 s): a proxy must never send into a closing line
DRAIN_S = 10  # for answers under way when the server is asked to stop
BACKLOG = 4096  # a storm of reconnects arrives faster than it is accepted
FRAME_BYTES = 64 * 1024
FRAMES_WAITING = 8
FILES = 16_384  # 10,000 sockets, and what else is open
MOST_FILES = 1 << 20


class Taken(RuntimeError):
    """The address to listen on cannot be had; the message is one sentence."""


def run(settings: Settings) -> int:
    """Serve until told to stop; the exit code."""
    logs.configure()
    open_files()
    try:
        uvloop.run(_serve(settings))
    except asyncio.CancelledError:  # asked to stop before it had begun
        return 0
    except (Taken, listener.Taken, secret.Unfit, *database.UNAVAILABLE) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def open_files() -> int:
    """Let this process have as many files and sockets open as it may; how many. Says so where that is few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= most:
        most = soft
    else:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    if most != resource.RLIM_INFINITY and most < FILES:
        log.warning("few sockets can be open at once: raise the limit of open files", limit=most)
    return most


async def _serve(settings: Settings) -> None:
    stop = _Stop()
    async with database.opened(settings) as url:
        with _door(settings.host, settings.port) as door:
            accounts = await _demonstration(settings, url) if settings.demonstration else []
            app = create_app(settings, url, secret.kept(settings), notes.signer(settings))
            stop.server = _Server(app, lambda: _greet(settings, accounts, app))
            async with listener.listening(settings, app.state.watch):
                await stop.server.serve(sockets=[door])


class _Stop:
    """What SIGTERM and Ctrl-C do: before there is a server, give up; then, let it finish in good order."""

    server: uvicorn.Server | None = None

    def __init__(self) -> None:
        self._main = asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._asked, number)

    def _asked(self, number: signal.Signals) -> None:
        if self.server is None and self._main is not None:
            self._main.cancel()
        elif self.server is not None:
            self.server.handle_exit(number, None)


class _Server(DrainingServer):
    def __init__(self, app: Litestar, greet: Callable[[], Awaitable[None]]) -> None:
        super().__init__(configured(app), lambda: app.state.hub.drain())  # noqa: PLW0108 - there is no hub yet
        self._greet = greet

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Not here: uvicorn would raise the signal again after it stopped, which ends us before the database is."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where the portal is once it answers."""
        await super().startup(sockets)
        await self._greet()


def configured(app: Litestar) -> uvicorn.Config:
    """How uvicorn serves the application."""
    return uvicorn.Config(
        app,
        http="httptools",
        ws="server.live.fast:LiveProtocol",
        ws_max_size=FRAME_BYTES,
        ws_max_queue=FRAMES_WAITING,
        ws_per_message_deflate=False,  # a ready frame is the same bytes for everybody
        ws_ping_interval=None,  # server.live.wheel asks for signs of life
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=DRAIN_S,
        backlog=BACKLOG,
        proxy_headers=False,  # nobody is believed about where a request came from
        server_header=False,
        access_log=False,
        log_config=None,
    )


def _door(host: str, port: int) -> socket.socket:
    """A socket bound to this address. Raises Taken."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as error:
        raise Taken(
            f"Port {port} of {host} cannot be had ({error.strerror}): set PORT or HOST to another."
        ) from error
    return door


async def _demonstration(settings: Settings, url: str) -> list[str]:
    """Fill an empty portal before anybody sees it; what to tell whoever started it."""
    from server import demo  # noqa: PLC0415 - a portal at work has no use for it

    return await demo.fill(url, settings)


async def _greet(settings: Settings, accounts: list[str], app: Litestar) -> None:
    """Say where the portal is, and how to come in."""
    here = settings.origins[0]
    lines = [f"{settings.portal_name}: {here}", *accounts]
    if link := await first.link(app.state.store, here):
        come_in = "Sign in as one of them" if accounts else "Sign up"
        lines += [
            f"There is no administrator yet. {come_in}, then open this link, which works once:",
            link,
        ]
    print("\n".join(lines), flush=True)
