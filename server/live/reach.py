"""How the channels of a bus are reached, and here: where all of them are on one Redis.

Beside what a line hears stands a canary, a channel that this process alone listens to, at the place of the line's
first channel: what comes that way shows that the others' news can.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from redis.asyncio.client import PubSub

from server.live import sentinels

Message = tuple[str, bytes]  # to which channel, and what
Send = Callable[[Sequence[Message]], Awaitable[None]]


class Line:
    """A connection that listens to some of the channels. `waiting`: those that are not confirmed yet."""

    def __init__(self, pubsub: PubSub, channels: Sequence[str], name: str) -> None:
        self.pubsub = pubsub
        self.canary = f"{{{channels[0]}}}:{name}"  # in a Cluster what is in braces says where it is
        self.waiting = {self.canary, *channels}
        self.heard = time.monotonic()


class Reach(Protocol):
    """Where channels are. Whatever goes wrong is raised, and then all is to be begun anew."""

    def sending(self) -> AbstractAsyncContextManager[Send]:
        """What sends messages, those of each channel in their order, until the block ends."""
        ...

    def listening(
        self, channels: Sequence[str], name: str
    ) -> AbstractAsyncContextManager[list[Line]]:
        """Lines that together listen to all the channels, their canaries called by the name."""
        ...


class Single:
    """One Redis, or whoever the Sentinels call the master. `options`: those of redis.asyncio.Redis."""

    def __init__(self, url: str, **options: Any) -> None:
        self._url = url
        self._options = options

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[Send]:
        """All in one round trip."""
        async with sentinels.client(self._url, **self._options) as redis:

            async def send(messages: Sequence[Message]) -> None:
                pipe = redis.pipeline(transaction=False)
                for channel, message in messages:
                    pipe.publish(channel, message)
                await pipe.execute()

            yield send

    @asynccontextmanager
    async def listening(self, channels: Sequence[str], name: str) -> AsyncIterator[list[Line]]:
        """One line."""
        async with (
            sentinels.client(self._url, **self._options) as redis,
            redis.pubsub() as pubsub,
        ):
            line = Line(pubsub, channels, name)
            await pubsub.subscribe(*line.waiting)
            yield [line]
