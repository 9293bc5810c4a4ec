"""Who `lost.py` compares: for each, two nodes on one Redis, a publisher at the first, subscribers on the second."""

import asyncio
import contextlib
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.beside import CHECKOUT, database, ended, free_port, reachable
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.lost_publisher import Publisher, Writer, words
from benchmarks.lost_subscribers import Member, SocketIo, Subscriber
from benchmarks.node import Node
from server.keys import new_key

PEERS = CHECKOUT / "benchmarks" / "peers"


class Stage(NamedTuple):
    """What runs, and who is there."""

    publisher: Publisher
    subscribers: list[Subscriber]


@contextlib.asynccontextmanager
async def product(folder: Path, redis_url: str, subscribers: int) -> AsyncIterator[Stage]:
    """This server: posts written by HTTP, members of the room who follow it by `/live`."""
    async with database(folder / "data") as url:
        stage = await prepare(url, max(subscribers, LINES_PER_PERSON))
        writing, listening = (Node(folder / "var", url, redis_url) for _ in range(2))
        async with writing, listening:
            cookie = stage["cookies"][0]
            path = await _thread(writing.url, cookie, stage["room"])
            yield Stage(
                Writer(writing.url, path, cookie),
                [
                    Member(
                        listening.port, stage["cookies"][n // LINES_PER_PERSON],
                        stage["room"], stage["epoch"], stage["seq"],
                    )
                    for n in range(subscribers)
                ],
            )  # fmt: skip


async def _thread(url: str, cookie: str, room_id: int) -> str:
    """Open a thread; where posts go."""
    opening = {"title": "Đếm", "body": words(0), "kind": "question", "key": str(new_key())}
    async with httpx.AsyncClient(base_url=url, headers={"origin": url, "cookie": cookie}) as http:
        opened = (await http.post(f"/rooms/{room_id}/threads", json=opening)).raise_for_status()
    return f"/threads/{opened.json()['result']['thread']['id']}/posts"


@contextlib.asynccontextmanager
async def channels(
    kind: str,
    client: str,
    folder: Path,  # noqa: ARG001 - it keeps nothing
    redis_url: str,
    subscribers: int,
) -> AsyncIterator[Stage]:
    """ChannelsPlugin over Redis' pub/sub or its streams, with a client of Redis that is patient or plain."""
    command = [sys.executable, "-m", "benchmarks.lost_channels", kind, client, redis_url]
    async with _two(command) as (first, second):
        yield Stage(_door(first), [Subscriber(second) for _ in range(subscribers)])


@contextlib.asynccontextmanager
async def socketio(folder: Path, redis_url: str, subscribers: int) -> AsyncIterator[Stage]:  # noqa: ARG001
    """socket.io with its Redis adapter."""
    command = ["node", str(PEERS / "lost_socketio.js"), redis_url]
    async with _two(command) as (first, second):
        yield Stage(_door(first), [SocketIo(second) for _ in range(subscribers)])


def _door(port: int) -> Publisher:
    return Publisher(f"http://127.0.0.1:{port}", "/publish")


@contextlib.asynccontextmanager
async def _two(command: list[str]) -> AsyncIterator[tuple[int, int]]:
    """Two processes of this, each given a port as its last argument; those ports."""
    with contextlib.ExitStack() as stack:
        ports = free_port(), free_port()
        for port in ports:
            process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
                [*command, str(port)], cwd=CHECKOUT, stderr=subprocess.DEVNULL
            )
            stack.callback(ended, process)
        for port in ports:
            await asyncio.to_thread(reachable, port)
        yield ports


Side = Callable[[Path, str, int], contextlib.AbstractAsyncContextManager[Stage]]
SIDES: dict[str, Side] = {
    "product": product,
    "channels": partial(channels, "pubsub", "patient"),
    "channels-plain": partial(channels, "pubsub", "plain"),
    "streams": partial(channels, "streams", "patient"),
    "streams-plain": partial(channels, "streams", "plain"),
    "socketio": socketio,
}


def here() -> list[str]:
    """Those that this machine can run."""
    node = shutil.which("node") is not None and (PEERS / "node_modules" / "socket.io").exists()
    return [name for name in SIDES if node or name != "socketio"]
