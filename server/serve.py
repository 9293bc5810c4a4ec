"""The program as it runs: database, application, uvicorn; and on SIGTERM the same in reverse, in good order."""

import asyncio
import contextlib
import functools
import resource
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import cast

import structlog
import uvicorn
import uvloop
from litestar import Litestar

from rooms.store import Store
from server import beside, database, doors, logs, pauses, processes
from server.app import create_app
from server.config import Settings
from server.identity import first, secret
from server.live.doorstep import Doorstep
from server.live.draining import DrainingServer
from server.live.fast import LiveProtocol
from server.live.gate import Gate
from server.ops import listener
from server.record import notes

log = structlog.get_logger(__name__)

KEEP_ALIVE_S = 75  # longer than nginx keeps what it does not use (60 s): a proxy must never send into a closing line
DRAIN_S = 10  # for answers under way when the server is asked to stop
FRAME_BYTES = 64 * 1024
FRAMES_WAITING = 8
FILES = 16_384  # 10,000 sockets, and what else is open
MOST_FILES = 1 << 20


def run(settings: Settings) -> int:
    """Serve until told to stop; the exit code."""
    logs.configure()
    open_files()
    try:
        uvloop.run(_serve(settings))
    except asyncio.CancelledError:  # asked to stop before it had begun
        return 0
    except (
        doors.Taken,
        listener.Taken,
        processes.Failing,
        secret.Unfit,
        *database.UNAVAILABLE,
    ) as error:
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
    stop = Stop()
    async with database.opened(settings) as url:
        with doors.opened(settings.host, settings.port, settings.processes) as opened:
            accounts = await _demonstration(settings, url) if settings.demonstration else []
            kept = secret.kept(settings), notes.signer(settings)  # made before several ask for them
            greet = functools.partial(_greet, settings, accounts)
            if settings.processes > 1:
                await _keep(processes.Processes(settings, url, opened), stop, greet, url)
            else:
                app = create_app(settings, url, *kept)
                await answer(settings, app, opened[0], stop, lambda: greet(app.state.store))


class Stop:
    """What SIGTERM and Ctrl-C do: before there is something to end, give up; then, let it end in good order."""

    def __init__(self) -> None:
        self.end: Callable[[signal.Signals], None] | None = None
        self._main = asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.asked, number)

    def asked(self, number: signal.Signals) -> None:
        """Somebody wants it to stop."""
        if self.end is not None:
            self.end(number)
        elif self._main is not None:
            self._main.cancel()


async def answer(
    settings: Settings,
    app: Litestar,
    door: socket.socket,
    stop: Stop,
    greet: Callable[[], Awaitable[None]],
    index: int = 0,
) -> None:
    """Serve the application at this door until told to stop; `greet` once it answers. `index`: which process this is."""
    server = _Server(app, greet)
    stop.end = lambda number: server.handle_exit(number, None)
    async with listener.listening(settings, app.state.watch, index):
        await server.serve(sockets=[door])


async def _keep(
    kept: processes.Processes, stop: Stop, greet: Callable[[Store], Awaitable[None]], url: str
) -> None:
    """Let several processes serve until told to stop; `greet` once all answer."""

    async def greeted() -> None:
        async with beside.store(url) as store:
            await greet(store)

    stop.end = lambda _: kept.stop()
    await kept.run(greeted)


class _Server(DrainingServer):
    def __init__(self, app: Litestar, greet: Callable[[], Awaitable[None]]) -> None:
        super().__init__(configured(app, app.state.gate), lambda: app.state.hub.drain())  # noqa: PLW0108 - there is no hub yet
        self._greet = greet

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Not here: uvicorn would raise the signal again after it stopped, which ends us before the database is."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where the portal is once it answers."""
        await super().startup(sockets)
        pauses.shorten()
        await self._greet()


def configured(app: Litestar, gate: Gate | None = None) -> uvicorn.Config:
    """How uvicorn serves the application, with a way of its own for `/live` where there is a gate."""
    return uvicorn.Config(
        app,
        http=Doorstep if gate is not None else "httptools",
        ws=lines(gate),
        ws_max_size=FRAME_BYTES,
        ws_max_queue=FRAMES_WAITING,
        ws_per_message_deflate=False,  # a ready frame is the same bytes for everybody
        ws_ping_interval=None,  # server.live.wheel asks for signs of life
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=DRAIN_S,
        backlog=doors.BACKLOG,
        proxy_headers=False,  # nobody is believed about where a request came from
        server_header=False,
        access_log=False,
        log_config=None,
    )


def lines(gate: Gate | None) -> type[asyncio.Protocol]:
    """The protocol of a socket."""
    made = functools.partial(LiveProtocol, way=gate.way if gate is not None else None)
    return cast("type[asyncio.Protocol]", made)  # uvicorn only calls it


async def _demonstration(settings: Settings, url: str) -> list[str]:
    """Fill an empty portal before anybody sees it; what to tell whoever started it."""
    from server import demo  # noqa: PLC0415 - a portal at work has no use for it

    return await demo.fill(url, settings)


async def _greet(settings: Settings, accounts: list[str], store: Store) -> None:
    """Say where the portal is, and how to come in."""
    here = settings.origins[0]
    lines = [f"{settings.portal_name}: {here}", *accounts]
    if link := await first.link(store, here):
        come_in = "Sign in as one of them" if accounts else "Sign up"
        lines += [
            f"There is no administrator yet. {come_in}, then open this link, which works once:",
            link,
        ]
    print("\n".join(lines), flush=True)
