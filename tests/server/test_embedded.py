import asyncio
import os
import shutil
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path

import asyncpg
import pytest

from server import embedded
from server.embedded import account, places
from server.embedded.postmaster import standing

ROOT = Path(__file__).parents[2]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
RUN = """
import asyncio, sys
from pathlib import Path
from server import embedded

async def main():
    async with embedded.running(Path(sys.argv[1])) as url:
        print(url, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
async def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database was made, and stopped in good order."""
    folder = tmp_path_factory.mktemp("dulieu") / "var"
    async with embedded.running(folder) as url:
        await _do(
            url, "create table loi (y text); insert into loi values ('Kinh phí giải ngân chậm')"
        )
    return folder


async def test_what_was_written_is_there_at_the_next_start(data: Path) -> None:
    async with embedded.running(data) as url:
        assert await _ask(url, "select y from loi") == "Kinh phí giải ngân chậm"
    assert embedded.pid(data) is None


async def test_it_has_what_we_ask_of_any_postgresql(data: Path) -> None:
    async with embedded.running(data) as url:
        await _do(url, "create extension unaccent; create extension pg_trgm")
        assert await _ask(url, "select unaccent(lower('ĐỒNG THUẬN'))") == "dong thuan"
        assert await _ask(url, "show data_checksums") == "on"
        assert await _ask(url, "show server_encoding") == "UTF8"
        provider = "select datlocprovider::text from pg_database where datname = current_database()"
        assert await _ask(url, provider) == "b"


async def test_nobody_else_can_reach_it(data: Path) -> None:
    async with embedded.running(data) as url:
        assert await _ask(url, "show listen_addresses") == ""
        socket = Path(url.partition("host=")[2])
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700
    assert not socket.exists()


async def test_a_killed_server_is_started_again_at_the_same_address(data: Path) -> None:
    async with embedded.running(data) as url:
        killed = _pid(data)
        await _do(url, "insert into loi values ('ghi trước khi bị giết')")
        os.kill(killed, signal.SIGKILL)
        async with asyncio.timeout(15):
            while not await _answers(url):
                await asyncio.sleep(0.05)
        assert _pid(data) != killed
        assert await _ask(url, "select count(*) from loi where y like 'ghi trước%'") == 1


async def test_a_second_server_on_the_same_data_is_refused_in_one_line(data: Path) -> None:
    async with embedded.running(data) as url:
        with pytest.raises(embedded.Unusable, match="Another server is running") as refused:
            async with embedded.running(data):
                pytest.fail("it ran")
        assert str(data) in str(refused.value)
        assert "\n" not in str(refused.value)
        assert await _answers(url)


async def test_it_ends_with_a_killed_parent_and_the_data_is_taken_over_at_once(data: Path) -> None:
    parent = await _started(data)
    orphan = _pid(data)
    parent.kill()
    await parent.wait()
    begun = time.monotonic()
    async with embedded.running(data) as url:
        assert await _answers(url)
        assert _pid(data) != orphan
    assert time.monotonic() - begun < 15


async def test_one_that_is_interrupted_while_it_is_made_is_made_again(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, str(tmp_path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        while not any(tmp_path.glob("postgres.new-*/PG_VERSION")):
            await asyncio.sleep(0.005)
    parent.kill()
    await parent.communicate()
    assert not (tmp_path / "postgres").exists()
    async with embedded.running(tmp_path) as url:
        assert await _answers(url)
    async with embedded.running(tmp_path):
        assert not any(tmp_path.glob("postgres.new-*"))


async def test_data_of_another_release_is_refused_with_both_numbers(data: Path) -> None:
    version = data / "postgres" / "PG_VERSION"
    ours = version.read_text()
    version.write_text("14\n")
    try:
        with pytest.raises(embedded.Unusable, match="made by PostgreSQL 14") as refused:
            async with embedded.running(data):
                pytest.fail("it ran")
        assert ours.strip() in str(refused.value)
    finally:
        version.write_text(ours)


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    async with embedded.running(tmp_path):
        pass
    (folder / "global" / "pg_control").unlink()
    with pytest.raises(embedded.Unusable, match="pg_control"):
        async with embedded.running(tmp_path):
            pytest.fail("it ran")


def test_a_stale_number_in_its_file_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    assert standing(tmp_path) == (None, "")


@AS_ROOT
async def test_a_folder_of_another_user_is_refused_by_name() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        os.chown(folder, 65534, -1)
        os.seteuid(1)
        try:
            with pytest.raises(embedded.Unusable, match="belongs to nobody, and this is daemon"):
                account.choose(Path(folder), Path("/bin/true"))
        finally:
            os.seteuid(0)


@AS_ROOT
async def test_root_without_user_namespaces_hands_it_to_an_ordinary_user(tmp_path: Path) -> None:
    assert not tmp_path.parent.stat().st_mode & stat.S_IXOTH  # pytest's folders are private
    async with embedded.running(tmp_path, namespaces=False) as url:
        assert await _answers(url)
        elsewhere = (tmp_path / "postgres").resolve()
        assert elsewhere.stat().st_uid != 0
        assert Path(f"/proc/{_pid(tmp_path)}").stat().st_uid == elsewhere.stat().st_uid
    async with embedded.running(tmp_path, namespaces=False) as url:
        assert await _answers(url)
        assert (tmp_path / "postgres").resolve() == elsewhere
    shutil.rmtree(elsewhere)


@AS_ROOT
async def test_roots_data_needs_user_namespaces(data: Path) -> None:
    with pytest.raises(embedded.Unusable, match="permits no user namespaces"):
        async with embedded.running(data, namespaces=False):
            pytest.fail("it ran")


@AS_ROOT
async def test_programs_that_an_ordinary_user_cannot_reach_are_copied(tmp_path: Path) -> None:
    lies = places.programs()
    package = lies.parent.parent
    shutil.copytree(package, tmp_path / package.name, symlinks=True)
    shutil.copytree(f"{package}.libs", tmp_path / f"{package.name}.libs", symlinks=True)
    hidden = tmp_path / lies.relative_to(package.parent)
    nobody = account.Account(65534, namespace=False)
    assert not nobody.can_run(hidden / "postgres")
    found = places.reachable_programs(hidden, nobody)
    assert found != hidden
    assert nobody.can_run(found / "postgres")


async def _started(data: Path) -> asyncio.subprocess.Process:
    """Another process that has the database running."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, str(data), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    async with asyncio.timeout(60):
        assert b"postgresql://" in await process.stdout.readline()
    return process


def _pid(data: Path) -> int:
    found = embedded.pid(data)
    assert found is not None
    return found


async def _answers(url: str) -> bool:
    try:
        return bool(await _ask(url, "select 1") == 1)
    except (OSError, asyncpg.PostgresError):
        return False


async def _ask(url: str, question: str) -> object:
    conn = await asyncpg.connect(url)
    try:
        return await conn.fetchval(question)
    finally:
        await conn.close()


async def _do(url: str, statements: str) -> None:
    conn = await asyncpg.connect(url)
    try:
        await conn.execute(statements)
    finally:
        await conn.close()
