"""What happens to a Redis: outages of every kind, in an order and of lengths that a seed decides.

Each is over when `befall` returns: the server runs and the line is good. What the outage did to connections that
were open may last, as it does in life.
"""

import asyncio
import random
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from redis.exceptions import RedisError

from tests.chaos.line import Fault, Line
from tests.redis import RedisServer

FLOOD_BYTES = 200_000  # more than a listener may be behind
LEAST = "pubsub 16384 8192 1"
GENEROUS = "pubsub 33554432 8388608 60"


class Kind(StrEnum):
    """One way for news not to arrive."""

    KILL = "kill -9, and started again"
    STOP = "SIGSTOP and SIGCONT"
    KILL_ALL = "CLIENT KILL of everybody"
    KILL_LISTENERS = "CLIENT KILL of the listeners"
    CUT = "the line is cut"
    RESET = "the line is reset"
    HOLE = "a black hole"
    DEAF = "nothing reaches Redis"
    MUTE = "nothing comes from Redis"
    SLOW = "a lame line"
    OVERFLOW = "listeners that are behind are dropped"


ON_THE_LINE = {
    Kind.CUT: Fault.CUT,
    Kind.RESET: Fault.RESET,
    Kind.HOLE: Fault.HOLE,
    Kind.DEAF: Fault.DEAF,
    Kind.MUTE: Fault.MUTE,
    Kind.SLOW: Fault.SLOW,
}


class Outage(NamedTuple):
    """A fault, after a while in which nothing is wrong."""

    kind: Kind
    after_s: float
    lasts_s: float


def drawn(
    chance: random.Random,
    count: int,
    after_s: tuple[float, float],
    lasts_s: tuple[float, float],
    kinds: Iterable[Kind] = Kind,
) -> list[Outage]:
    """So many outages: each kind comes as often as any other, give or take one, in an order of chance."""
    order: list[Kind] = []
    while len(order) < count:
        round_of_all = list(kinds)
        chance.shuffle(round_of_all)
        order += round_of_all
    return [
        Outage(kind, chance.uniform(*after_s), chance.uniform(*lasts_s)) for kind in order[:count]
    ]


async def befall(outage: Outage, redis: RedisServer, line: Line) -> None:
    """Let it happen, wait until it is over."""
    await asyncio.sleep(outage.after_s)
    match outage.kind:
        case Kind.KILL:
            redis.kill()
            await asyncio.sleep(outage.lasts_s)
            await redis.start()
        case Kind.STOP:
            redis.hold()
            await asyncio.sleep(outage.lasts_s)
            redis.release()
        case Kind.KILL_ALL | Kind.KILL_LISTENERS:
            await _kill_clients(redis, outage)
        case Kind.OVERFLOW:
            await _overflow(redis, line, outage.lasts_s)
        case kind:
            line.fault = ON_THE_LINE[kind]
            await asyncio.sleep(outage.lasts_s)
            line.fault = Fault.NONE


async def _kill_clients(redis: RedisServer, outage: Outage) -> None:
    """Again and again while it lasts: those who come back are met too."""
    async with redis.client() as client, asyncio.timeout(outage.lasts_s + 10):
        for _ in range(3):
            await client.client_kill_filter(_type="pubsub", skipme=True)
            if outage.kind is Kind.KILL_ALL:
                await client.client_kill_filter(_type="normal", skipme=True)
            await asyncio.sleep(outage.lasts_s / 3)


async def _overflow(redis: RedisServer, line: Line, lasts_s: float) -> None:
    """Nobody reads, much is said, and what a listener may be behind is little."""
    async with redis.client() as client:
        await client.config_set("client-output-buffer-limit", LEAST)
        line.fault = Fault.STILL
        for _ in range(5):
            await redis.say(0, b"x" * FLOOD_BYTES)
            await asyncio.sleep(lasts_s / 5)
        line.fault = Fault.NONE
        await client.config_set("client-output-buffer-limit", GENEROUS)


async def listeners(redis: RedisServer) -> int:
    """How many nodes hear the news of this Redis; 0 where it does not answer."""
    try:
        async with redis.client() as client:
            channels = await client.pubsub_channels("dienhong*:0")
            heard = await client.pubsub_numsub(*channels)
            return max((int(count) for _, count in heard), default=0)
    except (RedisError, OSError):
        return 0
