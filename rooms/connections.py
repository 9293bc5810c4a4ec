"""Connections for a while, and what their errors mean: the database is away, the run must be done again, or a bug."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import asyncpg

from rooms import constraints, sql
from rooms.errors import Busy, Malformed, NoSpace

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


@asynccontextmanager
async def connection(pool: sql.Pool) -> AsyncGenerator[sql.Connection, None]:
    """A connection of the pool. Raises Busy where none is to be had, or where it breaks meanwhile."""
    try:
        conn = await pool.acquire(timeout=PATIENCE_S)
    except (*GONE, asyncpg.PostgresError) as error:  # whatever it says: no connection
        raise away() from error
    try:
        yield conn
    except (asyncpg.PostgresError, *GONE) as error:
        refusal = meant(error)
        if refusal is error:
            raise
        raise refusal from error
    finally:
        with suppress(*GONE):  # a broken line is closed instead, and what was done on it stands
            await pool.release(conn)


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


async def ends_nothing(_: sql.Connection) -> None:
    """What a pool does with a connection that comes back: no session state is ever made on one, so nothing.

    A transaction that is still open was ended by the driver before this.
    """
