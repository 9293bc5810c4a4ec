"""This server as an operator starts it, for benchmarks of the whole of it."""

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from benchmarks.beside import CHECKOUT, START_S, ended, free_port


class Node:
    """`dienhong serve` on a port of its own, its keys in a folder that those of one portal share.

    Use it as a context; what it says is in `log`.
    """

    def __init__(self, folder: Path, database_url: str, redis_url: str | None = None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder.with_name(f"{folder.name}-{self.port}.log")
        ours = ("DIENHONG_", "REDIS_")
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)} | {
            "PORT": str(self.port), "ORIGINS": self.url, "DATA": str(folder), "DATABASE_URL": database_url,
            "DIENHONG_LIMIT_SCALE": "0",
        }  # fmt: skip
        if redis_url:
            self._environment["REDIS_URL"] = redis_url

    async def __aenter__(self) -> Self:
        """Start it, and wait until it is ready."""
        await self.start()
        return self

    async def start(self) -> None:
        """The same, where it was killed."""
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
                        return
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()
        self._process.wait()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        await asyncio.to_thread(ended, self._process)

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid
