import asyncio
import re
import time
from pathlib import Path

import asyncpg
import pytest

import migrations
from migrations import Unmigratable, known, migrate

FIRST = "create table phien (id int primary key, ten text not null);\ninsert into phien values (1, 'Khai mạc');"
SECOND = "alter table phien add column luc timestamptz;"
INDEX = """-- Hai câu lệnh.
drop index concurrently if exists phien_ten;
create unique index concurrently phien_ten on phien (ten);
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two migrations."""
    (tmp_path / "0001_phien.sql").write_text(FIRST)
    (tmp_path / "0002_luc.sql").write_text(SECOND)
    return tmp_path


async def test_what_is_missing_is_applied_once_and_in_order(empty: str, folder: Path) -> None:
    conn = await asyncpg.connect(empty)
    assert await migrate(conn, folder) == ["0001_phien.sql", "0002_luc.sql"]
    assert await migrate(conn, folder) == []
    assert await conn.fetchval("select count(*) from phien where luc is null") == 1
    (folder / "0003_them.sql").write_text("insert into phien values (2, 'Bế mạc')")
    assert await migrate(conn, folder) == ["0003_them.sql"]
    await conn.close()


async def test_our_own_migrations_make_the_schema_from_nothing(empty: str) -> None:
    conn = await asyncpg.connect(empty)
    assert await migrate(conn) == [migration.name for migration in known()]
    assert await conn.fetchval("select to_regclass('room') is not null")
    assert await migrate(conn) == []
    await conn.close()


async def test_servers_that_start_together_apply_each_migration_once(
    empty: str, folder: Path
) -> None:
    (folder / "0003_cham.sql").write_text(
        "select pg_sleep(0.3); insert into phien values (3, 'Một lần')"
    )
    conns = [await asyncpg.connect(empty) for _ in range(5)]
    applied = await asyncio.gather(*(migrate(conn, folder) for conn in conns))
    assert sorted(name for names in applied for name in names) == [
        "0001_phien.sql", "0002_luc.sql", "0003_cham.sql",
    ]  # fmt: skip
    assert await conns[0].fetchval("select count(*) from phien") == 2
    for conn in conns:
        await conn.close()


async def test_a_migration_that_fails_leaves_nothing_and_the_lock_is_free(
    empty: str, folder: Path
) -> None:
    (folder / "0002_luc.sql").write_text(SECOND + "select * from khong_co;")
    conn = await asyncpg.connect(empty)
    with pytest.raises(asyncpg.UndefinedTableError):
        await migrate(conn, folder)
    columns = "select count(*) from information_schema.columns where table_name = 'phien'"
    assert await conn.fetchval(columns) == 2
    assert await conn.fetchval("select max(number) from schema_migration") == 1
    (folder / "0002_luc.sql").write_text(SECOND)
    other = await asyncpg.connect(empty)
    assert await migrate(other, folder) == ["0002_luc.sql"]
    await conn.close()
    await other.close()


async def test_a_migration_changed_after_it_was_applied_is_refused(
    empty: str, folder: Path
) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn, folder)
    (folder / "0001_phien.sql").write_bytes(FIRST.replace("\n", "\r\n").encode())
    assert await migrate(conn, folder) == []  # the ends of lines are not the migration
    (folder / "0001_phien.sql").write_text(FIRST + " -- sửa")
    with pytest.raises(Unmigratable, match=r"0001_phien\.sql is not the file that was applied"):
        await migrate(conn, folder)
    await conn.close()


async def test_a_database_newer_than_the_program_is_refused(empty: str, folder: Path) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn, folder)
    (folder / "0002_luc.sql").unlink()
    with pytest.raises(Unmigratable, match="has migration 0002, and this program knows 0001"):
        await migrate(conn, folder)
    await conn.close()


async def test_a_table_in_use_for_long_is_given_up(
    empty: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "TABLE_LOCK_WAIT_S", 1.5)
    conn, other = await asyncpg.connect(empty), await asyncpg.connect(empty)
    (folder / "0002_luc.sql").rename(folder / "later")
    await migrate(conn, folder)
    (folder / "later").rename(folder / "0002_luc.sql")
    async with other.transaction():
        await other.execute("lock table phien")
        with pytest.raises(asyncpg.LockNotAvailableError):
            await asyncio.wait_for(migrate(conn, folder), 25)
    assert await migrate(conn, folder) == ["0002_luc.sql"]
    await conn.close()
    await other.close()


async def test_writers_go_on_while_a_table_is_waited_for(empty: str, folder: Path) -> None:
    conn, reader, writer = [await asyncpg.connect(empty) for _ in range(3)]
    (folder / "0002_luc.sql").rename(folder / "later")
    await migrate(conn, folder)
    (folder / "later").rename(folder / "0002_luc.sql")
    waited: list[float] = []
    reading = asyncio.create_task(reader.execute("select pg_sleep(3.5) from phien"))
    await asyncio.sleep(0.1)
    migrating = asyncio.create_task(migrate(conn, folder))
    number = 100
    while not migrating.done():
        began = time.monotonic()
        await asyncio.wait_for(writer.execute(f"insert into phien values ({number}, 'Ghi')"), 30)
        waited.append(time.monotonic() - began)
        number += 1
        await asyncio.sleep(0.01)
    assert await migrating == ["0002_luc.sql"]
    await reading
    assert await writer.fetchval("select count(*) from phien") == 1 + len(waited)
    assert len(waited) > 5  # it was waited for
    assert (
        max(waited) < 2.5
    )  # 0.2 s of it are ours; behind a lock that waits as long as the reader it would be 3.5
    for each in (conn, reader, writer):
        await each.close()


async def test_an_index_is_built_beside_writers_and_waits_for_whoever_reads(
    empty: str, folder: Path
) -> None:
    conn, reader, writer = [await asyncpg.connect(empty) for _ in range(3)]
    await migrate(conn, folder)
    (folder / "0003_ten.sql").write_text(INDEX)
    async with reader.transaction(isolation="repeatable_read"):
        await reader.execute("insert into phien values (2, 'Bế mạc')")
        migrating = asyncio.create_task(migrate(conn, folder))
        for number in range(100, 130):
            command = f"insert into phien values ({number}, 'Ghi {number}')"
            await asyncio.wait_for(writer.execute(command), 5)
            await asyncio.sleep(0.01)
        assert not migrating.done()  # it had begun to wait
    assert await asyncio.wait_for(migrating, 25) == ["0003_ten.sql"]
    assert await migrate(conn, folder) == []
    for each in (conn, reader, writer):
        await each.close()


async def test_an_index_that_failed_is_built_anew(empty: str, folder: Path) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn, folder)
    await conn.execute("insert into phien values (2, 'Khai mạc')")
    (folder / "0003_ten.sql").write_text(INDEX)
    valid = "select indisvalid from pg_index where indexrelid = 'phien_ten'::regclass"
    with pytest.raises(asyncpg.UniqueViolationError):
        await migrate(conn, folder)
    assert await conn.fetchval(valid) is False
    await conn.execute("delete from phien where id = 2")
    assert await migrate(conn, folder) == ["0003_ten.sql"]
    assert await conn.fetchval(valid) is True
    await conn.close()


def test_what_is_done_outside_a_transaction_are_indexes_that_can_be_begun_again() -> None:
    apart = [migration for migration in known() if migration.concurrent]
    assert apart
    for migration in apart:
        kept = "\n".join(line for line in migration.text.splitlines() if not line.startswith("--"))
        pair = r"drop index concurrently if exists (\w+);\ncreate (?:unique )?index concurrently \1 on [^;]+;"
        assert re.fullmatch(rf"(?:\s*{pair}\s*)+", kept), migration.name


async def test_who_ran_an_earlier_form_before_a_release_is_believed(
    empty: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conn = await asyncpg.connect(empty)
    monkeypatch.setattr(migrations, "FORMER", {2: {known(folder)[1].checksum}})
    await migrate(conn, folder)
    (folder / "0002_luc.sql").write_text(SECOND + " -- nay")
    assert await migrate(conn, folder) == []
    (folder / "0001_phien.sql").write_text(FIRST + " -- nay")
    with pytest.raises(Unmigratable):
        await migrate(conn, folder)
    await conn.close()


@pytest.mark.parametrize("name", ["0003_x.sql", "0001_lai.sql", "2_x.sql", "0002-x.sql"])
def test_numbers_run_without_gaps_or_doubles(tmp_path: Path, name: str) -> None:
    (tmp_path / "0001_phien.sql").write_text(FIRST)
    (tmp_path / name).write_text(SECOND)
    with pytest.raises(Unmigratable, match=r"0001_|0002|0003|2_x"):
        known(tmp_path)
