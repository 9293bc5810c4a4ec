"""One question to the database for all who ask at the same time.

Whoever asks alone is answered at once. Whoever asks while an earlier question is under way shares the next one with
all who wait by then: a storm of people costs a few statements, not a few for each. A question is put after
everybody it answers has asked, so no answer is older than the wish for it, and each gets the answer to its own key.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 256  # keys of one question


class Gathered(Generic[K, V]):
    """Puts `answer` the keys of all who wait; it answers each, in their order."""

    def __init__(self, answer: Callable[[list[K]], Awaitable[Sequence[V]]]) -> None:
        self.questions = 0  # how many were put
        self._answer = answer
        self._waiting: dict[K, list[asyncio.Future[V]]] = {}
        self._asking: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer."""
        return self._asking is None

    async def ask(self, key: K) -> V:
        """The answer to the key. Raises what `answer` raises."""
        # A future for each: whoever gives up takes nothing from the others.
        waited: asyncio.Future[V] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(waited)
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_on())
        return await waited

    async def _ask_on(self) -> None:
        asked: dict[K, list[asyncio.Future[V]]] = {}
        try:
            while self._waiting:
                asked = self._next()
                self.questions += 1
                found = await self._answer(list(asked))
                for waiting, answer in zip(asked.values(), found, strict=True):
                    for waited in waiting:
                        if not waited.done():
                            waited.set_result(answer)
        except BaseException as error:
            # Also those who wait for the next: behind a database that is away they would wait twice as long.
            told = error if isinstance(error, Exception) else RuntimeError("stopped")
            for waiting in [*asked.values(), *self._waiting.values()]:
                for waited in waiting:
                    if not waited.done():
                        waited.set_exception(told)
            self._waiting.clear()
            if not isinstance(error, Exception):
                raise
        finally:
            self._asking = None

    def _next(self) -> dict[K, list[asyncio.Future[V]]]:
        """Those whom the next question is for."""
        if len(self._waiting) > MOST:
            return {key: self._waiting.pop(key) for key in list(self._waiting)[:MOST]}
        asked, self._waiting = self._waiting, {}
        return asked
