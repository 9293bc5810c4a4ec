"""How Redis is asked: once, within a time. Whoever wants it again asks again, and knows why."""

from typing import Any

from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

# uvloop has a RuntimeError for whoever writes to a line that the other end has reset
LOST = (RedisError, OSError, TimeoutError, RuntimeError)


def once(within_s: float) -> dict[str, Any]:
    """Options of a client that gives up a connection, or an answer, after this time, and does not try by itself again."""
    return {
        "socket_timeout": within_s,
        "socket_connect_timeout": within_s,
        "retry": Retry(NoBackoff(), 0),
    }
