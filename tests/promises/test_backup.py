"""P25: a backup that was made under writes restores into an empty portal, and one that was damaged is refused."""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from rooms.store import Store
from server.config import Settings
from server.keeping import backing, catalog, restoring
from server.keeping.archive import BadBackup
from server.keeping.restoring import NotEmpty
from server.record import proofs, verify
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.server.record.conftest import exported, portal, taken
from tests.serving import serving
from tests.world import Someone, World

__all__ = ["portal"]

RENEWED = {"room", "audit_head"}  # the epoch, the name of the log
LONGER = {"audit": 1, "audit_pending": 1}  # that it was restored


class Writer:
    """Somebody who goes on writing, and remembers what was acknowledged."""

    def __init__(self, who: Someone, world: World, thread: int) -> None:
        self._who, self._world, self._thread = who, world, thread
        self.acknowledged: list[int] = []

    async def write(self, over: asyncio.Event) -> None:
        while not over.is_set():
            done = await self._world.reply(self._who, self._thread, "Vẫn đang viết.")
            self.acknowledged.append(done["result"]["id"])


@pytest.fixture
async def elsewhere(postgres: str) -> AsyncIterator[list[str]]:
    """URLs of databases with nothing in them; the second belongs to an ordinary role, as an operator's does."""
    admin = await asyncpg.connect(postgres)
    first, second = (f"dienhong_{secrets.token_hex(4)}" for _ in range(2))
    await admin.execute(f"create database {first}")
    await admin.execute(f"create role {second} login password 'thường'")
    await admin.execute(f"create database {second} owner {second}")
    url = urlsplit(postgres)
    host = url.netloc.rpartition("@")[2]
    theirs = url._replace(netloc=f"{second}:th%C6%B0%E1%BB%9Dng@{host}", path=f"/{second}")
    yield [url._replace(path=f"/{first}").geturl(), theirs.geturl()]
    for name in (first, second):
        await admin.execute(f"drop database {name} with (force)")
    await admin.execute(f"drop role {second}")
    await admin.close()


def settings_of(url: str, data: Path) -> Settings:
    return Settings(database_url=url, data=str(data))


async def test_a_backup_restores(
    portal: str, elsewhere: list[str], tmp_path: Path, promise: Promising
) -> None:
    with promise("P25") as running:
        attachment = tmp_path / "data" / "files" / "ab" / "cdef"
        attachment.parent.mkdir(parents=True)
        attachment.write_bytes("Đính kèm".encode() * 1000)
        (tmp_path / "data" / "files" / "tmp").mkdir()
        (tmp_path / "data" / "files" / "tmp" / "half").write_bytes(b"x")
        here, said = settings_of(portal, tmp_path / "data"), list[str]()
        async with serving(portal) as world:
            before = await _busy(running, world, here, tmp_path)
        witnessed = await _head(portal)
        await _restored_under_writes(running, elsewhere[0], tmp_path, before)
        await backing.back_up(here, tmp_path / "quiet.tar", said.append)
        assert any(line.startswith("post: ") for line in said)
        there = settings_of(elsewhere[1], tmp_path / "there")
        done = await restoring.restore(there, tmp_path / "quiet.tar", said.append)
        running.holds(done.files == 1, "the file is there, and what was half uploaded is not")
        copied = tmp_path / "there" / "files" / "ab" / "cdef"
        running.holds(copied.read_bytes() == attachment.read_bytes(), "the file is the same")
        await _equal(running, portal, elsewhere[1])
        await _goes_on(running, elsewhere[1], tmp_path, witnessed)


async def _busy(running: Promise, world: World, here: Settings, folder: Path) -> list[int]:
    """A backup while people write; the posts that were acknowledged before it began."""
    people = await world.people("Lê Hoa", "Trần Bình", "Võ Cường", "Phạm Dung")
    room = await world.room(people[0], *people[1:])
    writers = [Writer(who, world, await world.thread(who, room)) for who in people]
    over = asyncio.Event()
    tasks = [asyncio.create_task(writer.write(over)) for writer in writers]
    while any(len(writer.acknowledged) < running.of(3, 100) for writer in writers):
        await asyncio.sleep(0.01)
    before = [post for writer in writers for post in writer.acknowledged]
    await backing.back_up(here, folder / "busy.tar", lambda _: None)
    during = sum(len(writer.acknowledged) for writer in writers) - len(before)
    over.set()
    await asyncio.gather(*tasks)
    assert during > 0, "they wrote while it was made"
    running.facts["written_meanwhile"] = during
    return before


async def _restored_under_writes(
    running: Promise, url: str, folder: Path, before: list[int]
) -> None:
    await restoring.restore(settings_of(url, folder / "busy"), folder / "busy.tar", lambda _: None)
    conn = await asyncpg.connect(url)
    posts = {row["id"] for row in await conn.fetch("select id from post")}
    running.n += len(before)
    running.holds(set(before) <= posts, "what was acknowledged before is there")
    for what, query in {
        "journals have gaps": "select count(*) from room r where seq <> (select count(*) from entry where room_id = r.id)",
        "followers are ahead": "select count(*) from follower f join room r on r.id = f.room_id where f.seq > r.seq",
        "leaves are missing": "select h.size - (select count(*) from audit_leaf) from audit_head h",
        "rows wait for nothing": """select (select count(*) from audit) - (select count(*) from audit_leaf)
                                    - (select count(*) from audit_pending)""",
    }.items():  # fmt: skip
        running.n += 1
        running.holds(await conn.fetchval(query) == 0, what)
    await conn.close()


async def _equal(running: Promise, one: str, other: str) -> None:
    """The rows of both databases, table by table, are the same but for what a restore renews."""
    first, second = await asyncpg.connect(one), await asyncpg.connect(other)
    tables = await catalog.tables(first)
    assert len(tables) > 30
    for table in tables:
        query = f'select t::text as line from "{table.name}" t order by 1'
        here = [row["line"] for row in await first.fetch(query)]
        there = [row["line"] for row in await second.fetch(query)]
        running.n += 1
        running.holds(
            len(there) == len(here) + LONGER.get(table.name, 0), f"{table.name}: other in number"
        )
        if table.name not in RENEWED:
            running.holds(set(here) <= set(there), f"{table.name}: other rows")
    epochs = "select id, epoch, seq from room order by id"
    then, now = await first.fetch(epochs), await second.fetch(epochs)
    assert then
    for was, is_ in zip(then, now, strict=True):
        running.holds(
            (was["id"], was["epoch"] + 1, was["seq"]) == tuple(is_), "an epoch is not the next"
        )
    for counter in await catalog.counters(first):
        running.holds(
            await second.fetchval("select last_value from pg_sequences where sequencename = $1", counter.name) >= counter.last,
            f"{counter.name} would give a number twice",
        )  # fmt: skip
    for what in ("pg_constraint", "pg_trigger", "pg_indexes"):
        count = f"select count(*) from {what}"
        running.holds(await first.fetchval(count) == await second.fetchval(count), what)
    off = "select count(*) from pg_trigger where tgenabled <> 'O'"
    running.holds(await second.fetchval(off) == 0, "a trigger stayed off")
    await first.close()
    await second.close()


async def _head(url: str) -> proofs.Checkpoint:
    async with asyncpg.create_pool(url, min_size=1, max_size=2) as pool:
        store = Store(pool)
        await taken(store)
        async with store.looking() as tx:
            return await proofs.newest(tx)


async def _goes_on(running: Promise, url: str, folder: Path, witnessed: proofs.Checkpoint) -> None:
    """The portal serves, and its record continues the one that was witnessed, under a name of its own."""
    async with serving(url) as world:
        who = (await world.people("Người mới"))[0]
        await world.room(who, title="Sau khi khôi phục")
        assert (await world.client().get("/record/key")).status_code == 200
    async with asyncpg.create_pool(url, min_size=1, max_size=2) as pool:
        store = Store(pool)
        await taken(store)
        file = await exported(store, folder / "log.jsonl")
        async with store.looking() as tx:
            newest = await proofs.newest(tx)
    assert newest.key
    running.holds(newest.key.startswith("dien-dan.example/record/2+"), "the log has a new name")
    note = folder / "witnessed"
    note.write_text(witnessed.note, "utf-8")
    keys = ["--key", newest.key, "--key", witnessed.key or ""]
    running.n += 1
    running.holds(
        verify.main([str(file), *keys, "--checkpoint", str(note)]) == 0, "the record is not whole"
    )


async def _while_somebody_serves(there: Settings, file: Path) -> None:
    assert there.database_url
    async with serving(there.database_url) as world:
        await world.people("Ai đó")
        await restoring.restore(there, file, lambda _: None)


async def test_damaged_backups_are_refused_with_nothing_touched(
    portal: str, elsewhere: list[str], tmp_path: Path, promise: Promising
) -> None:
    with promise("P25 damaged") as running:
        file, damaged = tmp_path / "good.tar", tmp_path / "damaged.tar"
        (tmp_path / "data" / "files").mkdir(parents=True)
        (tmp_path / "data" / "files" / "a").write_bytes(b"x" * 5000)
        await backing.back_up(settings_of(portal, tmp_path / "data"), file, lambda _: None)
        good, chance = file.read_bytes(), running.random
        there = settings_of(elsewhere[0], tmp_path / "there")
        for turn in range(running.of(30, 100)):
            content = bytearray(good)
            match turn % 5:
                case 0:
                    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                case 1:
                    del content[chance.randrange(len(content)) :]
                case 2:
                    place = chance.randrange(len(content))
                    del content[place : place + chance.choice([1, 512, 5000])]
                case 3:
                    content += chance.choice([b"\0", bytes(512), good])
                case _:
                    place = chance.randrange(len(content))
                    content[place:place] = content[place : place + 512] or b"x"
            running.n += 1
            damaged.write_bytes(content)
            try:
                await restoring.restore(there, damaged, lambda _: None)
            except BadBackup:
                continue
            running.violated(f"damage {turn % 5} was not seen")
        conn = await asyncpg.connect(elsewhere[0])
        running.holds(await conn.fetchval("select to_regclass('person') is null"), "touched")
        await conn.close()
        running.holds(not (tmp_path / "there").exists(), "files were written")
        await restoring.restore(there, file, lambda _: None)
        with pytest.raises(NotEmpty):
            await _while_somebody_serves(there, file)
        with pytest.raises(NotEmpty, match="There are people"):
            await restoring.restore(there, file, lambda _: None)
        digest = hashlib.sha256(good).hexdigest()
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
