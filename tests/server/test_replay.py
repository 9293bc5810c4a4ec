"""A conversation is played through the public API, and the journal says exactly what was acknowledged."""

import asyncio
import random
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.polis.export import Export
from server.polis.players import gather, sign_up
from server.polis.proof import Acknowledged, Entry, Ledger
from server.polis.replay import Replay
from server.polis.site import Declined, Site, Unanswered
from tests import polis
from tests.world import World


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return Export(polis.write(tmp_path / "polis"))


async def played(url: str, export: Export, people: int, speed: float | None = None) -> Replay:
    async with Site(url, 8, random.Random(1)) as site:
        players = await sign_up(site, people, lambda: None)
        stage = await gather(site, players, export.title, None)
        run = Replay(export, site, stage, speed)
        await run.play(30, lambda: None)
        proof = await run.prove()
        assert (proof.missing, proof.different, proof.gaps, proof.unclaimed) == (0, 0, 0, 0)
        assert proof.entries == len(run.ledger)
        return run


async def test_every_command_is_one_entry(world: World, export: Export) -> None:
    run = await played(world.url, export, 3)
    assert len(run.ledger) == 3 + 7
    assert (run.ledger.doubled, run.unanswered, run.unheard, run.unplayed) == (0, 0, 0, 0)
    assert not run.refused
    assert len(run.latencies_ms) == 10
    async with world.sql() as conn:
        rows = await conn.fetch(
            "select kind, actor from entry where room_id = $1 and kind in ('post.added', 'position.taken')"
            " order by seq offset 1",  # the first post is the one that opens the thread
            run._stage.room_id,
        )
        assert Counter(row["kind"] for row in rows) == {"post.added": 3, "position.taken": 7}
        numbers = [player.number for player in run._stage.players]
        voted = Counter(row["actor"] for row in rows if row["kind"] == "position.taken")
    # voters 3, 9 and 12 are person 0, voter 7 is person 1, nobody is person 2
    assert voted == {numbers[0]: 4, numbers[1]: 3}


async def test_a_room_that_is_there_already_can_be_played_in(world: World, export: Export) -> None:
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner, visibility="public")
    async with Site(world.url, 4, random.Random(1)) as site:
        stage = await gather(site, await sign_up(site, 2, lambda: None), "Phát lại", room_id)
        assert stage.room_id == room_id
        assert all(player.number > 1 for player in stage.players)
        run = Replay(export, site, stage, None)
        await run.play(None, lambda: None)
        assert (await run.prove()).entries == len(run.ledger) == 10


async def test_a_refusal_is_counted_with_its_reason(world: World, export: Export) -> None:
    owner = (await world.people("Lê Thị Hoa"))[0]
    room_id = await world.room(owner, visibility="public")
    async with Site(world.url, 4, random.Random(1)) as site:
        stage = await gather(site, await sign_up(site, 2, lambda: None), "Phát lại", room_id)
        await owner.do("PUT", f"/threads/{stage.thread_id}/closure", reason="Đã đủ ý kiến")
        run = Replay(export, site, stage, None)
        await run.play(None, lambda: None)
        assert run.refused == {"thread-closed": 3}
        assert run.unheard == 7
        assert (await run.prove()).entries == 0


async def test_it_is_played_so_many_times_faster(world: World, export: Export) -> None:
    run = await played(world.url, export, 1, speed=12.0)  # 13 seconds between first and last
    assert 13 / 12 - 0.1 < run.seconds < 10


async def test_what_there_is_no_time_for_is_not_played(world: World, export: Export) -> None:
    async with Site(world.url, 4, random.Random(1)) as site:
        stage = await gather(site, await sign_up(site, 1, lambda: None), "Phát lại", None)
        run = Replay(export, site, stage, 4.0)
        await run.play(1.0, lambda: None)
        assert run.unplayed > 0
        assert run.unplayed + len(run.ledger) == 10
        assert (await run.prove()).unclaimed == 0


@asynccontextmanager
async def cutting(port: int, chance: random.Random) -> AsyncIterator[int]:
    """A line to the port that is cut again and again: before the request, and before the answer."""
    lines: set[asyncio.Task[None]] = set()

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: float) -> None:
        while (data := await reader.read(65536)) and chance.random() >= cut:
            writer.write(data)

    async def line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        there = asyncio.create_task(copy(reader, far_writer, 0.05))
        back = asyncio.create_task(copy(far_reader, writer, 0.2))
        try:
            await asyncio.wait([there, back], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for direction in (there, back):
                direction.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
            for end in (writer, far_writer):
                end.close()
                with suppress(OSError):
                    await end.wait_closed()

    def opened(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.add(asyncio.create_task(line(reader, writer)))

    server = await asyncio.start_server(opened, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for open_line in lines:
            open_line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)


async def test_a_line_that_is_cut_loses_and_doubles_nothing(world: World, export: Export) -> None:
    chance = random.Random(7)
    async with (
        cutting(int(world.url.rpartition(":")[2]), chance) as port,
        Site(world.url, 8, chance) as site,
        Site(f"http://127.0.0.1:{port}", 8, chance) as bad,
    ):
        bad._http.headers["origin"] = world.url
        stage = await gather(site, await sign_up(site, 3, lambda: None), "Phát lại", None)
        run = Replay(export, bad, stage, None)
        await run.play(None, lambda: None)
        assert bad.retries > 0
        run._site = site
        proof = await run.prove()
    assert len(run.ledger) == proof.entries == 10
    assert (proof.missing, proof.different, proof.unclaimed) == (0, 0, 0)


async def test_a_server_that_is_away_is_given_up_in_time() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        async with Site(f"http://127.0.0.1:{nobody.getsockname()[1]}", 1, random.Random(1)) as site:
            site.until = asyncio.get_running_loop().time() + 0.3
            with pytest.raises(Unanswered):
                await site.command("POST", "/rooms", "")
            assert site.retries > 0


async def test_a_refused_command_is_not_sent_again(world: World) -> None:
    async with Site(world.url, 1, random.Random(1)) as site:
        with pytest.raises(Declined) as declined:
            await site.command(
                "POST", "/rooms", "", title="Phòng", description="", visibility="public"
            )
        assert declined.value.reason == "sign-in-first"
        assert site.retries == 0


def entries(*told: dict[str, Any]) -> list[Entry]:
    return msgspec.convert(list(told), list[Entry])


def test_a_journal_that_differs_is_found_out() -> None:
    vote = {"type": "position.taken", "post_id": 8, "position": "agree"}
    ledger = Ledger()
    ledger.acknowledge(5, Acknowledged("position.taken", 2, 8, "agree"))
    good = {"seq": 5, "by": 2, "event": vote}
    assert ledger.compare(entries(good), 4, {2}).missing == 0
    assert ledger.compare([], 4, {2}).missing == 1
    assert (
        ledger.compare(entries(good | {"event": vote | {"position": "pass"}}), 4, {2}).different
        == 1
    )
    assert ledger.compare(entries(good, good | {"seq": 6}), 4, {2}).unclaimed == 1
    assert ledger.compare(entries(good, good | {"seq": 7}), 4, {2}).gaps == 1
    assert ledger.compare(entries(good, good | {"seq": 6, "by": 9}), 4, {2}).unclaimed == 0
    ledger.acknowledge(5, Acknowledged("position.taken", 2, 8, "agree"))
    assert ledger.doubled == 1


async def command(*arguments: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server", "replay", *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, said = await process.communicate()
    return process.returncode, out.decode(), said.decode()


async def test_the_command_plays_and_prints_one_line(world: World, tmp_path: Path) -> None:
    folder = str(polis.write(tmp_path / "polis"))
    code, out, said = await command(folder, "--url", world.url, "--people", "2", "--json")
    assert code == 0, said
    told = msgspec.json.decode(out)
    assert (told["acknowledged"], told["entries"], told["violations"]) == (10, 10, 0)
    assert (told["statements_omitted"], told["votes_omitted"]) == (1, 1)
    assert told["test"] == "replay"


async def test_a_real_conversation_is_played_whole(world: World, corpora: Path) -> None:
    folder = corpora / "polis" / "open-data" / "canadian-electoral-reform"
    code, out, said = await command(
        str(folder), "--url", world.url, "--people", "10", "--max-seconds", "6", "--json"
    )
    assert code == 0, said
    told = msgspec.json.decode(out)
    assert told["commands"] == 152 + 12_018 - 95
    assert told["acknowledged"] > 200
    assert told["acknowledged"] + told["not_played"] == told["commands"]
    assert (told["unanswered"], told["refused"], told["violations"]) == (0, {}, 0)
