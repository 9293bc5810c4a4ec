"""Where Redis is: at an address, or at the one that the Sentinels call the master just now.

    redis+sentinel://:password@one:26379,two:26379,three:26379/mymaster/0

The password, the database and, with rediss+sentinel, the encryption are the master's and its replicas'; Sentinels are
asked without a password. A connection is to whoever was master when it was made; Sentinel cuts those of a master that
it demotes, and the next one asks again.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from redis.asyncio import Redis
from redis.asyncio.sentinel import Sentinel

from server.live.once import once

SENTINEL_PORT = 26379
TIMEOUT_S = 1.0  # for one Sentinel's answer, before the next is asked


class Mastered(Redis):
    """A client of whoever is master. To be closed, like any."""

    watching: Sentinel

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """Let go of the master and of the Sentinels."""
        await super().aclose(close_connection_pool)
        for each in self.watching.sentinels:
            await each.aclose()


def client(url: str, **options: Any) -> Redis:
    """A client of the Redis at this address. `options` are those of redis.asyncio.Redis. Raises ValueError."""
    if not by_sentinel(url):
        return Redis.from_url(url, **options)
    parts = urlsplit(url)
    name, _, database = parts.path.strip("/").partition("/")
    chosen = options | {
        "db": int(database or 0),
        "username": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "ssl": parts.scheme.startswith("rediss"),
    }
    asked = once(TIMEOUT_S)  # one that is away is not asked again: the next one is
    sentinel = Sentinel(addresses(url), sentinel_kwargs=asked, **chosen)  # type: ignore[no-untyped-call]
    found: Mastered = sentinel.master_for(name, redis_class=Mastered)
    found.watching = sentinel
    return found


def by_sentinel(url: str) -> bool:
    """Whether the address names Sentinels."""
    return "+sentinel://" in url


def addresses(url: str, otherwise: int = SENTINEL_PORT) -> list[tuple[str, int]]:
    """The hosts and ports in it, which are separated by commas; `otherwise` where there is no port. Raises ValueError."""
    found = []
    for place in urlsplit(url).netloc.rpartition("@")[2].split(","):
        one = urlsplit(f"//{place}")
        found.append((one.hostname or "", one.port or otherwise))
    return found
