import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from server import embedded
from server.demo import load
from tests.ports import free_port
from tests.world import PASSWORD, new_key

ROOT = Path(__file__).parents[2]
WAIT_S = 60


class Program:
    """`dienhong serve` as an operator starts it."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self.process = process
        self.url = url
        self.said = ""

    async def until(self, pattern: str) -> str:
        """What it says up to a line that has this, whose first group is given back."""
        assert self.process.stdout
        async with asyncio.timeout(WAIT_S):
            while not (found := re.search(pattern, self.said)):
                line = await self.process.stdout.readline()
                assert line, self.said
                self.said += line.decode()
        return found[1]

    async def stopped(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code, after it was told to stop."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.ended()

    async def ended(self) -> int:
        """Its exit code; what else it said is kept."""
        async with asyncio.timeout(WAIT_S):
            rest, _ = await self.process.communicate()
        self.said += rest.decode()
        assert self.process.returncode is not None
        return self.process.returncode


@asynccontextmanager
async def started(data: Path, port: int | None = None, **chosen: str) -> AsyncIterator[Program]:
    """The program, starting; it is stopped in the end."""
    port = port or free_port()
    settings = ("DIENHONG_", "DATABASE_URL", "REDIS_URL", "ORIGINS", "HOST")
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(settings)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", "serve"),
        cwd=ROOT,
        env=inherited | {"PORT": str(port), "DATA": str(data)} | chosen,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    program = Program(process, f"http://127.0.0.1:{port}")
    try:
        yield program
    finally:
        await program.stopped()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that the starts of this module share, in their order."""
    return tmp_path_factory.mktemp("serve") / "var"


async def test_an_empty_portal_offers_one_link_that_makes_the_first_administrator(
    data: Path,
) -> None:
    async with started(data) as program:
        link = await program.until(r"(http://127\.0\.0\.1:\d+/administrator/\S+)")
        async with httpx.AsyncClient(base_url=program.url, headers={"origin": program.url}) as http:
            form = {
                "key": new_key(), "email": "a@vidu.invalid", "name": "Trần Văn An", "organisation": "",
                "constituency": "agency", "language": "vi", "password": PASSWORD,
            }  # fmt: skip
            assert (await http.post("/accounts", json=form)).status_code == 201
            answer = await http.post(link.removeprefix(program.url), json={"key": new_key()})
            assert answer.is_success, answer.text
            assert (await http.get("/session")).json()["person"]["administrator"] is True
        assert await program.stopped() == 0


async def test_a_portal_that_has_an_administrator_offers_no_link(data: Path) -> None:
    async with started(data) as program:
        await program.until(r"Diễn đàn: (http://127\.0\.0\.1:\d+)\n")
        async with httpx.AsyncClient() as http:
            assert (await http.get(program.url + "/livez")).text == "ok"
            assert (await http.get(program.url + "/readyz")).text == "ok"
        assert await program.stopped() == 0
    assert "/administrator/" not in program.said


async def test_the_demonstration_has_an_administrator_by_its_link_too(tmp_path: Path) -> None:
    async with started(tmp_path / "var", DIENHONG_DEMONSTRATION="true") as program:
        link = await program.until(r"Sign in as one of them, then .*\n(http\S+/administrator/\S+)")
        account = re.search(r"^  (\S+@demo\.invalid) ", program.said, re.MULTILINE)
        assert account, program.said
        async with httpx.AsyncClient(base_url=program.url, headers={"origin": program.url}) as http:
            form = {"email": account[1], "password": load.PASSWORD}
            assert (await http.post("/session", json=form)).status_code == 201
            answer = await http.post(link.removeprefix(program.url), json={"key": new_key()})
            assert answer.is_success, answer.text
            assert (await http.get("/session")).json()["person"]["administrator"] is True
        assert await program.stopped() == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_it_leaves_no_database_behind(data: Path, how: signal.Signals) -> None:
    async with started(data) as program:
        await program.until(r"(Diễn đàn)")
        assert embedded.pid(data) is not None
        assert await program.stopped(how) == 0
        assert embedded.pid(data) is None
    assert "Traceback" not in program.said


async def test_told_to_stop_while_it_starts_it_stops(tmp_path: Path) -> None:
    async with started(tmp_path / "var") as program:
        async with asyncio.timeout(WAIT_S):
            while not any(tmp_path.glob("var/postgres.new-*")):
                await asyncio.sleep(0.01)
        assert await program.stopped() == 0
    assert "Traceback" not in program.said
    assert embedded.pid(tmp_path / "var") is None


async def test_a_second_one_on_the_same_data_says_so_in_one_line(data: Path) -> None:
    async with started(data) as program:
        await program.until(r"(Diễn đàn)")
        async with started(data) as second:
            assert await second.ended() == 1
        assert second.said.count("\n") == 1
        assert second.said.startswith(f"Another server is running on the data in {data}")


async def test_a_port_in_use_is_said_in_one_line(data: Path, tmp_path: Path) -> None:
    port = free_port()
    async with started(data, port) as program:
        await program.until(r"(Diễn đàn)")
        async with started(tmp_path / "var", port) as second:
            assert await second.ended() == 1
        assert second.said.startswith(f"Port {port} of 127.0.0.1 cannot be had")
        assert second.said.count("\n") == 1


async def test_a_database_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    nowhere = f"postgresql://forum@127.0.0.1:{free_port()}/forum"
    async with started(tmp_path, DATABASE_URL=nowhere) as program:
        assert await program.ended() == 1
    assert program.said.startswith("The database of DATABASE_URL cannot be reached")
    assert program.said.count("\n") == 1
    assert "forum@" not in program.said


async def test_a_wrong_setting_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    async with started(tmp_path / "var", DIENHONG_PROT="1") as program:
        assert await program.ended() == 1
    assert "There is no setting DIENHONG_PROT; is port meant?" in program.said
    assert not (tmp_path / "var").exists()


def test_as_many_sockets_can_be_open_as_the_system_lets_us_and_few_are_spoken_of() -> None:
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (256, 900)); from server import serve;"
        "print(serve.open_files(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "900 900"
    assert "raise the limit of open files" in done.stdout + done.stderr


async def test_help_loads_nothing_of_the_program() -> None:
    look = (
        "import sys\nsys.argv[1:] = ['--help']\nfrom server.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'litestar', 'asyncpg', 'uvicorn', 'msgspec', 'httpx2'} & set(sys.modules)))"
    )
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-c", look, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await done.communicate()
    for command in ("serve", "migrate", "import", "replay", "settings"):
        assert command in said.decode()
    assert said.decode().strip().endswith("[]")
