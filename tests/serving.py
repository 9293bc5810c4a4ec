"""The product on a port of this process, as it is started for real: with its own protocol class, gate and draining."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from typing import Any

from moderation.machines import Machine
from server import serve
from server.app import create_app
from server.config import Settings
from server.live.draining import DrainingServer
from server.record.notes import Signer
from tests.ports import free_port
from tests.world import World

SECRET = bytes(range(32))  # the portal's
SIGNER = Signer(SECRET, "dien-dan.example")  # of its record


@contextlib.asynccontextmanager
async def serving(
    database_url: str,
    redis_url: str | None = None,
    *,
    seen_as: tuple[str, ...] = (),
    ws: str | None = None,
    secret: bytes = SECRET,
    machines: Sequence[Machine] = (),
    **settings: Any,
) -> AsyncIterator[World]:
    """The product on a free port in this process, on uvicorn with our protocol class and its gate.

    `seen_as`: further origins, for pages that reach it through something in between. `ws`: another protocol class, and no gate.
    `secret`: of another portal. `machines`: that suggest what to decide. `settings`: further ones; limits are so far off that tests of other things do not meet them.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    folder = tempfile.TemporaryDirectory(prefix="dienhong-tests-")
    chosen: dict[str, Any] = {"limit_scale": 1000.0, "data": folder.name} | settings
    app = create_app(
        Settings(
            redis_url=redis_url,
            origins=(url, url.replace("127.0.0.1", "localhost"), *seen_as),
            port=port,
            **chosen,
        ),
        database_url,
        secret,
        SIGNER,
        machines=machines,
    )
    config = serve.configured(app, app.state.gate)
    config.port, config.ws, config.timeout_graceful_shutdown = port, ws or config.ws, 5
    server = DrainingServer(config, lambda: app.state.hub.drain())  # noqa: PLW0108 - there is no hub yet
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]  # the test run keeps its own
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
        if task.done():
            task.result()
    world = World(url, database_url, app)
    try:
        yield world
    finally:
        await world.close()
        server.should_exit = True
        await task
        folder.cleanup()
