"""The store of a process that counts what became of each verb."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from rooms import audit
from rooms.errors import Busy, Refused
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from rooms.tx import Tx

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", Who, None)


class CountedStore(Store):
    """A Store in all else. `runs`: by verb and by `done`, `refused`, `busy`, `cancelled` or `failed`, which is a bug."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runs: Counter[tuple[str, str]] = Counter()

    async def run(
        self,
        verb: Callable[Concatenate[Tx, W, P], Awaitable[T]],
        who: W,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """As a Store does."""
        outcome = "failed"
        try:
            done = await super().run(verb, who, *args, **kwargs)
            outcome = "done"
        except Busy:
            outcome = "busy"
            raise
        except Refused:
            outcome = "refused"
            raise
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        finally:
            self.runs[audit.name_of(verb), outcome] += 1
        return done
