"""Litestar's own ChannelsPlugin as the other side of `fanout.py`: its own socket routes, its memory backend.

It runs on the same uvicorn, loop and parser, uncompressed, and gets its events through the same kind of door.
"""

import argparse
import logging
from typing import Any

import uvicorn
from litestar import Litestar, WebSocket, websocket
from litestar.channels import ChannelsPlugin
from litestar.channels.backends.memory import MemoryChannelsBackend
from litestar.exceptions import WebSocketDisconnect

ROOM = "live"

channels = ChannelsPlugin(
    MemoryChannelsBackend(),
    channels=[ROOM],
    create_ws_route_handlers=True,
    ws_handler_base_path="/",
)


@websocket("/inject")
async def inject(socket: WebSocket[Any, Any, Any]) -> None:
    """Publish whatever comes."""
    await socket.accept()
    try:
        while True:
            channels.publish(await socket.receive_data("text"), [ROOM])
    except WebSocketDisconnect:
        return


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    chosen = parser.parse_args()
    serve(Litestar([inject], plugins=[channels]), chosen.port)


def serve(app: Any, port: int) -> None:
    """As uvicorn serves the product, for what is on its protocol: until told to stop."""
    logging.disable(logging.INFO)
    uvicorn.run(
        app,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        backlog=4096,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
