"""The one way to change anything: `store.run(verb, who, …)`.

A run is one transaction that holds the change, the journal entries it appended, the audit row and the answer
kept under the client's key. After the commit, and only then, the entries are announced. A verb is run again
as a whole after a serialisation failure, a deadlock or an invalidated statement, so it touches nothing but `tx`.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, get_type_hints

import asyncpg
import msgspec
from msgspec import Struct

from rooms import audit, constraints, sql
from rooms.audit import Command
from rooms.errors import Busy, Forbidden, Malformed
from rooms.journal import Entry
from rooms.people import Who
from rooms.policy import RULES, Rule, stewards_only
from rooms.screening import Screen, passes_everything
from rooms.tx import Tx

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", Who, None)

TRIES = 6
PATIENCE_S = 2.0  # to wait for a free connection: then the reader is told to come back
AGAIN = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InvalidCachedStatementError,
)
GONE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a line that breaks while a statement is being sent
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    TimeoutError,
)


class Done(Struct, Generic[T], frozen=True):
    """What a command did: its result, and for each room it told the number of the entry that is newest by it."""

    result: T
    seqs: dict[int, int]


def tells_nobody(_: Sequence[Entry]) -> None:
    """The announcement of a process that nobody follows: the others find the entries in the journal."""


class Store:
    """Runs verbs, and reads. `announce` is told of the entries of each run once it has committed.

    `announce` must not raise: what it loses, every process finds in the journal by itself. A process without
    followers leaves it out. `second_factor`: stewards' acts are for sessions that have shown one.
    """

    def __init__(
        self,
        pool: sql.Pool,
        announce: Callable[[Sequence[Entry]], None] = tells_nobody,
        *,
        screen: Screen = passes_everything,
        rules: Mapping[str, Rule] = RULES,
        second_factor: bool = False,
    ) -> None:
        self._pool = pool
        self._announce = announce
        self._screen = screen
        self._rules = rules
        self._second_factor = second_factor

    async def run(
        self,
        verb: Callable[Concatenate[Tx, W, P], Awaitable[T]],
        who: W,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Do `verb` as `who` (None: an act of the system), once and durably.

        Where one of the arguments is a Command, a second run under the same key answers with the first
        one's Done and changes nothing. Raises what the verb refuses; Forbidden where an API token does not
        reach so far; Busy where the database cannot be
        reached, and then it is unknown whether the change was made: the same key tells.
        """
        act = audit.name_of(verb)
        rule = self._rules[act]
        if who is not None:
            who.must_reach(rule)
            self.must_have_shown(who, rule)
        command = next((arg for arg in args if isinstance(arg, Command)), None)
        for attempt in range(TRIES):
            try:
                async with self._transaction() as conn:
                    tx = Tx(conn, rule, self._screen)
                    earlier = command and await audit.claim(conn, who, command, act, args)
                    if earlier:
                        return _decode(earlier, verb)
                    done = Done(await verb(tx, who, *args, **kwargs), await tx.write_entries())
                    if rule.recorded or command:
                        facts = tx.facts | audit.ids(args)
                        await audit.write(conn, who, act, facts, tx.rooms, command, done)
            except AGAIN:
                await asyncio.sleep(random.uniform(0, 0.005 * 2**attempt))  # noqa: S311 - spreads, hides nothing
            except asyncpg.IntegrityConstraintViolationError as error:
                raise constraints.refusal(error) from error
            else:
                self._announce(tx.entries)
                return done
        raise Busy("contended", retry_after_s=1)

    async def answered(
        self, verb: Callable[..., Awaitable[T]], who: Who, *args: int | Command
    ) -> Done[T] | None:
        """What an earlier run under the same key did; None where there was none, or it is not over.

        `args` are the ids and the command that `run` is given. Raises Conflict where the key stood for something
        else; Forbidden as `run` does.
        """
        act = audit.name_of(verb)
        who.must_reach(self._rules[act])
        command = next(arg for arg in args if isinstance(arg, Command))
        async with self._connection() as conn:
            answer = await audit.earlier(conn, who, command, act, args)
        return None if answer is None else _decode(answer, verb)

    def must_have_shown(self, who: Who, rule: Rule) -> None:
        """Raises Forbidden where this is for stewards, the portal asks them for a second factor, and none was shown."""
        weak = who.session_id is not None and not who.strong
        if self._second_factor and weak and stewards_only(rule):
            raise Forbidden("second-factor-needed")

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Tx, None]:
        """One snapshot of the database: everything read inside belongs to the same moment."""
        async with self._transaction(isolation="repeatable_read", readonly=True) as conn:
            yield Tx(conn, Rule(), self._screen)

    @asynccontextmanager
    async def looking(self) -> AsyncGenerator[Tx, None]:
        """A connection for one single statement, which needs no transaction around it."""
        async with self._connection() as conn:
            yield Tx(conn, Rule(), self._screen)

    @asynccontextmanager
    async def _transaction(self, **options: Any) -> AsyncGenerator[sql.Connection, None]:
        async with self._connection() as conn, conn.transaction(**options):
            yield conn

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[sql.Connection, None]:
        try:
            conn = await self._pool.acquire(timeout=PATIENCE_S)
        except (*GONE, asyncpg.PostgresError) as error:  # whatever it says: no connection
            raise Busy("database-away", retry_after_s=2) from error
        try:
            yield conn
        except asyncpg.DataError as error:
            if isinstance(error.__cause__, OverflowError):  # a number that no column holds
                raise Malformed("out-of-range") from error
            raise
        except GONE as error:
            raise Busy("database-away", retry_after_s=2) from error
        finally:
            with suppress(*GONE):  # a broken line is closed instead, and what was done on it stands
                await self._pool.release(conn)


def _decode(answer: str, verb: Callable[..., Awaitable[T]]) -> Done[T]:
    """The Done of an earlier run of the verb."""
    result = get_type_hints(verb)["return"]
    done: Done[T] = msgspec.json.decode(answer, type=Done[result])  # type: ignore[valid-type]
    return done
