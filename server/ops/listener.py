"""The listener that Prometheus asks: a port of its own, on this machine unless told otherwise, and none unless told.

What it says is no secret and yet nobody's business: it is not behind the public door, and knows neither sessions nor
limits.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn

from server.config import Settings
from server.ops.page import MEDIA_TYPE, Page
from server.ops.watch import Watch

LAST_S = 1  # for an answer under way when the process ends


class Taken(RuntimeError):
    """The address of the metrics cannot be had; the message is one sentence."""


@contextlib.asynccontextmanager
async def listening(settings: Settings, watch: Watch, index: int = 0) -> AsyncIterator[None]:
    """Answer `GET /metrics` until the block ends, where `metrics_port` is set. Raises Taken.

    `index`: which of several processes this is; each has the port after the one before.
    """
    if settings.metrics_port is None:
        yield
        return
    with _door(settings.metrics_host, settings.metrics_port + index) as door:
        server = _Quiet(
            uvicorn.Config(
                _answering(watch),
                http="httptools",
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=LAST_S,
                proxy_headers=False,
                server_header=False,
                access_log=False,
                log_config=None,
            )
        )
        task = asyncio.create_task(server.serve(sockets=[door]))
        try:
            yield
        finally:
            server.should_exit = True
            await task


class _Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Not here: the process ends when its portal does."""
        yield


def _answering(watch: Watch) -> Any:
    page = Page()

    async def answer(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - nothing is received
        if scope["path"] != "/metrics" or scope["method"] not in {"GET", "HEAD"}:
            await _say(send, 404, "text/plain", b"There is only /metrics.\n")
        else:
            await _say(send, 200, MEDIA_TYPE, page.written(await watch.look()))

    return answer


async def _say(send: Any, status: int, kind: str, body: bytes) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _door(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=_family(host), reuse_port=False)
    except (OSError, OverflowError) as error:  # a port too high, with many processes
        why = getattr(error, "strerror", None) or error
        raise Taken(
            f"Port {port} of {host} cannot be had for metrics ({why}): set metrics_port or metrics_host to another."
        ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
