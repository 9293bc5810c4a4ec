"""The database: whether it is there, what it is, and what the schema and the record in it are."""

import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from msgspec import Struct

import migrations
from rooms import sql
from rooms.rows import made
from server import beside
from server.checking.finding import Finding, bad, ok, warn
from server.config import Settings
from server.identity import secret
from server.keeping import catalog
from server.record import notes

q = sql.beside(__file__)

CONNECT_S = 4.0
OLDEST = 150000  # PostgreSQL 15, as server_version_num
SKEW_S, BAD_SKEW_S = 2.0, 30.0
WAITING_S = 60.0


class Nature(Struct, frozen=True):
    """What the server says of itself. `moved`: its collation's library is another than when the database was made."""

    version: str
    number: int
    encoding: str
    moved: bool
    durable: bool
    creates: bool
    connections: int
    superuser: bool


class Chain(Struct, frozen=True):
    """How the record stands. `waiting_s` None: no row waits."""

    key: str | None
    size: int
    waiting_s: float | None


async def database(settings: Settings) -> list[Finding]:
    """Everything about the database."""
    try:
        async with _connection(settings) as conn:
            if conn is None and not beside.there(settings):
                return [
                    warn(
                        "database",
                        f"none in {Path(settings.data).absolute()}",
                        "The first start makes one there; for another portal set DATA or DATABASE_URL.",
                    )
                ]
            if conn is None:
                return [
                    warn(
                        "database",
                        "PostgreSQL of its own, which is not running",
                        "Check again while the server runs.",
                    )
                ]
            nature = made(Nature, await conn.fetchrow(q["nature"]) or ())
            return [
                *_nature(settings, nature),
                *await _clock(conn),
                *await _schema(conn),
                *await _record(settings, conn),
            ]
    except (
        OSError,
        ValueError,
        TimeoutError,
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
    ) as error:
        why = _without_secrets(settings, str(error).strip() or type(error).__name__)
        return [bad("database", f"It cannot be reached: {why}", "Start it, or mend DATABASE_URL.")]


def _nature(settings: Settings, nature: Nature) -> list[Finding]:
    found = []
    if nature.number < OLDEST:
        found.append(bad("database", f"PostgreSQL {nature.version}", "PostgreSQL 15 or newer."))
    if nature.encoding != "UTF8":
        found.append(
            bad(
                "database",
                f"its encoding is {nature.encoding}",
                "Make a new database with encoding UTF8.",
            )
        )
    if nature.moved:
        found.append(
            warn(
                "database",
                "its collation changed with the operating system",
                "reindex database; alter database … refresh collation version;",
            )
        )
    if not nature.durable:
        found.append(
            bad(
                "database",
                "fsync or full_page_writes is off",
                "Switch them on: what was acknowledged can be lost.",
            )
        )
    if not nature.creates:
        found.append(
            bad("database", "its role may not make tables", "Let the role own the database.")
        )
    if settings.pool_size > nature.connections // 2:
        found.append(
            warn(
                "database",
                f"{settings.pool_size} of its {nature.connections} connections for one process",
                "Lower pool_size, or raise max_connections.",
            )
        )
    if nature.superuser and settings.database_url:
        found.append(
            warn("database", "its role is a superuser", "A role that owns the database is enough.")
        )
    return found or [ok("database", f"PostgreSQL {nature.version}, {nature.encoding}")]


async def _clock(conn: sql.Connection) -> list[Finding]:
    before = time.time()
    theirs: float = await conn.fetchval(q["clock"])
    skew = theirs - (before + time.time()) / 2
    if abs(skew) < SKEW_S:
        return [ok("clock", f"{abs(skew):.1f} s from the database's")]
    say = bad if abs(skew) > BAD_SKEW_S else warn
    return [
        say(
            "clock",
            f"{abs(skew):.0f} s from the database's",
            "Keep both by NTP: links and codes expire by the clock.",
        )
    ]


async def _schema(conn: sql.Connection) -> list[Finding]:
    known = {each.number: each.checksum for each in migrations.known()}
    applied = await catalog.applied(conn)
    if not applied:
        return [warn("schema", "none yet", "dienhong migrate, or the first start, makes it.")]
    if len(applied) > len(known):
        return [
            bad(
                "schema",
                f"{len(applied):04}, and this program knows {len(known):04}",
                "Start the newer release.",
            )
        ]
    if any(known[each.number] != each.checksum for each in applied):
        return [
            bad(
                "schema",
                "it was made by other migrations than this program's",
                "Start the release that made it.",
            )
        ]
    if len(applied) < len(known):
        return [
            warn(
                "schema",
                f"{len(applied):04} of {len(known):04}",
                "dienhong migrate, or the next start, brings it forward.",
            )
        ]
    return [ok("schema", f"{len(applied):04}, the newest")]


async def _record(settings: Settings, conn: sql.Connection) -> list[Finding]:
    if not await conn.fetchval(q["has_record"]):
        return []
    chain = made(Chain, await conn.fetchrow(q["chain"]) or ())
    found = []
    file = Path(settings.audit_key_file or Path(settings.data) / "audit.key")
    with contextlib.suppress(secret.Unfit):  # said of the key itself
        if chain.key and not (file.exists() and notes.signer(settings).is_of(chain.key)):
            found.append(
                bad(
                    "record",
                    "it is signed with another key than this machine's",
                    "Bring the key back, or dienhong audit key --adopt.",
                )
            )
    if chain.waiting_s is not None and chain.waiting_s > WAITING_S:
        found.append(
            warn(
                "record",
                f"rows have waited {chain.waiting_s:.0f} s to be signed",
                "Start a server, and read its log.",
            )
        )
    return found or [ok("record", f"{chain.size:,} rows in the log")]


@contextlib.asynccontextmanager
async def _connection(settings: Settings) -> AsyncIterator["sql.Connection | None"]:
    """A connection; None where the database is our own and does not run."""
    url = settings.database_url or beside.running(Path(settings.data))
    if url is None:
        yield None
        return
    conn = await asyncpg.connect(url, timeout=CONNECT_S, command_timeout=CONNECT_S)
    try:
        yield conn
    finally:
        await conn.close(timeout=1)


def _without_secrets(settings: Settings, said: str) -> str:
    """A message of the library, which may quote what it was given."""
    for part in (settings.database_url or "", urlsplit(settings.database_url or "").password or ""):
        said = said.replace(part, "…") if part else said
    return said.rstrip(".")
