"""Whether Redis can be had, for `dienhong check`."""

from contextlib import suppress
from typing import Any

from redis.exceptions import AuthenticationError, RedisError, ResponseError

from server.live import sentinels
from server.live.cluster import Cluster, on_cluster
from server.live.once import once

ANSWERS_S = 3.0


class Unreachable(RuntimeError):
    """It cannot be had; the message says why in a word or two, without the address."""


async def version(url: str) -> str:
    """Its version, once it has answered; of a Cluster, one of the masters'. Raises Unreachable."""
    try:
        found = await (_of_cluster(url) if on_cluster(url) else _of_one(url))
    except AuthenticationError:
        raise Unreachable("the password is wrong") from None
    except ResponseError as error:
        if "cluster support disabled" in str(error):
            raise Unreachable("it is no Cluster: say redis://") from None
        raise Unreachable(type(error).__name__) from None
    except (RedisError, OSError, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    if found.get("redis_mode") == "cluster" and not on_cluster(url):
        raise Unreachable("it is in a Cluster: say redis+cluster://")
    return str(found["redis_version"])


async def _of_one(url: str) -> dict[str, Any]:
    client = sentinels.client(url, **once(ANSWERS_S))
    try:
        return await client.info("server")
    finally:
        with suppress(RedisError, OSError):
            await client.aclose()


async def _of_cluster(url: str) -> dict[str, Any]:
    async with Cluster(url, **once(ANSWERS_S)) as cluster:
        return await (await cluster.master("")).info("server")
