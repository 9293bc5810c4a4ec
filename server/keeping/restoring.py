"""`dienhong restore`: a backup into an empty portal, all of it or nothing.

The file is read from end to end first. Then the schema is made as it was, every table loaded in one transaction
with the ties between them made again at its end, and only then the schema brought forward. Every room gets a new
epoch: readers who remember numbers that were given after the backup start afresh.
"""

import gzip
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
from msgspec import Struct

import migrations
from rooms import audit, sql
from rooms.audit import Act
from rooms.run import Done
from server import database
from server.config import Settings
from server.keeping import catalog
from server.keeping.archive import FORMAT, BadBackup, Reader
from server.keeping.catalog import Applied, Counter

q = sql.beside(__file__)

Say = Callable[[str], None]


class NotEmpty(RuntimeError):
    """Something is there already, or somebody is at it; the message is one sentence."""


class Summary(Struct, frozen=True):
    """What was brought back."""

    tables: int
    rows: int
    files: int
    rooms: int


async def restore(settings: Settings, file: Path, say: Say, *, sign_out: bool = False) -> Summary:
    """Bring the backup into the portal of these settings.

    `sign_out` ends every session and API token of the backup. Raises BadBackup and NotEmpty, with nothing
    touched, OSError, and what opening the database raises.
    """
    backup = Reader(file)
    known = _known(backup)
    say(f"The backup of {backup.manifest['made_at']} is whole.")
    async with database.opened(settings, migrate=False) as url:
        await _prepare(url, known)
        done = await _load(url, backup, Path(settings.data), say, sign_out=sign_out)
        await database.migrated(url)
    return done


def _known(backup: Reader) -> list[Applied]:
    """The migrations of the backup. Raises BadBackup where this program does not know them."""
    told = backup.manifest
    if told.get("dienhong") != "backup" or told.get("format") != FORMAT:
        raise BadBackup("The file is no backup of a form that this program knows.")
    applied = msgspec.convert(told["migrations"], list[Applied])
    ours = {each.number: each.checksum for each in migrations.known()}
    for each in applied:
        if ours.get(each.number) != each.checksum:
            raise BadBackup(
                f"The backup was made by release {told['version']}, whose {each.name} this program "
                "does not know: restore with that release or a newer one."
            )
    return applied


async def _prepare(url: str, known: list[Applied]) -> None:
    """The schema of the backup, in an empty database. Raises NotEmpty."""
    conn = await database.connected(url)
    try:
        match await catalog.in_use(conn):
            case "serving":
                raise NotEmpty("A server is running on this database: stop it first.")
            case "people":
                raise NotEmpty("There are people in this portal: restore into an empty database.")
        if len(await catalog.applied(conn)) > len(known):
            raise NotEmpty(
                "The schema here is newer than the backup's: take a new, empty database."
            )
    finally:
        await conn.close()
    await database.migrated(url, up_to=len(known))


async def _load(url: str, backup: Reader, data: Path, say: Say, *, sign_out: bool) -> Summary:
    conn = await database.connected(url)
    try:
        async with conn.transaction():
            ties = await catalog.ties(conn)
            await catalog.empty_all(conn)
            for tie in ties:
                await conn.execute(tie.undo)
            rows, files = await _everything(conn, backup, data / "files", say)
            for tie in reversed(ties):
                await conn.execute(tie.redo)
            for counter in msgspec.convert(backup.manifest["counters"], list[Counter]):
                await catalog.count_on(conn, counter)
            rooms = await _begin_again(conn, backup, sign_out=sign_out)
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError) as error:
        raise BadBackup(f"The backup contradicts itself: {error}.") from error
    finally:
        await conn.close()
    return Summary(len(backup.manifest["tables"]), rows, files, rooms)


async def _everything(
    conn: sql.Connection, backup: Reader, folder: Path, say: Say
) -> tuple[int, int]:
    """Load every part; how many rows and files there were."""
    tables: dict[str, Any] = {
        f"database/{each['name']}": each for each in backup.manifest["tables"]
    }
    rows = files = 0
    for place, parts in groupby(backup.parts(), key=_place):
        if place == "files":
            files = _put(parts, folder)
            say(f"files: {files:,}")
            continue
        table = tables.pop(place)
        done = await conn.copy_to_table(
            table["name"], columns=table["columns"], source=_unpacked(parts)
        )
        if int(done.rpartition(" ")[2]) != table["rows"]:
            raise BadBackup(f"{table['name']} had {table['rows']} rows, and {done} were read.")
        rows += table["rows"]
        say(f"{table['name']}: {table['rows']:,} rows")
    if any(each["rows"] for each in tables.values()) or files != backup.manifest["files"]:
        raise BadBackup("The backup does not hold everything that its manifest names.")
    return rows, files


async def _begin_again(conn: sql.Connection, backup: Reader, *, sign_out: bool) -> int:
    """What must not be as it was, and the row that says so; how many rooms have a new epoch."""
    rooms: int = await conn.fetchval(q["new_epochs"])
    await conn.execute(q["log_goes_on"])
    await conn.execute(q["votes_go_on"])
    ended: int = await conn.fetchval(q["end_sessions"]) if sign_out else 0
    facts = {"made_at": backup.manifest["made_at"], "rooms": rooms, "sessions_ended": ended}
    await audit.write(conn, [Act("keeping.restore", None, facts, (), None, None, Done(None, {}))])
    return rooms


def _place(part: tuple[str, bytes]) -> str:
    """The table of a part, or `files`."""
    name = part[0]
    return "files" if name.startswith("files/") else name.rpartition("/")[0]


async def _unpacked(parts: Iterator[tuple[str, bytes]]) -> AsyncIterator[bytes]:
    for _, content in parts:
        yield gzip.decompress(content)


def _put(parts: Iterator[tuple[str, bytes]], folder: Path) -> int:
    """Write the files; one that is there already has the same digest for a name, and the same content."""
    number = 0
    for name, content in parts:
        file = folder / name.removeprefix("files/")
        if not file.resolve().is_relative_to(folder.resolve()):
            raise BadBackup(f"The backup has a file outside its folder: {name}.")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.new")
        new.touch(mode=0o600)
        new.write_bytes(content)
        new.replace(file)
        number += 1
    return number
