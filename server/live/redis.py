"""The bus over Redis or Valkey: pub/sub on 16 fixed shard channels.

A connection is believed in only as long as the process hears itself on it: every second it sends itself a
canary, and when three are missing the connection is thrown away and built anew. Every subscription that is
confirmed, also the silent ones after a reconnect, means "something may have been missed".
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from server.live import sentinels
from server.live.bus import Traffic
from server.live.window import News

log = structlog.get_logger(__name__)

SHARDS = 16
CANARY_S = 1.0
PATIENCE_S = 3.0  # without hearing anything, not even the own canary
QUEUE = 10_000  # news waiting to be sent; what does not fit, the sweep of the others finds
STALE_S = 1.0  # by then it has, and nobody needs to be told
BATCH = 200
TIMEOUT_S = 2.0
AGAIN_S = 0.05  # before what could not be sent is sent again
LONGEST_S = 1.0  # between two attempts to listen
# uvloop has a RuntimeError for whoever writes to a line that the other end has reset
LOST = (RedisError, OSError, TimeoutError, RuntimeError)


def pack(news: News) -> bytes:
    """A message: room, epoch, number and kind on a line, then the frame as it is."""
    return b"%d %d %d %s\n%s" % (news.room_id, news.epoch, news.seq, news.kind.encode(), news.frame)


def unpack(message: bytes) -> News:
    """The news in a message. Raises ValueError where it is none."""
    head, _, frame = message.partition(b"\n")
    room_id, epoch, seq, kind = head.split(b" ")
    return News(int(room_id), int(epoch), int(seq), kind.decode(), frame)


def _wanted() -> bool:
    """Whether this task is to go on. A cancellation can be lost inside redis-py, which sends by `wait_for`."""
    task = asyncio.current_task()
    return task is None or not task.cancelling()


class RedisBus:
    """Publishes in batches in the background; listens on a connection of its own."""

    def __init__(self, url: str, prefix: str = "dienhong") -> None:
        self._url = url
        self._prefix = prefix
        self._canary = f"{prefix}:canary:{os.urandom(8).hex()}"
        self._queue: deque[tuple[float, News]] = deque(maxlen=QUEUE)
        self._queued = asyncio.Event()
        self._heard = time.monotonic()
        self._published = self._dropped = self._taken = 0  # news
        self._sent = 0.0  # when the last canary was
        self._up = False

    def publish(self, news: News) -> None:
        """Put it in the queue."""
        self._dropped += len(self._queue) == QUEUE
        self._queue.append((time.monotonic(), news))
        self._queued.set()

    def well(self) -> bool:
        """Whether something was heard lately."""
        return self._up and time.monotonic() - self._heard < PATIENCE_S

    def traffic(self) -> Traffic:
        """What went over it."""
        silent_s = time.monotonic() - self._heard
        return Traffic(self._published, self._dropped, self._taken, silent_s)

    async def run(self, hear: Callable[[News], None], missed: Callable[[], None]) -> None:
        """Send, listen and rebuild until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._send())
            tasks.create_task(self._listen_for_ever(hear, missed))

    def _connect(self) -> Redis:
        return sentinels.client(
            self._url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )

    def _channel(self, room_id: int) -> str:
        return f"{self._prefix}:{room_id % SHARDS}"

    async def _send(self) -> None:
        failing = False
        async with self._connect() as redis:
            while _wanted():
                with suppress(TimeoutError):
                    async with asyncio.timeout(CANARY_S):  # wait_for can lose a cancellation
                        await self._queued.wait()
                self._queued.clear()
                pipe = redis.pipeline(transaction=False)
                if time.monotonic() - self._sent >= CANARY_S:
                    self._sent = time.monotonic()
                    pipe.publish(self._canary, b"")
                batch = self._next()
                for _, news in batch:
                    pipe.publish(self._channel(news.room_id), pack(news))
                if not len(pipe):
                    continue
                try:
                    await pipe.execute()
                except LOST as error:
                    if not failing:
                        log.warning("redis publish failed", error=str(error))
                    failing = True
                    self._queue.extendleft(reversed(batch))  # what arrives twice counts once
                    await asyncio.sleep(AGAIN_S)
                else:
                    failing = False
                    self._published += len(batch)
                if self._queue:
                    self._queued.set()

    def _next(self) -> list[tuple[float, News]]:
        """Some of the queue, the oldest first, and nothing that is stale."""
        queue, since = self._queue, time.monotonic() - STALE_S
        while queue and queue[0][0] < since:
            queue.popleft()
            self._dropped += 1
        return [queue.popleft() for _ in range(min(BATCH, len(queue)))]

    async def _listen_for_ever(
        self, hear: Callable[[News], None], missed: Callable[[], None]
    ) -> None:
        delay_s = 0.05
        while _wanted():
            started = time.monotonic()
            try:
                async with self._connect() as redis, redis.pubsub() as pubsub:
                    await pubsub.subscribe(
                        self._canary, *(f"{self._prefix}:{shard}" for shard in range(SHARDS))
                    )
                    await self._listen(pubsub, hear, missed)
            except LOST as error:
                if self._up:
                    log.warning("redis lost, the sweep goes on alone", error=str(error))
                self._up = False
            delay_s = (
                0.05 if time.monotonic() - started > PATIENCE_S * 2 else min(delay_s * 2, LONGEST_S)
            )
            await asyncio.sleep(delay_s)

    async def _listen(
        self, pubsub: PubSub, hear: Callable[[News], None], missed: Callable[[], None]
    ) -> None:
        self._heard = time.monotonic()
        while _wanted():
            message = await pubsub.get_message(timeout=0.5)
            if message is None:
                if time.monotonic() - self._heard > PATIENCE_S:
                    raise TimeoutError("three canaries are missing")
                continue
            self._heard = time.monotonic()
            if message["type"] == "subscribe":
                self._up = True
                missed()
            elif message["type"] == "message" and message["data"]:
                try:
                    news = unpack(message["data"])
                except ValueError:
                    log.warning("not news", channel=message["channel"])
                else:
                    self._taken += 1
                    hear(news)
