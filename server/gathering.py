"""One question to the database for all who ask at the same time.

Whoever asks alone puts their own question at once, without a task. Whoever asks while one is under way shares the next
with all who wait by then: a storm of people costs a few statements, not a few for each. A question is put after
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
        self._asking = False
        self._next: asyncio.Task[None] | None = None  # asks for those who wait

    @property
    def idle(self) -> bool:
        """Whether nobody waits for an answer."""
        return not self._asking

    async def ask(self, key: K) -> V:
        """The answer to the key. Raises what `answer` raises."""
        if not self._asking:
            return await self._ask_alone(key)
        # A future for each: whoever gives up takes nothing from the others.
        waited: asyncio.Future[V] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(waited)
        return await waited

    async def _ask_alone(self, key: K) -> V:
        self._asking = True
        self.questions += 1
        try:
            (found,) = await self._answer([key])
        except Exception as error:
            self._tell(self._taken(len(self._waiting)), error)
            raise
        finally:
            if self._waiting:
                self._next = asyncio.create_task(self._ask_on())
            else:
                self._asking = False
        return found

    async def _ask_on(self) -> None:
        asked: dict[K, list[asyncio.Future[V]]] = {}
        try:
            while self._waiting:
                asked = self._taken(MOST)
                self.questions += 1
                found = await self._answer(list(asked))
                for waiting, answer in zip(asked.values(), found, strict=True):
                    for waited in waiting:
                        if not waited.done():
                            waited.set_result(answer)
        except BaseException as error:
            told = error if isinstance(error, Exception) else RuntimeError("stopped")
            self._tell(asked, told)
            self._tell(self._taken(len(self._waiting)), told)
            if not isinstance(error, Exception):
                raise
        finally:
            self._asking = False

    def _taken(self, most: int) -> dict[K, list[asyncio.Future[V]]]:
        """So many of those who wait, the first of them."""
        if len(self._waiting) > most:
            return {key: self._waiting.pop(key) for key in list(self._waiting)[:most]}
        taken, self._waiting = self._waiting, {}
        return taken

    def _tell(self, waiting: dict[K, list[asyncio.Future[V]]], error: Exception) -> None:
        """Also those who wait for the next: behind a database that is away they would wait twice as long."""
        for futures in waiting.values():
            for waited in futures:
                if not waited.done():
                    waited.set_exception(error)
