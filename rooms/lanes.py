"""Natural batching: what waits while others are at the database goes there together, and nobody waits to be joined.

Whoever finds nobody under way goes at once and by itself; those that come meanwhile wait for the lane and go in company. A
further lane is there for when the first does not suffice: for a full company, or one that has waited for long behind somebody
slow. So a quiet server does nothing later than it would, and a busy one asks the database less often the busier it is.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

from rooms.connections import PATIENCE_S
from rooms.errors import Busy

LONG_S = 0.05  # to wait before a further lane is opened

X = TypeVar("X")
Y = TypeVar("Y")


class _Waiting(Generic[X, Y]):
    """One that waits, and what its asker waits for. `patience` runs until a lane takes it."""

    def __init__(self, what: X, patience: asyncio.Timeout) -> None:
        self.what = what
        self.since = asyncio.get_running_loop().time()
        self.patience = patience
        self.outcome: asyncio.Future[Y] = asyncio.get_running_loop().create_future()

    def settle(self, outcome: Y | Exception) -> None:
        """Say what became of it, where anybody still asks."""
        if self.outcome.done():
            return
        if isinstance(outcome, Exception):
            self.outcome.set_exception(outcome)
        else:
            self.outcome.set_result(outcome)


class Lanes(Generic[X, Y]):
    """`do` takes `most` at once, and has one outcome for each in their order: an exception is for that one alone.

    `key` says of two that they must not go at the same time: the later one waits. None: it does not matter.
    """

    def __init__(
        self,
        do: Callable[[list[X]], Awaitable[Sequence[Y | Exception]]],
        lanes: int,
        most: int,
        key: Callable[[X], Hashable] = lambda _: None,
    ) -> None:
        self._do = do
        self._free = self._lanes = lanes
        self._most = most
        self._key = key
        self._waiting: deque[_Waiting[X, Y]] = deque()
        self._under_way: set[Hashable] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._look: asyncio.TimerHandle | None = None

    async def go(self, what: X) -> Y:
        """Its outcome. Raises Busy where no lane was free for too long, and what `do` raises."""
        try:
            async with asyncio.timeout(PATIENCE_S) as patience:
                waiting = _Waiting[X, Y](what, patience)
                self._waiting.append(waiting)
                self._begin()
                return await waiting.outcome
        except TimeoutError:
            if patience.expired():
                raise Busy("contended", retry_after_s=1) from None
            raise

    def _begin(self) -> None:
        if self._free and self._due() and (taken := self._take()):
            self._free -= 1
            lane = asyncio.get_running_loop().create_task(self._lane(taken))
            self._tasks.add(lane)
            lane.add_done_callback(self._tasks.discard)
        elif self._free and self._waiting and self._look is None:
            self._look = asyncio.get_running_loop().call_later(LONG_S, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        self._begin()

    def _due(self, under_way: int = 0) -> bool:
        """Whether those that wait are to have a lane, beside the ones that are under way."""
        if not self._waiting or self._free + under_way == self._lanes:
            return True
        long_s = asyncio.get_running_loop().time() - self._waiting[0].since
        return len(self._waiting) >= self._most or long_s >= LONG_S

    async def _lane(self, taken: list[_Waiting[X, Y]]) -> None:
        try:
            while taken:
                await self._answer(taken)
                self._under_way.difference_update(self._key(each.what) for each in taken)
                taken = self._take() if self._due(1) else []
        finally:
            self._free += 1
        self._begin()  # those it has left waiting are looked at again

    def _take(self) -> list[_Waiting[X, Y]]:
        """The next to go, out of patience's reach. Those whose asker has gone are dropped."""
        taken: list[_Waiting[X, Y]] = []
        left: deque[_Waiting[X, Y]] = deque()
        while self._waiting and len(taken) < self._most:
            each = self._waiting.popleft()
            key = self._key(each.what)
            if each.outcome.done():
                continue
            if key in self._under_way:
                left.append(each)
                continue
            if key is not None:
                self._under_way.add(key)
            each.patience.reschedule(None)
            taken.append(each)
        self._waiting.extendleft(reversed(left))
        return taken

    async def _answer(self, taken: list[_Waiting[X, Y]]) -> None:
        outcomes: Sequence[Y | Exception]
        try:
            outcomes = await self._do([each.what for each in taken])
        except Exception as error:  # noqa: BLE001 - each asker is told, and a bug stays one
            outcomes = [error] * len(taken)
        for each, outcome in zip(taken, outcomes, strict=True):
            each.settle(outcome)
