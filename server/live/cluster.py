"""A Redis Cluster: which master has which slots, and a client of each.

    redis+cluster://user:password@one:6379,two:6379

The hosts named are only asked who else there is. The map is never kept up to date: whoever is refused, or not
answered, forgets it, and the next question is put to any node that answers.
"""

import random
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from redis.asyncio import Redis
from redis.crc import key_slot
from redis.exceptions import RedisError

from server.live.sentinels import addresses

PORT = 6379

Address = tuple[str, int]


def on_cluster(url: str) -> bool:
    """Whether the address names nodes of a Cluster."""
    return "+cluster://" in url


class Cluster:
    """The masters. `options`: those of redis.asyncio.Redis. To be closed. Raises ValueError."""

    def __init__(self, url: str, **options: Any) -> None:
        parts = urlsplit(url)
        self._options = options | {
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "ssl": parts.scheme.startswith("rediss"),
        }
        self._named = addresses(url, PORT)
        self._met: list[Address] = []  # all who were in the last map
        self._clients: dict[Address, Redis] = {}
        self._masters: list[tuple[int, int, Redis]] = []  # first slot, last slot, whose

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of all connections."""
        for each in self._clients.values():
            await each.aclose()

    def client(self, host: str, port: int) -> Redis:
        """Of the node there."""
        found = self._clients.get((host, port))
        if found is None:
            found = self._clients[host, port] = Redis(host=host, port=port, **self._options)
        return found

    async def master(self, key: str) -> Redis:
        """Whoever has this key or channel. Raises RedisError or OSError, where that cannot be known just now."""
        if not self._masters:
            await self._learn()
        slot = key_slot(key.encode())
        for first, last, whose in self._masters:
            if first <= slot <= last:
                return whose
        self.forget()
        raise RedisError(f"slot {slot} is nobody's")

    def forget(self) -> None:
        """Ask again before the next answer: the map is not right any more."""
        self._masters = []

    async def _learn(self) -> None:
        asked = list({*self._named, *self._met})
        random.shuffle(asked)  # one that hangs is not asked first by everybody, nor every time
        failed: Exception = RedisError("no node is named")
        for host, port in asked:
            try:
                node: Any = self.client(host, port)  # whose own reading differs between versions
                told = await node.execute_command("CLUSTER", "SLOTS")
            except (RedisError, OSError, TimeoutError, RuntimeError) as error:
                failed = error
            else:
                ranges = [
                    (first, last, [(_text(each[0]) or host, each[1]) for each in nodes])
                    for first, last, *nodes in told
                ]
                self._met = [node for _, _, nodes in ranges for node in nodes]
                self._masters = [
                    (first, last, self.client(*nodes[0])) for first, last, nodes in ranges
                ]
                await self._drop_others({nodes[0] for _, _, nodes in ranges})
                return
        raise failed

    async def _drop_others(self, masters: set[Address]) -> None:
        for address in self._clients.keys() - masters - set(self._named):
            await self._clients.pop(address).aclose()


def _text(told: bytes | str | None) -> str:
    return told.decode() if isinstance(told, bytes) else told or ""
