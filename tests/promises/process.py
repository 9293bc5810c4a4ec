"""The product as a process of its own, as an operator starts it: it can be killed and started again on its port."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.ports import free_port

START_S = 60.0


class Served:
    """`python -m server serve` on a port that stays the same across its lives.

    Without `database_url` it has a database of its own in `data`. `chosen`: further settings.
    """

    def __init__(
        self,
        data: Path,
        database_url: str | None = None,
        redis_url: str | None = None,
        **chosen: str,
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self.log = data.parent / f"{data.name}-{self.port}.log"
        settings = {"PORT": str(self.port), "DATA": str(data), "ORIGINS": self.url}
        settings["DIENHONG_LIMIT_SCALE"] = (
            "1000"  # the promises about them have a test of their own
        )
        if database_url:
            settings["DATABASE_URL"] = database_url
        if redis_url:
            settings["REDIS_URL"] = redis_url
        settings |= {f"DIENHONG_{name.upper()}": value for name, value in chosen.items()}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DIENHONG_", "REDIS_"))}
        self._environment = kept | settings
        self._process: subprocess.Popen[bytes] | None = None

    def choose(self, name: str, value: str) -> None:
        """Another value of a setting, from the next start on."""
        self._environment[name] = value

    async def start(self) -> None:
        """Start it, and wait until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
                [sys.executable, "-m", "server", "serve"],
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(START_S), httpx.AsyncClient(base_url=self.url) as http:
            while True:
                assert self._process.poll() is None, self.log.read_text()[-2000:]
                try:
                    if (await http.get("/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.02)

    def kill(self) -> None:
        """End it without a word."""
        assert self._process is not None, "it runs"
        self._process.kill()
        self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, as a deploy does; its exit code."""
        assert self._process is not None, "it runs"
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.to_thread(self._process.wait, 30)

    async def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        assert self._process is not None, "it runs"
        return await asyncio.to_thread(self._process.wait, START_S)

    @property
    def secret(self) -> bytes:
        """The portal's, which it made at its first start."""
        return bytes.fromhex((self.data / "secret").read_text())

    @property
    def pid(self) -> int:
        """Of the process that was started."""
        assert self._process is not None, "it runs"
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process is not None and self._process.poll() is None
