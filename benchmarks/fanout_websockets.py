"""The library `websockets` as a side of `fanout.py`: its own server, and `broadcast` to all of its sockets."""

import argparse
import asyncio

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

DOOR = "/inject"


async def answer(port: int) -> None:
    """Serve until told to stop."""
    everybody: set[ServerConnection] = set()

    async def one(connection: ServerConnection) -> None:
        assert connection.request is not None
        if connection.request.path == DOOR:
            async for event in connection:
                broadcast(everybody, event)
            return
        everybody.add(connection)
        try:
            await connection.wait_closed()
        finally:
            everybody.discard(connection)

    async with serve(one, "127.0.0.1", port, compression=None, ping_interval=None, backlog=4096):
        await asyncio.Event().wait()


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    uvloop.run(answer(parser.parse_args().port))


if __name__ == "__main__":
    main()
