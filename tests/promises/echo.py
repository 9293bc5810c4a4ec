"""`python -m tests.promises.echo PORT KEPT`: our protocol class, served as the product serves it, saying back what it hears.

KEPT is 1 where the application hands the line over and returns, as `/live` does; else it stays, as ASGI has it.
"""

import sys
from typing import Any

import uvicorn

from server import serve
from server.live import frames
from server.live.fast import EXTENSION, LiveProtocol

PORT, KEPT = sys.argv[1], sys.argv[2] == "1"


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Say everything back."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    if KEPT:
        line: LiveProtocol = scope["extensions"][EXTENSION]["sink"]
        line.keep(lambda: say_back(line), lambda: None)
        return
    while (message := await receive())["type"] == "websocket.receive":
        await send(
            {"type": "websocket.send"}
            | {key: message[key] for key in message.keys() & {"text", "bytes"}}
        )


def say_back(line: LiveProtocol) -> None:
    """Write what has come."""
    while (said := line.take()) is not None:
        line.write(frames.text(said.encode()) if isinstance(said, str) else frames.binary(said))


if __name__ == "__main__":
    config = serve.configured(echo)  # type: ignore[arg-type] # it serves any ASGI application
    config.port, config.lifespan, config.loop = int(PORT), "off", "uvloop"
    uvicorn.Server(config).run()
