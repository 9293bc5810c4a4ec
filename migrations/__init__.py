"""Brings a database to the newest schema: the numbered `.sql` files beside this module, each once, in order.

Forward only, one transaction each, so a migration happened as a whole or not at all. Only an index of a table that is
there already is built outside of one, `concurrently`, so that writers go on; its file begins with dropping what a try that
failed left of it, and is done again from there. Several servers may start at once: one migrates, the others wait.
What was applied is kept with its checksum; a file that was changed since, or a database newer than this program, is refused.
"""

import asyncio
import hashlib
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple, TypeAlias

from asyncpg import LockNotAvailableError, Record
from asyncpg.connection import Connection as _Connection

Connection: TypeAlias = "_Connection[Record]"

HERE = Path(__file__).parent
LOCK_KEY = 0x6469656E686F6E67  # "dienhong"
LOCK_LOOK_S = 0.2
LOCK_WAIT_S = 600.0  # a migration of another server may take this long
TABLE_LOCK_TIMEOUT = "200ms"  # while we wait for a table, everybody else waits behind us
# Every command writes into this table before it touches any other, so whoever holds it has no writer in between who holds
# one table and waits for the next, while we hold that and wait for the first: of many tables in use we should never have all.
DOOR = "command"
TABLE_LOCK_PAUSE_S = 1.0  # before we ask again: until then they go on
TABLE_LOCK_WAIT_S = 120.0  # for somebody who reads a table for so long
# Checksums of earlier forms of a migration, by its number, that left the same as it does together with the ones after it.
# Who ran our sources before a release has them. A migration that was released is never changed.
FORMER = {
    9: {
        "f2cb532286d6f3bea5b018be39ee4fc4d35211518d93876ff09a75e37d901a14"  # built in its transaction what 0011 builds beside the writers
    }
}
_CONCURRENT = re.compile(r"^(?:create|create unique|drop) index concurrently ", re.MULTILINE)
_NAME = re.compile(r"(?P<number>\d{4})_[a-z0-9_]+\.sql")


class Unmigratable(RuntimeError):
    """The database or the files are not what migrating needs; the message says which."""


class Migration(NamedTuple):
    """One file; `checksum` is the SHA-256 of its text, whatever the line ends."""

    number: int
    name: str
    text: str
    checksum: str

    @property
    def concurrent(self) -> list[str]:
        """Its statements, each to be run by itself; none: it is one transaction."""
        if not _CONCURRENT.search(self.text):
            return []
        return [each for each in self.text.split(";\n") if each.strip()]


def known(folder: Path = HERE) -> list[Migration]:
    """The migrations in a folder, in order. Raises Unmigratable where a number is missing or stands twice."""
    found = []
    for file in sorted(folder.glob("*.sql")):
        named = _NAME.fullmatch(file.name)
        if not named:
            raise Unmigratable(f"{file.name} is not named like 0001_what_it_does.sql.")
        text = file.read_text("utf-8").replace("\r\n", "\n")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        found.append(Migration(int(named["number"]), file.name, text, checksum))
    for expected, migration in enumerate(found, 1):
        if migration.number != expected:
            raise Unmigratable(f"{migration.name} stands where number {expected:04} is due.")
    return found


async def migrate(conn: Connection, folder: Path = HERE, *, up_to: int | None = None) -> list[str]:
    """Apply what is missing, up to this number (None: all); the names of what was applied. Raises Unmigratable.

    `conn` must be a session of its own, not one of a pooler that shares sessions between transactions.
    """
    migrations = known(folder)
    async with _alone(conn):
        await conn.execute(
            "create table if not exists schema_migration ("
            " number int primary key, name text not null, checksum text not null,"
            " applied_at timestamptz not null default now())"
        )
        rows = await conn.fetch("select number, checksum from schema_migration")
        applied: dict[int, str] = {row["number"]: row["checksum"] for row in rows}
        due = _due(migrations, applied)
        due = [each for each in due if up_to is None or each.number <= up_to]
        for migration in due:
            await _apply(conn, migration)
    return [migration.name for migration in due]


def _due(migrations: list[Migration], applied: Mapping[int, str]) -> list[Migration]:
    newest = max(applied, default=0)
    if newest > len(migrations):
        raise Unmigratable(
            f"The database has migration {newest:04}, and this program knows {len(migrations):04}: "
            "start the newer release."
        )
    for migration in migrations[:newest]:
        former = FORMER.get(migration.number, ())
        if applied.get(migration.number) not in {migration.checksum, *former}:
            raise Unmigratable(
                f"{migration.name} is not the file that was applied to this database."
            )
    return migrations[newest:]


async def _apply(conn: Connection, migration: Migration) -> None:
    """Apply one migration. Where a table is in use it is left at once and asked for again, so that nobody is held up.

    The door is only shut where it did not go without: what goes through many rows would keep everybody outside.
    Raises LockNotAvailableError where it was in use for all of `TABLE_LOCK_WAIT_S`.
    """
    give_up_at = time.monotonic() + TABLE_LOCK_WAIT_S
    door = False
    while True:
        try:
            return await _try(conn, migration, door=door)
        except LockNotAvailableError:
            if time.monotonic() >= give_up_at:
                raise
            door = await conn.fetchval("select to_regclass($1) is not null", DOOR)
            await asyncio.sleep(TABLE_LOCK_PAUSE_S)


async def _try(conn: Connection, migration: Migration, *, door: bool) -> None:
    for statement in migration.concurrent:  # nobody waits behind one of these, so it may wait
        await conn.execute(statement, timeout=LOCK_WAIT_S)
    async with conn.transaction():
        await conn.execute(f"set local lock_timeout = '{TABLE_LOCK_TIMEOUT}'")
        if door:
            await conn.execute(f"lock table {DOOR} in share row exclusive mode")
        if not migration.concurrent:
            await conn.execute(migration.text, timeout=LOCK_WAIT_S)
        await conn.execute(
            "insert into schema_migration (number, name, checksum) values ($1, $2, $3)",
            migration.number,
            migration.name,
            migration.checksum,
        )


@asynccontextmanager
async def _alone(conn: Connection) -> AsyncIterator[None]:
    """Hold the lock of all migrators.

    It is asked for again and again: a session that waits inside `pg_advisory_lock` holds a snapshot, for which a
    `create index concurrently` of the one that has the lock would wait in turn.
    """
    try:
        async with asyncio.timeout(LOCK_WAIT_S):
            while not await conn.fetchval("select pg_try_advisory_lock($1)", LOCK_KEY):  # noqa: ASYNC110 - as said
                await asyncio.sleep(LOCK_LOOK_S)
    except TimeoutError:
        raise Unmigratable("Another server has been migrating for ten minutes.") from None
    try:
        yield
    finally:
        if not conn.is_closed():
            await conn.execute("select pg_advisory_unlock($1)", LOCK_KEY)
