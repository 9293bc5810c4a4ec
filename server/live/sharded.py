"""The channels of a bus in a Redis Cluster: sharded pub/sub, each channel at the master that has its slot.

A master's own replicas apart, nobody else hears of a message, so the Cluster carries more with more masters. A slot
that goes to another master ends the subscription here, and that is raised like any other loss.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline

from server.live.cluster import Cluster
from server.live.reach import Line, Message, Send


class Sharded:
    """A Cluster. `options`: those of redis.asyncio.Redis."""

    def __init__(self, url: str, **options: Any) -> None:
        self._url = url
        self._options = options

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[Send]:
        """At each master in one round trip, at all of them at once."""
        async with Cluster(self._url, **self._options) as cluster:

            async def send(messages: Sequence[Message]) -> None:
                try:
                    await _send(cluster, messages)
                except BaseException:
                    cluster.forget()
                    raise

            yield send

    @asynccontextmanager
    async def listening(self, channels: Sequence[str], name: str) -> AsyncIterator[list[Line]]:
        """A line to each master that has any of them."""
        async with Cluster(self._url, **self._options) as cluster, AsyncExitStack() as stack:
            at: dict[Redis, list[str]] = defaultdict(list)
            for channel in channels:
                at[await cluster.master(channel)].append(channel)
            lines = []
            for master, theirs in at.items():
                pubsub = await stack.enter_async_context(master.pubsub())
                lines.append(line := Line(pubsub, theirs, name))
                for channel in line.waiting:
                    await pubsub.ssubscribe(channel)  # of different slots not by one command
            yield lines


async def _send(cluster: Cluster, messages: Sequence[Message]) -> None:
    pipes: dict[Redis, Pipeline] = {}
    for channel, message in messages:
        master = await cluster.master(channel)
        if master not in pipes:
            pipes[master] = master.pipeline(transaction=False)
        pipes[master].execute_command("SPUBLISH", channel, message)
    done = await asyncio.gather(
        *(pipe.execute() for pipe in pipes.values()), return_exceptions=True
    )
    for said in done:
        if isinstance(said, BaseException):
            raise said
