"""Several processes on one port: news crosses between them without Redis, one that dies is replaced, all end together."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.debate import ROLES, Debate
from tests.promises.process import START_S, Served
from tests.server.live.conftest import Line, opened, place
from tests.world import World, new_key

PROCESSES = 3
LINES = 24  # that none of three processes has one: about once in 5,000 times
WAIT_S = 30.0


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


async def until_gone(pids: list[int]) -> None:
    async with asyncio.timeout(WAIT_S):
        while any(alive(pid) for pid in pids):
            await asyncio.sleep(0.05)


@asynccontextmanager
async def serving(data: Path, database_url: str, processes: int) -> AsyncIterator[Served]:
    program = Served(data, database_url, processes=str(processes))
    await program.start()
    async with asyncio.timeout(START_S):
        while "Diễn đàn" not in program.log.read_text("utf-8"):
            await asyncio.sleep(0.05)  # it greets when all are ready
    try:
        yield program
    finally:
        if program.running:
            await program.stop()


@pytest.fixture(scope="module")
async def served(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    """For tests after which as many processes serve as before."""
    data = tmp_path_factory.mktemp("processes") / "var"
    async with serving(data, database_url, PROCESSES) as program:
        yield program


@pytest.fixture
async def own(database_url: str, tmp_path: Path) -> AsyncIterator[Served]:
    """For a test that ends them: two."""
    async with serving(tmp_path / "var", database_url, 2) as program:
        yield program


@asynccontextmanager
async def lines(
    served: Served, debate: Debate, database_url: str
) -> AsyncIterator[tuple[list[Line], int]]:
    """Lines that follow the room, at all processes, and the number of the room's newest entry."""
    node = World(served.url, database_url, None)
    epoch, seq = await place(debate)
    async with AsyncExitStack() as stack:
        people = [debate.who(role) for role in ROLES]  # ten lines are one person's most
        found = [
            await stack.enter_async_context(opened(node, people[n % len(people)]))
            for n in range(LINES)
        ]
        for line in found:
            await line.follow(debate.room_id, epoch, seq)
        yield found, seq


async def say(served: Served, debate: Debate, count: int) -> None:
    """So many posts, each over a connection of its own: at any of the processes."""
    shown = {"cookie": debate.member.cookie, "origin": served.url}
    for n in range(count):
        async with httpx.AsyncClient(base_url=served.url, headers=shown) as http:
            draft = {"key": new_key(), "body": f"Ý kiến thứ {n}"}
            answer = await http.post(f"{debate.thread}/posts", json=draft)
            assert answer.status_code == 201, answer.text


async def test_what_is_said_at_one_process_is_heard_at_all(
    served: Served, debate: Debate, database_url: str
) -> None:
    assert len(children(served.pid)) == PROCESSES
    async with lines(served, debate, database_url) as (followed, seq):
        await say(served, debate, 8)
        for line in followed:
            entries = await line.entries(debate.room_id, 8)
            assert entries[0]["seq"] == seq + 1


async def test_told_to_stop_all_send_their_clients_away_and_end(
    own: Served, debate: Debate, database_url: str
) -> None:
    processes = children(own.pid)
    async with lines(own, debate, database_url) as (followed, _):
        ending = asyncio.create_task(own.stop())
        waits = [(await line.until("bye"))["retry_ms"] for line in followed]
        assert waits.count(min(waits)) == 2, "the first of each process comes back first"
        assert [await line.code() for line in followed] == [1012] * LINES
        assert await ending == 0
    assert not any(map(alive, processes))


async def test_a_process_that_dies_is_replaced_and_what_waited_for_it_is_answered(
    served: Served,
) -> None:
    first, *others = children(served.pid)
    os.kill(first, signal.SIGSTOP)  # takes no connection any more: they wait in its queue
    async with httpx.AsyncClient(base_url=served.url, timeout=WAIT_S) as http:
        asking = [asyncio.create_task(http.get("/livez")) for _ in range(LINES)]
        await asyncio.sleep(0.5)
        waiting = [each for each in asking if not each.done()]
        assert waiting, "the address has a queue for each process"
        os.kill(first, signal.SIGKILL)
        taken = [(await each).status_code for each in asking if each not in waiting]
        lost = 0
        for each in waiting:
            try:
                taken.append((await each).status_code)
            except httpx.HTTPError:
                lost += 1
        assert taken == [200] * (LINES - lost)
        assert lost <= 1, "at most what it had taken and not answered"
    now = children(served.pid)
    assert set(others) < set(now)
    assert len(now) == PROCESSES
    assert "SIGKILL" in served.log.read_text("utf-8")


async def test_where_the_parent_is_killed_the_processes_go_too(own: Served) -> None:
    processes = children(own.pid)
    own.kill()
    await until_gone(processes)


async def test_a_process_that_cannot_live_ends_all_of_them_with_a_reason(own: Served) -> None:
    (own.data / "secret").write_text("không phải bí mật\n")
    first, *others = children(own.pid)
    os.kill(first, signal.SIGKILL)
    assert await own.ended() == 1
    assert "Process 0 of 2 ended 4 times at once, last with exit code 1" in (
        own.log.read_text("utf-8")
    )
    assert not any(map(alive, others))


async def test_no_second_program_comes_in_at_the_same_door(
    served: Served, database_url: str, tmp_path: Path
) -> None:
    second = Served(tmp_path / "second", database_url, processes="2")
    second.choose("PORT", str(served.port))
    with pytest.raises(AssertionError, match="cannot be had"):
        await second.start()
