"""The script that counts in Redis: at one, or in a Cluster at the master that has the key."""

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import AskError, MovedError

from server.limits.rate import ROUNDING, Rate
from server.live import sentinels
from server.live.cluster import Cluster
from server.live.once import LOST, once

PATIENCE_S = 0.5  # one answer takes a third of a millisecond
CONNECTIONS = 16

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
        self._cluster = Cluster(url, **once(PATIENCE_S))

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


def _client(url: str) -> Redis:
    if sentinels.by_sentinel(url):  # its pool knows no waiting: there are as many lines as calls
        return sentinels.client(url, **once(PATIENCE_S))
    pool: BlockingConnectionPool = BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS, timeout=PATIENCE_S, **once(PATIENCE_S)
    )
    return Redis.from_pool(pool)
