"""What the database consists of, asked of its own catalogue, so that no table can be forgotten.

What ties tables together (foreign keys, triggers) is loosened while they are loaded: the queries give the
statements for it, with every name quoted by PostgreSQL itself. Making a foreign key again checks every row.
"""

from typing import Literal

from msgspec import Struct

from rooms import sql
from rooms.rows import made

q = sql.beside(__file__)


class Table(Struct, frozen=True):
    """A table and those of its columns that hold what cannot be computed, in order."""

    name: str
    columns: list[str]


class Tie(Struct, frozen=True):
    """Something between tables: the statements that undo it and make it again."""

    undo: str
    redo: str


class Counter(Struct, frozen=True):
    """A sequence and the number it gave last."""

    name: str
    last: int


class Applied(Struct, frozen=True):
    """A migration that made the schema what it is."""

    number: int
    name: str
    checksum: str


async def tables(conn: sql.Connection) -> list[Table]:
    """Every table but that of the migrations."""
    return [made(Table, row) for row in await conn.fetch(q["tables"])]


async def ties(conn: sql.Connection) -> list[Tie]:
    """Foreign keys and triggers."""
    return [made(Tie, row) for row in await conn.fetch(q["ties"])]


async def counters(conn: sql.Connection) -> list[Counter]:
    """Sequences that were used."""
    return [made(Counter, row) for row in await conn.fetch(q["counters"])]


async def applied(conn: sql.Connection) -> list[Applied]:
    """The migrations of this database; none in a new one."""
    if not await conn.fetchval(q["migrated"]):
        return []
    return [made(Applied, row) for row in await conn.fetch(q["applied"])]


async def empty_all(conn: sql.Connection) -> None:
    """Take away whatever migrations put into tables: a backup has it too."""
    statement = await conn.fetchval(q["emptying"])
    if statement:
        await conn.execute(statement)


async def count_on(conn: sql.Connection, counter: Counter) -> None:
    """Let a sequence go on after this number."""
    await conn.execute(q["count_on"], counter.name, counter.last)


async def in_use(conn: sql.Connection) -> Literal["serving", "people"] | None:
    """Why nothing can be restored here: `people`, or a server that is `serving`. None: it can."""
    if await conn.fetchval(q["serving"]):
        return "serving"
    if await conn.fetchval(q["has_people"]) and await conn.fetchval(q["anybody"]):
        return "people"
    return None
