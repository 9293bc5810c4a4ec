"""Counts that several nodes share, in Redis: one call for one act, by Redis' own clock.

In a Cluster each count is at the master that has its key. When Redis does not answer, `take` says so at once or, once every `AWAY_S`, after `PATIENCE_S`; the node then counts
for itself. A call is never cancelled half way: its connection would hold somebody else's answer.
"""

import asyncio
import time
from typing import Any

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AskError, MovedError, RedisError

from server.limits.rate import ROUNDING, Rate
from server.live import sentinels
from server.live.cluster import Cluster, on_cluster

log = structlog.get_logger(__name__)

PATIENCE_S = 0.5  # one answer takes a third of a millisecond
AWAY_S = 2.0  # without trying again
CONNECTIONS = 16
PREFIX = "dienhong:limit:"
# uvloop has a RuntimeError for whoever writes to a line that the other end has reset
LOST = (RedisError, OSError, TimeoutError, RuntimeError)

# The same arithmetic as `rate.take`. A key is gone when all is paid for.
TAKE = f"""
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local interval, per = tonumber(ARGV[1]), tonumber(ARGV[2])
local after = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now) + interval
local wait = after - now - per
if wait > interval * {ROUNDING} then
  return string.format('%.6f', wait)
end
redis.call('SET', KEYS[1], string.format('%.6f', after), 'PX', math.ceil((after - now) * 1000))
return '0'
"""


class Away(Exception):
    """Redis does not answer just now."""


class Shared:
    """The counts in one Redis. Begin in a running loop, and `close` at the end."""

    def __init__(self, url: str) -> None:
        self._script = OfCluster(url) if on_cluster(url) else OfOne(url)
        self._away_until = 0.0
        self._calls: set[asyncio.Task[float]] = set()

    async def take(self, whom: str, rate: Rate) -> float:
        """Take one; 0.0, or the seconds to wait where none is left. Raises Away."""
        if self._away_until:
            if time.monotonic() < self._away_until:
                raise Away
            self._away_until = time.monotonic() + AWAY_S  # this one looks, the others go on
        call = asyncio.create_task(self._ask(whom, rate))
        self._calls.add(call)
        call.add_done_callback(self._done)
        return await asyncio.shield(call)

    async def _ask(self, whom: str, rate: Rate) -> float:
        try:
            said = await self._script.take(PREFIX + whom, rate)
        except LOST as error:
            if not self._away_until:
                log.warning("redis lost, limits are counted on this node", error=str(error))
            self._away_until = time.monotonic() + AWAY_S
            raise Away from error
        self._away_until = 0.0
        return said

    def _done(self, call: "asyncio.Task[float]") -> None:
        self._calls.discard(call)
        if not call.cancelled():
            call.exception()  # whoever asked was told, or has gone

    async def close(self) -> None:
        """Let go of the connections."""
        await asyncio.gather(*self._calls, return_exceptions=True)
        await self._script.aclose()


class OfOne:
    """The script at one Redis, or at whoever the Sentinels call the master."""

    def __init__(self, url: str) -> None:
        self._redis = _client(url)
        self._script = self._redis.register_script(TAKE)

    async def take(self, key: str, rate: Rate) -> float:
        """What it says."""
        return float(await self._script(keys=[key], args=[rate.interval_s, rate.per_s]))

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._redis.aclose()


class OfCluster:
    """The script at whichever master has the key."""

    def __init__(self, url: str) -> None:
        self._cluster = Cluster(url, **_options())

    async def take(self, key: str, rate: Rate) -> float:
        """What it says. Whoever says that the key is elsewhere is followed once."""
        args = key, str(rate.interval_s), str(rate.per_s)
        try:
            try:
                master = await self._cluster.master(key)
                return float(await master.eval(TAKE, 1, *args))
            except MovedError:
                self._cluster.forget()
                master = await self._cluster.master(key)
                return float(await master.eval(TAKE, 1, *args))
            except AskError as moving:
                pipe = self._cluster.client(moving.host, moving.port).pipeline(transaction=False)
                pipe.execute_command("ASKING")
                pipe.execute_command("EVAL", TAKE, 1, *args)
                return float((await pipe.execute())[1])
        except LOST:
            self._cluster.forget()
            raise

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._cluster.aclose()


def _options() -> dict[str, Any]:
    return {
        "socket_timeout": PATIENCE_S,
        "socket_connect_timeout": PATIENCE_S,
        "retry": Retry(NoBackoff(), 0),
    }


def _client(url: str) -> Redis:
    if sentinels.by_sentinel(url):  # its pool knows no waiting: there are as many lines as calls
        return sentinels.client(url, **_options())
    pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS, timeout=PATIENCE_S, **_options()
    )
    return Redis.from_pool(pool)
