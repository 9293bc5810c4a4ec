"""Whether Redis can be had, for `dienhong check`."""

from contextlib import suppress

from redis.exceptions import AuthenticationError, RedisError

from server.live import sentinels

ANSWERS_S = 3.0


class Unreachable(RuntimeError):
    """It cannot be had; the message says why in a word or two, without the address."""


async def version(url: str) -> str:
    """Its version, once it has answered. Raises Unreachable."""
    client = sentinels.client(url, socket_connect_timeout=ANSWERS_S, socket_timeout=ANSWERS_S)
    try:
        found = await client.info("server")
    except AuthenticationError:
        raise Unreachable("the password is wrong") from None
    except (RedisError, OSError, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
    finally:
        with suppress(RedisError, OSError):
            await client.aclose()
    return str(found["redis_version"])
