"""Connections for a while, and what their errors mean: the database is away, the run must be done again, or a bug."""

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

import asyncpg

from rooms import constraints, sql
from rooms.errors import Busy, Malformed, NoSpace, Refused

T = TypeVar("T")

PATIENCE_S = 1.5  # to wait for a free connection: then the reader is told to come back
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


if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    _Proxy = PoolConnectionProxy[asyncpg.Record]
    _Connection = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection


class Connection(_Connection):
    """A connection that goes back to its pool without a question, unless its use was broken off.

    No setting, lock or cursor here outlives its transaction, so there is nothing to put back. But whoever is cancelled
    in the middle of a statement leaves the driver and the database in the middle of it: then the usual question is
    asked, which is the end of whatever was under way.
    """

    _broken_off = False

    def break_off(self) -> None:
        """The use of it did not come to its end."""
        self._broken_off = True

    def in_order(self) -> bool:
        """Whether nothing is under way on it, and nothing to be put back."""
        return not (self._broken_off or self.is_closed() or self.is_in_transaction())

    async def reset(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as it is called
        """What the pool does before somebody else has it."""
        if not self.in_order():
            await super().reset(timeout=timeout)

    def get_reset_query(self) -> str:
        """What the pool runs before somebody else has it."""
        broken_off, self._broken_off = self._broken_off, False
        return super().get_reset_query() if broken_off else ""


def connection(pool: sql.Pool) -> "Borrowed[sql.Connection]":
    """A connection of the pool. Raises Busy where none is to be had, or where it breaks meanwhile."""
    return Borrowed(pool, lambda conn: conn)


class Borrowed(Generic[T]):
    """A connection while a block runs, or what is `made` of it.

    A class, as a generator would cost half of what a free connection does.
    """

    __slots__ = ("_conn", "_made", "_pool")

    _conn: "_Proxy"

    def __init__(self, pool: sql.Pool, made: Callable[[sql.Connection], T]) -> None:
        self._pool = pool
        self._made = made

    async def __aenter__(self) -> T:
        """Take it."""
        try:
            self._conn = await self._pool.acquire(timeout=PATIENCE_S)
        except (*GONE, asyncpg.PostgresError) as error:  # whatever it says: no connection
            raise away() from error
        return self._made(self._conn)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back, and say what the error of the block means."""
        try:
            if error is not None:
                self._judge(error)
        finally:
            with suppress(*GONE):  # a broken line is closed instead, and what was done on it stands
                await self._pool.release(self._conn)

    def _judge(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            return
        if not isinstance(error, asyncpg.PostgresError):
            _break_off(self._conn)
        if isinstance(error, (asyncpg.PostgresError, *GONE)):
            refusal = meant(error)
            if refusal is not error:
                raise refusal from error


def _break_off(conn: sql.Connection) -> None:
    """Note it, where the connection is one of ours; others are asked each time."""
    if note := getattr(conn, "break_off", None):
        note()


def away() -> Busy:
    """The database cannot be had."""
    return Busy("database-away", retry_after_s=2)


def meant(error: Exception) -> Exception:
    """The refusal that an error of the database stands for; the error itself where it stands for none."""
    if isinstance(error, GONE):
        return away()
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return constraints.refusal(error)
    if isinstance(error, asyncpg.DiskFullError):
        return NoSpace("disk-full", retry_after_s=30)
    if isinstance(error, asyncpg.DataError) and isinstance(error.__cause__, OverflowError):
        return Malformed("out-of-range")  # a number that no column holds
    return error
