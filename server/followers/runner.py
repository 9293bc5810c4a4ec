"""Runs the durable followers of one process: woken by its own commits, and by a sweep for all that it did not hear of.

Nothing hangs on being woken. A process that dies leaves rooms behind, and the next sweep of any process finds them.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from rooms.errors import Busy
from rooms.journal import Entry
from rooms.store import Store
from server.followers import progress
from server.followers.follower import Follower

log = structlog.get_logger(__name__)

SWEEP_S = 1.0
AGAIN_S = 1.0  # after the database could not be reached
BREATH_S = 0.05  # after each round: what is written meanwhile is dealt with together


class Runner:
    """Followers at work. `wake` may be called from anywhere in the loop; it never raises and never waits."""

    def __init__(self, followers: Sequence[Follower]) -> None:
        self._followers = followers
        # The rooms of each, in the order of arrival.
        self._due: dict[str, dict[int, None]] = {each.name: {} for each in followers}
        self._woken = {each.name: asyncio.Event() for each in followers}
        self._sweep_at = {each.name: 0.0 for each in followers}  # of time.monotonic

    def wake(self, written: Iterable[Entry]) -> None:
        """Entries were committed here."""
        for entry in written:
            for follower in self._followers:
                if entry.kind in follower.hears:
                    self._due[follower.name][entry.room_id] = None
                    self._woken[follower.name].set()

    @asynccontextmanager
    async def running(self, store: Store) -> AsyncGenerator[None, None]:
        """Follow until the block ends, each by itself: one that takes its time keeps no other waiting."""
        tasks = [asyncio.create_task(self._run(store, each)) for each in self._followers]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, store: Store, follower: Follower) -> None:
        while True:
            try:
                await self._round(store, follower)
            except Busy as busy:
                log.warning("followers wait", reason=busy.reason)
                await asyncio.sleep(AGAIN_S)
            except Exception:
                log.exception("followers failed")
                await asyncio.sleep(AGAIN_S)

    async def _round(self, store: Store, follower: Follower) -> None:
        """Deal with what is due, look around when it is time, else wait to be woken."""
        left_s = self._sweep_at[follower.name] - time.monotonic()
        woken = self._woken[follower.name]
        if left_s <= 0:
            await self._sweep(store, follower)
        elif self._due[follower.name]:
            if not await self._follow(store, follower, self._taken(follower)):
                await asyncio.sleep(BREATH_S)
        else:
            woken.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await woken.wait()

    async def _sweep(self, store: Store, follower: Follower) -> None:
        self._sweep_at[follower.name] = time.monotonic() + SWEEP_S
        async with store.looking() as tx:
            found = await progress.behind(tx, follower)
        self._due[follower.name] |= dict.fromkeys(found)

    def _taken(self, follower: Follower) -> list[int]:
        """The rooms whose turn it is."""
        due = self._due[follower.name]
        rooms = list(due)[: progress.ROOMS]
        for room_id in rooms:
            del due[room_id]
        return rooms

    async def _follow(self, store: Store, follower: Follower, rooms: Sequence[int]) -> bool:
        """Go on in these rooms; whether there is more. Raises Busy where the database is away."""
        try:
            more = (await store.run(progress.advance, None, follower, rooms)).result
        except Busy:
            raise
        except Exception as error:  # noqa: BLE001 - it is told, and the others go on
            if len(rooms) > 1:  # whose it is shows when each goes by itself
                return any([await self._follow(store, follower, [room_id]) for room_id in rooms])
            await self._stumbled(store, follower, rooms[0], error)
            return False
        self._due[follower.name] |= dict.fromkeys(more)
        return bool(more)

    async def _stumbled(
        self, store: Store, follower: Follower, room_id: int, error: Exception
    ) -> None:
        kind = type(error).__name__
        done = await store.run(progress.stumble, None, follower, room_id, kind)
        stumbled = done.result
        if stumbled is not None and stumbled.skipped is not None:
            log.error(
                "entry passed over", follower=follower.name, room=room_id, seq=stumbled.skipped
            )
        else:
            log.error("follower stumbled", follower=follower.name, room=room_id, exc_info=error)
