"""The open lines of a process, counted a slice at a time: among ten thousand of them nobody waits for the count."""

import asyncio

from msgspec import Struct

from server.live import frames
from server.live.hub import Hub

SLICE = 1000  # looked at before other work gets its turn


class Lines(Struct):
    """`follows`: rooms followed, over all lines; `paused`: lines that take nothing just now."""

    sockets: int = 0
    streams: int = 0
    follows: int = 0
    paused: int = 0


async def count(hub: Hub) -> Lines:
    """Those that are open while it counts."""
    lines = Lines()
    for place, client in enumerate(list(hub.clients), 1):
        if client.sink.framing is frames.event:
            lines.streams += 1
        else:
            lines.sockets += 1
        lines.follows += len(client.following)
        lines.paused += client.sink.full()
        if place % SLICE == 0:
            await asyncio.sleep(0)
    return lines
