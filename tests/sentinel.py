"""Two Redis servers, of which one follows the other, and a Sentinel that says which is which."""

import asyncio
import contextlib
import subprocess
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.ports import free_port
from tests.redis import START_S, RedisServer, begun

NAME = "bus"
DOWN_MS = 500


class Watched:
    """A master and its replica, watched by one Sentinel, whose word is enough here."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.master, self.replica = (RedisServer(program, folder) for _ in range(2))
        self.port = free_port()
        self.url = f"redis+sentinel://127.0.0.1:{free_port()},127.0.0.1:{self.port}/{NAME}/0"

    async def start(self) -> None:
        """Bring all up, and wait until the Sentinel knows both."""
        await self.master.start()
        await self.replica.start()
        async with self.replica.client() as redis:
            await redis.replicaof("127.0.0.1", str(self.master.port))
        file = self._folder / "sentinel.conf"
        file.write_text(
            f"port {self.port}\nbind 127.0.0.1\ndir {self._folder}\n"
            f"sentinel monitor {NAME} 127.0.0.1 {self.master.port} 1\n"
            f"sentinel down-after-milliseconds {NAME} {DOWN_MS}\n"
            f"sentinel failover-timeout {NAME} 2000\n"
        )
        self._process = subprocess.Popen(  # noqa: ASYNC220 - forks and returns
            [self._program, str(file), "--sentinel"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        async with asyncio.timeout(START_S * 4), self.asking() as sentinel:
            while True:
                with contextlib.suppress(RedisError):
                    if await sentinel.sentinel_slaves(NAME):
                        return
                await asyncio.sleep(0.05)

    def asking(self) -> Redis:
        """A connection to the Sentinel."""
        return Redis(host="127.0.0.1", port=self.port, socket_timeout=2)

    async def promoted(self, port: int) -> None:
        """Wait until this one is the master."""
        async with asyncio.timeout(START_S * 12), self.asking() as sentinel:
            while True:
                address: Any = await sentinel.sentinel_get_master_addr_by_name(NAME)
                if int(address[1]) == port:
                    return
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """End all of it."""
        self.master.kill()
        self.replica.kill()
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def watched(folder: Path, program: str | None = None) -> AbstractAsyncContextManager[Watched]:
    """All of it for the block."""
    return begun(Watched, folder, program)
