"""`dienhong backup`: the database of one moment, the files beside it, and what the settings are but for secrets.

One repeatable-read transaction reads every table, so writers go on and nothing in the file disagrees. Rows leave
as text (COPY): any PostgreSQL we run on takes them.
"""

import gzip
import importlib.metadata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from server import beside, database
from server.config import Settings
from server.keeping import catalog
from server.keeping.archive import FORMAT, Writer
from server.keeping.catalog import Table

CHUNK_BYTES = 4 << 20  # of a table in one part, before compression
LEVEL = 6
# Words in the names of settings that stay where they are.
TELLING = {"url", "secret", "password", "key", "token"}
# Whose rows tell by their order who cast what, while a vote runs: they leave in another one.
IN_ORDER = {"vote_box": "vote_id, receipt", "vote_turnout": "vote_id, number"}
UNFINISHED = {"tmp"}  # what is being uploaded just now

Say = Callable[[str], None]


class Summary(Struct, frozen=True):
    """What was written."""

    tables: int
    rows: int
    files: int
    bytes: int


async def back_up(settings: Settings, file: Path, say: Say) -> Summary:
    """Write the portal to this file. Raises OSError and what opening the database raises."""
    writer = Writer(file)
    try:
        async with beside.opened(settings, migrate=False) as url:
            manifest = await _database(writer, url, say)
        files = _files(writer, Path(settings.data) / "files", say)
        writer.finish(manifest | {"files": files, "settings": _told(settings)})
    except BaseException:
        writer.abandon()
        raise
    rows = sum(table["rows"] for table in manifest["tables"])
    return Summary(len(manifest["tables"]), rows, files, writer.size)


async def _database(writer: Writer, url: str, say: Say) -> dict[str, Any]:
    conn = await database.connected(url)
    try:
        async with conn.transaction(isolation="repeatable_read", readonly=True):
            version = await conn.fetchval("show server_version")
            await conn.execute("set local dienhong.backup = 'on'")  # a box goes with it: ADR 25
            applied = await catalog.applied(conn)
            found = await catalog.tables(conn)
            counted = [await _table(writer, conn, table, say) for table in found]
            counters = await catalog.counters(conn)  # last: they count whatever happens meanwhile
    finally:
        await conn.close()
    return {
        "dienhong": "backup",
        "format": FORMAT,
        "version": importlib.metadata.version("dienhong"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "postgres": version,
        "migrations": msgspec.to_builtins(applied),
        "tables": counted,
        "counters": msgspec.to_builtins(counters),
    }


async def _table(writer: Writer, conn: Any, table: Table, say: Say) -> dict[str, Any]:
    chunks = _Chunks(writer, f"database/{table.name}")
    if table.name in IN_ORDER:
        columns = ", ".join(table.columns)
        ordered = f"select {columns} from {table.name} order by {IN_ORDER[table.name]}"  # noqa: S608 - names of our own
        done = await conn.copy_from_query(ordered, output=chunks.take)
    else:
        done = await conn.copy_from_table(table.name, columns=table.columns, output=chunks.take)
    chunks.end()
    rows = int(done.rpartition(" ")[2])
    say(f"{table.name}: {rows:,} rows")
    return {"name": table.name, "columns": table.columns, "rows": rows}


class _Chunks:
    """Makes parts of what COPY says, each compressed by itself, so that memory stays small."""

    def __init__(self, writer: Writer, folder: str) -> None:
        self._writer = writer
        self._folder = folder
        self._number = 0
        self._waiting = bytearray()

    async def take(self, content: bytes) -> None:
        self._waiting += content
        if len(self._waiting) >= CHUNK_BYTES:
            self.end()

    def end(self) -> None:
        """Write what is left."""
        if self._waiting:
            self._number += 1
            packed = gzip.compress(bytes(self._waiting), LEVEL, mtime=0)
            self._writer.add(f"{self._folder}/{self._number:06}.gz", packed)
            self._waiting.clear()


def _files(writer: Writer, folder: Path, say: Say) -> int:
    """Every file beside the database. Those that came after its snapshot do no harm."""
    number = 0
    for file in _every(folder):
        try:
            content = file.read_bytes()
        except FileNotFoundError:  # deleted since, with whatever spoke of it
            continue
        writer.add(f"files/{file.relative_to(folder).as_posix()}", content)
        number += 1
    if number:
        say(f"files: {number:,}")
    return number


def _every(folder: Path) -> Iterator[Path]:
    every = sorted(file for file in folder.rglob("*") if file.is_file())
    return (file for file in every if file.parts[len(folder.parts)] not in UNFINISHED)


def _told(settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(settings)
    return {name: value for name, value in told.items() if not set(name.split("_")) & TELLING}
