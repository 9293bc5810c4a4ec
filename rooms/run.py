"""One run of a verb: what the Store was asked to do, and what it answers."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

import msgspec
from msgspec import Struct

from rooms import audit
from rooms.audit import Act, Claim, Command
from rooms.people import Who
from rooms.rule import Rule
from rooms.tx import Tx

T = TypeVar("T")


class Done(Struct, Generic[T], frozen=True):
    """What a command did: its result, and for each room it told the number of the entry that is newest by it."""

    result: T
    seqs: dict[int, int]


class Run(NamedTuple, Generic[T]):
    """A verb, called by somebody (None: the system) on these arguments, under its row of the policy table."""

    verb: Callable[..., Awaitable[T]]
    who: Who | None
    args: tuple[Any, ...]
    named: dict[str, Any]
    act: str
    rule: Rule

    @property
    def command(self) -> Command | None:
        """The command among the arguments, None where nobody retries this."""
        return next((arg for arg in self.args if isinstance(arg, Command)), None)

    @property
    def claim(self) -> Claim | None:
        """The key that makes a second run of this answer with the first."""
        return audit.claim_of(self.who, self.command) if self.command else None

    @property
    def on(self) -> list[int]:
        """What it was called on: the ids among its arguments."""
        return [arg for arg in self.args if isinstance(arg, int)]

    async def by(self, tx: Tx) -> T:
        """Let the verb do it."""
        return await self.verb(tx, self.who, *self.args, **self.named)

    def kept(self, tx: Tx, done: Done[T]) -> Act | None:
        """What is to be kept of it, None where nothing is due."""
        if not self.rule.recorded and self.command is None:
            return None
        facts = tx.facts | {"on": self.on}
        digest = audit.digest(self.act, self.args) if self.command else None
        return Act(self.act, self.who, facts, tx.rooms, self.command, digest, done)

    def read(self, answer: str) -> Done[T]:
        """The Done of an earlier run of the verb, from the answer that was kept."""
        result = get_type_hints(self.verb)["return"]
        done: Done[T] = msgspec.json.decode(answer, type=Done[result])  # type: ignore[valid-type]
        return done
