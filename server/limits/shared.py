"""Counts that several nodes share, in Redis: one call for one act, by Redis' own clock.

When Redis does not answer, `take` says so at once or, once every `AWAY_S`, after `PATIENCE_S`; the node then counts
for itself. A call is never cancelled half way: its connection would hold somebody else's answer.
"""

import asyncio
import time
from typing import Any

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from server.limits.rate import ROUNDING, Rate
from server.live import sentinels

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
        self._redis = _client(url)
        self._script = self._redis.register_script(TAKE)
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
            said = await self._script(keys=[PREFIX + whom], args=[rate.interval_s, rate.per_s])
        except LOST as error:
            if not self._away_until:
                log.warning("redis lost, limits are counted on this node", error=str(error))
            self._away_until = time.monotonic() + AWAY_S
            raise Away from error
        self._away_until = 0.0
        return float(said)

    def _done(self, call: "asyncio.Task[float]") -> None:
        self._calls.discard(call)
        if not call.cancelled():
            call.exception()  # whoever asked was told, or has gone

    async def close(self) -> None:
        """Let go of the connections."""
        await asyncio.gather(*self._calls, return_exceptions=True)
        await self._redis.aclose()


def _client(url: str) -> Redis:
    options: dict[str, Any] = {
        "socket_timeout": PATIENCE_S,
        "socket_connect_timeout": PATIENCE_S,
        "retry": Retry(NoBackoff(), 0),
    }
    if sentinels.by_sentinel(url):  # its pool knows no waiting: there are as many lines as calls
        return sentinels.client(url, **options)
    pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS, timeout=PATIENCE_S, **options
    )
    return Redis.from_pool(pool)
