"""The bus over Redis or Valkey: pub/sub on 16 fixed shard channels, on one server or the masters of a Cluster.

A line is believed in only as long as the process hears itself on it: every second it sends itself a canary, and
when three are missing all lines are thrown away and built anew. Every subscription that is confirmed, also the
silent ones after a reconnect, means "something may have been missed".
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import structlog
from redis.exceptions import RedisError

from server.identity.tokens import Tokens
from server.live.bus import Traffic
from server.live.cluster import on_cluster
from server.live.once import LOST, once
from server.live.reach import Line, Reach, Single
from server.live.sharded import Sharded
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


def portal_of(secret: bytes) -> str:
    """What the names of a portal begin with at Redis, so that portals which share one keep apart."""
    return f"dienhong:{Tokens(secret).derive('redis')[:16]}"


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
    """Publishes in batches in the background; listens on lines of their own. `portal` begins the names of the channels."""

    def __init__(self, url: str, portal: str = "dienhong") -> None:
        self._url = url
        self._channels = [f"{portal}:{shard}" for shard in range(SHARDS)]
        self._name = f"canary:{os.urandom(8).hex()}"
        self._queue: deque[tuple[float, News]] = deque(maxlen=QUEUE)
        self._queued = asyncio.Event()
        self._lines: list[Line] = []
        self._heard = time.monotonic()  # while there is no line
        self._published = self._dropped = self._taken = 0  # news
        self._sent = 0.0  # when the last canary was

    def publish(self, news: News) -> None:
        """Put it in the queue."""
        self._dropped += len(self._queue) == QUEUE
        self._queue.append((time.monotonic(), news))
        self._queued.set()

    def well(self) -> bool:
        """Whether something was heard lately."""
        return self._up and self._silent_s() < PATIENCE_S

    def traffic(self) -> Traffic:
        """What went over it."""
        silent_s = self._silent_s()
        return Traffic(self._published, self._dropped, self._taken, silent_s)

    async def run(self, hear: Callable[[News], None], missed: Callable[[], None]) -> None:
        """Send, listen and rebuild until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._send())
            tasks.create_task(self._listen_for_ever(hear, missed))

    @property
    def _up(self) -> bool:
        """Whether every channel is listened to."""
        return bool(self._lines) and not any(line.waiting for line in self._lines)

    def _silent_s(self) -> float:
        """Since the most silent of the lines was heard."""
        return time.monotonic() - min((line.heard for line in self._lines), default=self._heard)

    def _reach(self) -> Reach:
        kind = Sharded if on_cluster(self._url) else Single
        return kind(self._url, **once(TIMEOUT_S))

    async def _send(self) -> None:
        failing = False
        async with self._reach().sending() as send:
            while _wanted():
                with suppress(TimeoutError):
                    async with asyncio.timeout(CANARY_S):  # wait_for can lose a cancellation
                        await self._queued.wait()
                self._queued.clear()
                messages = []
                if time.monotonic() - self._sent >= CANARY_S:
                    self._sent = time.monotonic()
                    messages = [(line.canary, b"") for line in self._lines]
                batch = self._next()
                messages += [
                    (self._channels[news.room_id % SHARDS], pack(news)) for _, news in batch
                ]
                if not messages:
                    continue
                try:
                    await send(messages)
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
                async with self._reach().listening(self._channels, self._name) as self._lines:
                    await self._listen_to_all(hear, missed)
            except LOST as error:
                if self._up:
                    log.warning("redis lost, the sweep goes on alone", error=str(error))
            self._heard = time.monotonic() - self._silent_s()
            self._lines = []
            delay_s = (
                0.05 if time.monotonic() - started > PATIENCE_S * 2 else min(delay_s * 2, LONGEST_S)
            )
            await asyncio.sleep(delay_s)

    async def _listen_to_all(
        self, hear: Callable[[News], None], missed: Callable[[], None]
    ) -> None:
        """Until one line is lost. Not a TaskGroup: before 3.13 it leaves its parent looking cancelled."""
        if not _wanted():
            return
        tasks = [asyncio.create_task(self._listen(line, hear, missed)) for line in self._lines]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _listen(
        self, line: Line, hear: Callable[[News], None], missed: Callable[[], None]
    ) -> None:
        while _wanted():
            message = await line.pubsub.get_message(timeout=0.5)
            if message is None:
                if time.monotonic() - line.heard > PATIENCE_S:
                    raise TimeoutError("three canaries are missing")
                continue
            line.heard = time.monotonic()
            kind, data = message["type"], message["data"]
            if kind in ("subscribe", "ssubscribe"):
                line.waiting.discard(message["channel"].decode())
                missed()
            elif kind == "sunsubscribe":
                raise RedisError("a channel is at another master now")
            elif kind in ("message", "smessage") and data:
                try:
                    news = unpack(data)
                except ValueError:
                    log.warning("not news", channel=message["channel"])
                else:
                    self._taken += 1
                    hear(news)
