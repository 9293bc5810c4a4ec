"""A node of Litestar's ChannelsPlugin over Redis for `lost.py`, with its client of Redis as it comes, or patient.

As it comes the client gives a lost Redis up, and with the error the plugin's own tasks end for good. A patient one
tries for ever, so what is queued while Redis is away is published once it is back.
"""

import argparse
import logging

import uvicorn
from litestar import Litestar, post
from litestar.channels import ChannelsPlugin
from litestar.channels.backends.redis import (
    RedisChannelsBackend,
    RedisChannelsPubSubBackend,
    RedisChannelsStreamBackend,
)
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as Unreachable

from benchmarks.lost_publisher import Said

ROOM = "room"
AGAIN_S = 0.05
HISTORY = 10_000  # of the stream backend: more than is published
KEPT_MS = 600_000


def backend(kind: str, url: str, *, patient: bool) -> RedisChannelsBackend:
    """The plugin's pub/sub or its streams, which have a history."""
    retry = Retry(ConstantBackoff(AGAIN_S), 1 << 30)
    redis = (
        Redis.from_url(url, retry=retry, retry_on_error=[Unreachable, OSError])
        if patient
        else Redis.from_url(url)
    )
    if kind == "streams":
        return RedisChannelsStreamBackend(
            HISTORY, redis=redis, stream_sleep_no_subscriptions=100, stream_ttl=KEPT_MS
        )
    return RedisChannelsPubSubBackend(redis=redis)


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["pubsub", "streams"])
    parser.add_argument("client", choices=["patient", "plain"])
    parser.add_argument("redis")
    parser.add_argument("port", type=int)
    chosen = parser.parse_args()
    channels = ChannelsPlugin(
        backend(chosen.kind, chosen.redis, patient=chosen.client == "patient"), channels=[ROOM],
        create_ws_route_handlers=True, ws_handler_base_path="/live",
    )  # fmt: skip

    @post("/publish")
    async def publish(data: Said) -> None:
        channels.publish(data.text, [ROOM])

    logging.disable(logging.INFO)
    uvicorn.run(
        Litestar([publish], plugins=[channels]),
        host="127.0.0.1",
        port=chosen.port,
        log_level="error",
    )


if __name__ == "__main__":
    main()
