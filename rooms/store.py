"""The one way to change anything: `store.run(verb, who, …)`.

A run is one transaction that holds the change, the journal entries it appended, the audit row and the answer
kept under the client's key. After the commit, and only then, the entries are announced. A verb is run again
as a whole after a serialisation failure, a deadlock or an invalidated statement, so it touches nothing but `tx`.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from rooms import audit, silence, sql
from rooms.audit import Command
from rooms.connections import AGAIN, Borrowed, connection
from rooms.errors import Busy, Forbidden
from rooms.group import LANES, Group, Way, together
from rooms.journal import Entry
from rooms.one_by_one import Outcome
from rooms.people import Who
from rooms.policy import RULES
from rooms.rule import Rule, State, stewards_only
from rooms.run import Done, Run
from rooms.screening import Screening, Unscreened
from rooms.settling import Acted, settle
from rooms.tx import Tx

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", Who, None)

TRIES = 6
ANYTHING = Rule()  # where nothing is changed


def tells_nobody(_: Sequence[Entry]) -> None:
    """The announcement of a process that nobody follows: the others find the entries in the journal."""


class Store:
    """Runs verbs, and reads. `announce` is told of the entries of each run once it has committed.

    `announce` must not raise: what it loses, every process finds in the journal by itself. A process without
    followers leaves it out. `second_factor`: stewards' acts are for sessions that have shown one. `lanes`: transactions
    that commands share at once, see `rooms.group`; 0: each has one of its own.
    """

    def __init__(
        self,
        pool: sql.Pool,
        announce: Callable[[Sequence[Entry]], None] = tells_nobody,
        *,
        screening: Screening | None = None,
        rules: Mapping[str, Rule] = RULES,
        second_factor: bool = False,
        lanes: int = LANES,
    ) -> None:
        self._pool = pool
        self._announce = announce
        self._screening: Screening = screening or Unscreened()
        self._rules = rules
        self._second_factor = second_factor
        self._group = Group(self._alone, self._together, lanes) if lanes else None

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
        run = Run(verb, who, args, kwargs, act, rule)
        if self._group is not None and rule.in_company and run.command is not None:
            return await self._group.run(run)
        return await self._alone(run)

    async def _alone(self, run: Run[T]) -> Done[T]:
        """Do it in a transaction of its own."""
        for attempt in range(TRIES):
            try:
                async with self._transaction() as conn:
                    if run.command and not await audit.claim(conn, [run]):
                        earlier = await self._earlier(conn, run)
                        assert earlier is not None, "a claimed key has a row"
                        return earlier
                    tx = Tx(conn, run.rule, self._screening)
                    if run.who is not None and _asks_the_person(run.rule):
                        await silence.must_not_hold(tx, run.who)
                    acted = Acted(run, tx, await run.by(tx))
                    (done,), entries = await settle(conn, [acted])
            except AGAIN:
                await asyncio.sleep(random.uniform(0, 0.005 * 2**attempt))  # noqa: S311 - spreads, hides nothing
            else:
                self._announce(entries)
                return done
        raise Busy("contended", retry_after_s=1)

    async def _together(self, way: Way, runs: Sequence[Run[Any]]) -> Sequence[Outcome]:
        """Do them in one transaction, as far as they can be."""
        async with connection(self._pool) as conn:
            outcomes, entries = await together(conn, way, runs, self._screening)
        self._announce(entries)
        return outcomes

    async def answered(
        self, verb: Callable[..., Awaitable[T]], who: Who, *args: int | Command
    ) -> Done[T] | None:
        """What an earlier run under the same key did; None where there was none, or it is not over.

        `args` are the ids and the command that `run` is given. Raises Conflict where the key stood for something
        else; Forbidden as `run` does.
        """
        act = audit.name_of(verb)
        who.must_reach(self._rules[act])
        async with connection(self._pool) as conn:
            return await self._earlier(conn, Run(verb, who, args, {}, act, self._rules[act]))

    async def _earlier(self, conn: sql.Connection, run: Run[T]) -> Done[T] | None:
        answer = await audit.earlier(conn, run)
        return None if answer is None else run.read(answer)

    def must_have_shown(self, who: Who, rule: Rule) -> None:
        """Raises Forbidden where this is for stewards, the portal asks them for a second factor, and none was shown."""
        weak = who.session_id is not None and not who.strong
        if self._second_factor and weak and stewards_only(rule):
            raise Forbidden("second-factor-needed")

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Tx, None]:
        """One snapshot of the database: everything read inside belongs to the same moment."""
        async with self._transaction(isolation="repeatable_read", readonly=True) as conn:
            yield self._seen_through(conn)

    def looking(self) -> Borrowed[Tx]:
        """A connection for one single statement, which needs no transaction around it."""
        return Borrowed(self._pool, self._seen_through)

    def _seen_through(self, conn: sql.Connection) -> Tx:
        return Tx(conn, ANYTHING, self._screening)

    @asynccontextmanager
    async def _transaction(self, **options: Any) -> AsyncGenerator[sql.Connection, None]:
        async with connection(self._pool) as conn, conn.transaction(**options):
            yield conn


def _asks_the_person(rule: Rule) -> bool:
    """Whether a suspension is asked for apart; what is done in company finds it in the row of the member."""
    return State.SUSPENDED in rule.unless and not rule.in_company
