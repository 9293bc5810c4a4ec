"""`python -m tests.promises.echo PORT KEPT`: our protocol class, served as the product serves it, saying back what it hears.

KEPT is 1 where a gate takes the line and keeps it, as that of `/live` does; else an application has it, as ASGI says.
"""

import sys
from functools import partial
from typing import Any

import uvicorn

from server import serve
from server.live import frames
from server.live.fast import LiveProtocol

PORT, KEPT = sys.argv[1], sys.argv[2] == "1"


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Say everything back."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send(
            {"type": "websocket.send"}
            | {key: message[key] for key in message.keys() & {"text", "bytes"}}
        )


async def come(line: LiveProtocol) -> None:
    """Keep the line, and say everything back."""
    line.accept(None, [])
    line.keep(lambda: say_back(line), lambda: None)


def say_back(line: LiveProtocol) -> None:
    """Write what has come."""
    while (said := line.take()) is not None:
        line.write(frames.text(said.encode()) if isinstance(said, str) else frames.binary(said))


if __name__ == "__main__":
    config = serve.configured(echo)  # type: ignore[arg-type] # it serves any ASGI application
    if KEPT:
        config.ws = partial(LiveProtocol, way=lambda line, _: come(line))  # type: ignore[assignment]
    config.port, config.lifespan, config.loop = int(PORT), "off", "uvloop"
    uvicorn.Server(config).run()
