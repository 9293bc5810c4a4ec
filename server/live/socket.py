"""`/live` behind any ASGI server, at its pace: one WebSocket for many rooms.

Our own protocol class does not come here but goes to the gate by itself; both let people in by `Gate.enter`.
"""

import asyncio
from contextlib import suppress
from typing import Any

from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect

from server.limits.door import address_of
from server.live import frames
from server.live.ear import Ear
from server.live.gate import PATH, RIGHT, Gate
from server.live.hub import Hub
from server.live.queue import QueueSink

LAST_S = 5.0  # for what is still to be sent when a line is closed


@websocket(PATH, right=RIGHT)
async def live(socket: WebSocket[Any, Any, Any]) -> None:
    """Every entry of the rooms the client follows, as it happens."""
    await socket.accept()  # first, or a page is not told why it is refused
    sink = QueueSink(frames.line, lambda message: message + b"\n")

    async def send() -> None:
        with suppress(OSError, RuntimeError, WebSocketDisconnect):  # the other end has gone
            async for piece in sink.pieces():
                for line in piece.splitlines():
                    await socket.send_text(line.decode())
            await socket.close(sink.code or 1000, sink.reason)

    sender = asyncio.create_task(send())
    serving = asyncio.create_task(_serve(socket, sink))
    sink.cut = serving.cancel
    try:
        with suppress(asyncio.CancelledError):
            await serving
    finally:
        if sink.code is not None:
            await asyncio.wait([sender], timeout=LAST_S)
        sender.cancel()


async def _serve(socket: WebSocket[Any, Any, Any], sink: QueueSink) -> None:
    # Not injected: to inject two things costs a task for each.
    gate: Gate = socket.app.state.gate
    hub: Hub = socket.app.state.hub
    client = await gate.enter(sink, socket.scope["headers"], address_of(socket))
    if client is None:
        return
    ear = Ear(client, hub)
    try:
        while not client.ended:
            await ear.hear(await socket.receive_data("text"))
    except WebSocketDisconnect:
        pass
    finally:
        hub.exit(client)
