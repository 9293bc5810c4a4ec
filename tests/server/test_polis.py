"""A published conversation comes into a room whole, at its times, once."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from rooms import importing
from rooms.errors import Conflict
from rooms.rooms import Visibility
from rooms.text import plain
from server import database
from server.config import Settings
from server.polis.export import Export
from server.polis.importing import Summary, bring
from server.rendering import Renderer
from tests import polis
from tests.world import World


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return Export(polis.write(tmp_path / "polis"))


async def brought(world: World, export: Export, room_id: int) -> Summary:
    async with Renderer() as renderer:
        return await bring(world.app.state.store, renderer, export, room_id, lambda _: None)


async def opened(world: World, title: str) -> int:
    store = world.app.state.store
    done = await store.run(importing.import_room, None, title, Visibility.PUBLIC, None)
    return int(done.result)


async def journal(world: World, room_id: int) -> list[Any]:
    async with world.sql() as conn:
        return await conn.fetch(
            "select seq, kind, actor from entry where room_id = $1 order by seq", room_id
        )


async def test_statements_become_posts_at_their_times(world: World, export: Export) -> None:
    room_id = await opened(world, "Nhập: thời gian")
    await brought(world, export, room_id)
    async with world.sql() as conn:
        posts = await conn.fetch(
            "select p.at, p.html, e.name from post p join member m on m.room_id = p.room_id and m.number = p.author"
            " join person e on e.id = m.person_id where p.room_id = $1 order by p.id",
            room_id,
        )
        thread = await conn.fetchrow(
            "select title, opened_at from thread where room_id = $1", room_id
        )
        known = await conn.fetch(
            "select e.email, e.password from person e join member m on m.person_id = e.id where m.room_id = $1",
            room_id,
        )
    seconds = [
        int((post["at"] - datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)).total_seconds())
        for post in posts
    ]
    assert seconds == [1, 9, 12]
    assert thread is not None
    assert [post["name"] for post in posts] == [f"Người tham gia {n}" for n in (3, 7, 9)]
    assert plain(posts[1]["html"]) == "Mở dữ liệu, nhưng *bảo vệ* <người góp>: xem #3_4"
    assert plain(posts[2]["html"]) == "1. Quỹ chấp nhận rủi ro.\n2. Ai chịu trách nhiệm?"
    assert (thread["title"], thread["opened_at"]) == ("Dữ liệu mở trong khoa học", posts[0]["at"])
    assert known
    assert all(row["email"] is None and row["password"] is None for row in known)


async def test_the_latest_vote_of_each_person_is_their_position(
    world: World, export: Export
) -> None:
    room_id = await opened(world, "Nhập: lập trường")
    summary = await brought(world, export, room_id)
    async with world.sql() as conn:
        tallies = await conn.fetch(
            "select agrees, disagrees, passes from post where room_id = $1 order by id", room_id
        )
        held = await conn.fetch(
            "select position, at from position where room_id = $1 order by at", room_id
        )
    assert [tuple(tally) for tally in tallies] == [(1, 1, 0), (1, 1, 0), (1, 0, 1)]
    assert [row["position"] for row in held] == [
        "agree",
        "disagree",
        "disagree",
        "agree",
        "pass",
        "agree",
    ]
    assert (summary.positions, summary.votes, summary.votes_superseded) == (6, 8, 1)
    assert (summary.statements_omitted, summary.votes_omitted) == (1, 1)


async def test_the_journal_of_an_import_has_no_gap(world: World, export: Export) -> None:
    room_id = await opened(world, "Nhập: nhật ký")
    await brought(world, export, room_id)
    entries = await journal(world, room_id)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    kinds = [entry["kind"] for entry in entries]
    assert kinds.count("post.added") == 3
    assert kinds.count("position.taken") == 6
    assert kinds.count("member.joined") == 4
    assert kinds.count("thread.opened") == 1


async def test_a_second_import_changes_nothing(world: World, export: Export) -> None:
    room_id = await opened(world, "Nhập: lần hai")
    first = await brought(world, export, room_id)
    before = await journal(world, room_id)
    second = await brought(world, export, room_id)
    assert first.positions_new == 6
    assert (second.people_new, second.statements_new, second.positions_new) == (0, 0, 0)
    assert await journal(world, room_id) == before
    assert await opened(world, "Nhập: lần hai") == room_id


async def test_a_newer_export_brings_only_what_is_new(world: World, tmp_path: Path) -> None:
    room_id = await opened(world, "Nhập: bản mới")
    await brought(world, Export(polis.write(tmp_path / "polis")), room_id)
    before = await journal(world, room_id)
    later = polis.BEGAN + 20_000
    folder = polis.write(
        tmp_path / "polis",
        polis.COMMENTS + f"{later},x,4,12,0,0,0,Cần một lộ trình.\n",
        polis.VOTES + f"{later + 1},x,4,3,1\n{later + 2},x,0,3,0\n",
    )
    await brought(world, Export(folder), room_id)
    entries = await journal(world, room_id)
    assert [entry["kind"] for entry in entries[len(before) :]] == [
        "post.added", "position.taken", "position.taken",
    ]  # fmt: skip
    async with world.sql() as conn:
        assert await conn.fetchval("select count(*) from thread where room_id = $1", room_id) == 1
        tally = await conn.fetchrow(
            "select agrees, disagrees, passes from post where room_id = $1 order by id limit 1",
            room_id,
        )
    assert tally is not None
    assert tuple(tally) == (0, 1, 1)


async def test_two_imports_at_once_bring_everything_once(world: World, export: Export) -> None:
    room_id = await opened(world, "Nhập: cùng lúc")
    summaries = await asyncio.gather(*(brought(world, export, room_id) for _ in range(3)))
    assert sum(summary.positions_new for summary in summaries) == 6
    assert sum(summary.statements_new for summary in summaries) == 3
    assert sum(summary.people_new for summary in summaries) == 4
    assert len(await journal(world, room_id)) == 1 + 4 + 1 + 3 + 6


async def test_a_thread_closed_since_takes_no_more(world: World, tmp_path: Path) -> None:
    room_id = await opened(world, "Nhập: đã đóng")
    await brought(world, Export(polis.write(tmp_path / "polis")), room_id)
    async with world.sql() as conn:
        await conn.execute(
            "update thread set closed_at = now(), closed_by = 1, closed_reason = 'Đã tổng hợp' where room_id = $1",
            room_id,
        )
    more = polis.COMMENTS + f"{polis.BEGAN + 30_000},x,5,3,0,0,0,Muộn rồi.\n"
    with pytest.raises(Conflict, match="thread-closed"):
        await brought(world, Export(polis.write(tmp_path / "polis", more)), room_id)


async def test_the_command_imports_and_says_what_it_did(world: World, tmp_path: Path) -> None:
    folder = polis.write(tmp_path / "polis")
    env = os.environ | {"DATABASE_URL": world.database_url, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "server", "import", "polis", str(folder), "--room"]
    process = await asyncio.create_subprocess_exec(
        *command, "Nhập: bằng lệnh", env=env, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    assert "positions new  6" in said.decode()
    process = await asyncio.create_subprocess_exec(
        *command, "999999", env=env, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert "no such room" in said.decode()


async def test_the_command_reaches_the_database_of_a_server_that_runs(tmp_path: Path) -> None:
    folder = polis.write(tmp_path / "polis")
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    async with database.opened(Settings(data=str(tmp_path / "data"))) as url:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server", "import", "polis", str(folder), "--room", "Nhập"),
            env=env | {"DATA": str(tmp_path / "data")},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
        conn = await asyncpg.connect(url)
        assert await conn.fetchval("select count(*) from post") == 3
        await conn.close()


async def test_a_real_conversation_comes_in_whole(world: World, corpora: Path) -> None:
    export = Export(corpora / "polis" / "open-data" / "canadian-electoral-reform")
    assert export.confirmed == 174
    room_id = await opened(world, "Nhập: bầu cử")
    summary = await brought(world, export, room_id)
    assert (summary.statements, summary.statements_omitted) == (152, 22)
    assert (summary.votes, summary.votes_omitted, summary.votes_superseded) == (12_018, 95, 68)
    assert summary.positions_new == 12_018 - 95 - 68
    async with world.sql() as conn:
        entries = await conn.fetchval("select count(*) from entry where room_id = $1", room_id)
        assert await conn.fetchval("select seq from room where id = $1", room_id) == entries
        assert entries == 1 + 447 + 1 + 152 + 11_855
        untrue = await conn.fetchval(
            "select count(*) from post p where room_id = $1 and row(agrees, disagrees, passes) is distinct from"
            " (select row(count(*) filter (where position = 'agree')::int, count(*) filter (where position = 'disagree')::int,"
            " count(*) filter (where position = 'pass')::int) from position o where o.post_id = p.id)",
            room_id,
        )
    assert untrue == 0
