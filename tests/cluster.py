"""A Redis Cluster of three masters on this machine, one of which has a replica; slots are moved as an operator does."""

import asyncio
import contextlib
from bisect import bisect_right
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from redis.crc import key_slot
from redis.exceptions import RedisError

from tests.ports import free_port
from tests.redis import START_S, RedisServer, begun

BOUNDS = [0, 5461, 10923, 16384]  # of slots
NODE_TIMEOUT_MS = 5000  # a machine that is busy has nobody voted out; tests promote by hand


class Node(RedisServer):
    """One server of the Cluster, and what the others call it."""

    id: str

    def __init__(self, program: str, folder: Path) -> None:
        self.between = free_port()
        folder.mkdir()
        super().__init__(
            program, folder,
            "--cluster-enabled", "yes", "--cluster-port", str(self.between),
            "--cluster-node-timeout", str(NODE_TIMEOUT_MS),
        )  # fmt: skip

    async def ask(self, *words: str | int) -> Any:
        """CLUSTER, and these words."""
        redis: Any = self.client()
        async with redis:
            return await redis.execute_command("CLUSTER", *words)


class RedisCluster:
    """Three masters, and a replica of the first."""

    def __init__(self, program: str, folder: Path) -> None:
        self.masters = [Node(program, folder / f"{n}") for n in range(3)]
        self.replica = Node(program, folder / "replica")
        self.nodes = [*self.masters, self.replica]
        named = ",".join(f"127.0.0.1:{node.port}" for node in self.masters)
        self.url = f"redis+cluster://{named}"

    async def start(self) -> None:
        """Bring all up, and wait until each knows the others and who has what."""
        for node in self.nodes:
            await node.start()
            node.id = (await node.ask("MYID")).decode()
        first = self.masters[0]
        for n, node in enumerate(self.masters):
            await node.ask("ADDSLOTSRANGE", BOUNDS[n], BOUNDS[n + 1] - 1)
            await node.ask("SET-CONFIG-EPOCH", n + 1)
        for node in self.nodes[1:]:
            await node.ask("MEET", "127.0.0.1", first.port, first.between)
        for node in self.nodes:
            await self._until(node, lambda nodes: len(nodes) == len(self.nodes))
        await self.replica.ask("REPLICATE", first.id)
        for node in self.nodes:
            await self._well(node)
            await self._until(node, lambda nodes: sum(b"slave" in each for each in nodes) == 1)

    async def _until(self, node: Node, holds: Callable[[list[bytes]], bool]) -> None:
        async with asyncio.timeout(START_S * 4):
            while not holds(_lines(await node.ask("NODES"))):
                await asyncio.sleep(0.05)

    async def _well(self, node: Node) -> None:
        async with asyncio.timeout(START_S * 4):
            while b"cluster_state:ok" not in _lines(await node.ask("INFO")):
                await asyncio.sleep(0.05)

    async def take_over(self) -> None:
        """The replica becomes the master of what the first one had, and all the others know."""
        async with asyncio.timeout(START_S * 4):
            while not await self._taken():
                with contextlib.suppress(RedisError):  # it is the master already
                    await self.replica.ask("FAILOVER", "TAKEOVER")
                await asyncio.sleep(0.1)

    async def _taken(self) -> bool:
        told = [await node.ask("SLOTS") for node in self.nodes[1:]]
        return all(self.replica.port in [part[2][1] for part in parts] for parts in told)

    def owner(self, key: str) -> Node:
        """Who was given its slot at the start."""
        return self.masters[bisect_right(BOUNDS, key_slot(key.encode())) - 1]

    async def begin_moving(self, key: str, there: Node) -> None:
        """Its slot is on the way, and what is in it is there already."""
        here, slot = self.owner(key), key_slot(key.encode())
        await there.ask("SETSLOT", slot, "IMPORTING", here.id)
        await here.ask("SETSLOT", slot, "MIGRATING", there.id)
        for each in await here.ask("GETKEYSINSLOT", slot, 1000):
            async with here.client() as redis:
                await redis.migrate("127.0.0.1", there.port, each, 0, 1000)

    async def end_moving(self, key: str, there: Node) -> None:
        """Its slot is there."""
        for node in (there, *(each for each in self.masters if each is not there)):
            await node.ask("SETSLOT", key_slot(key.encode()), "NODE", there.id)

    def kill(self) -> None:
        """End all of it."""
        for node in self.nodes:
            node.kill()


def _lines(told: Any) -> list[bytes]:
    return [line.strip() for line in told.splitlines() if line.strip()]


def clustered(
    folder: Path, program: str | None = None
) -> AbstractAsyncContextManager[RedisCluster]:
    """All of it for the block."""
    return begun(RedisCluster, folder, program)
