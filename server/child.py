"""One of several processes: the application at a door that its parent opened, as `server.processes` starts it."""

import asyncio
import signal
import socket
import sys

import msgspec
import uvloop

from server import logs
from server.app import create_app
from server.identity import secret
from server.live.exchange import ExchangeBus
from server.ops import listener
from server.processes import Start
from server.record import notes
from server.serve import Stop, answer

READY = "ready"


def main() -> int:
    """Serve what standard input says, until told to stop or the parent has gone; the exit code."""
    logs.configure()
    start = msgspec.json.decode(sys.stdin.buffer.readline(), type=Start)
    try:
        uvloop.run(_serve(start))
    except asyncio.CancelledError:  # asked to stop before it had begun
        pass
    except (listener.Taken, secret.Unfit) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


async def _serve(start: Start) -> None:
    stop = Stop()
    loop = asyncio.get_running_loop()

    def orphaned() -> None:
        loop.remove_reader(0)
        stop.asked(signal.SIGTERM)

    loop.add_reader(0, orphaned)  # no more is said there: it can be read when the parent has ended
    bus = None if start.exchange is None else ExchangeBus(socket.socket(fileno=start.exchange))
    settings = start.settings
    app = create_app(
        settings, start.database_url, secret.kept(settings), notes.signer(settings), bus
    )
    with socket.socket(fileno=start.door) as door:
        await answer(settings, app, door, stop, _say_ready, start.index)


async def _say_ready() -> None:
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
