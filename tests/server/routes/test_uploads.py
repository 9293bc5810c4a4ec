"""Files on their way in: what is not taken leaves nothing, and who may bring no more is told before the bytes are sent."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from server.files import intake as intaking
from tests import pictures
from tests.bringing import bring, brought, intake, kept, reason
from tests.debate import Debate, gather
from tests.serving import serving
from tests.world import Someone, new_key


@pytest.mark.parametrize(
    ("body", "why", "status"),
    [
        (b"", "empty", 400),
        (b"<svg/>", "file-type", 400),
        (b"MZ\x90\0", "file-type", 400),
        (pictures.png()[:40], "image-broken", 400),
        (pictures.package("a"), "file-type", 400),
        (bytes(10 * (1 << 20) + 1), "file-too-large", 413),
    ],
    ids=["nothing", "markup", "a program", "half an image", "a zip", "too much"],
)
async def test_what_is_not_taken_leaves_nothing(
    debate: Debate, body: bytes, why: str, status: int
) -> None:
    before = kept(debate.world)
    answer = await bring(debate.member, debate.room_id, body, "tệp")
    assert (answer.status_code, reason(answer)) == (status, why)
    assert kept(debate.world) == before


async def test_a_long_upload_is_stopped_while_it_comes(debate: Debate) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        for _ in range(2000):
            sent += 1 << 16
            yield bytes(1 << 16)

    answer = await debate.member.http.post(
        f"{debate.room}/files", params={"key": new_key(), "name": "a.txt"}, content=endless()
    )
    assert (answer.status_code, reason(answer)) == (413, "file-too-large")
    assert answer.json()["most_mib"] == 10


async def half(who: Someone, debate: Debate) -> asyncio.StreamWriter:
    """An upload of which only the beginning is sent."""
    host, port = debate.world.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST {debate.room}/files?key={new_key()}&name=a.txt HTTP/1.1\r\nhost: {host}:{port}\r\n"
        f"cookie: {who.cookie}\r\norigin: {debate.world.url}\r\ncontent-length: 1000000\r\n\r\n"
    )
    writer.write(head.encode() + b"mot" * 100_000)
    await writer.drain()
    return writer


async def until(true: Any) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


async def test_an_upload_that_is_broken_off_leaves_nothing(debate: Debate) -> None:
    before = kept(debate.world)
    writer = await half(debate.member, debate)
    await until(lambda: len(kept(debate.world)) == len(before) + 1)
    writer.close()
    await until(lambda: kept(debate.world) == before)


async def test_a_disk_that_fails_costs_no_place(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(intake(debate.world).folder, "_tmp", Path("/proc/no-place"))
        for _ in range(intaking.AT_ONCE_OF_ONE):
            answer = await bring(debate.member, debate.room_id, b"mot", "a.txt")
            assert (answer.status_code, reason(answer)) == (500, "internal")
    await brought(debate.member, debate.room_id, b"mot", "a.txt")


async def test_nobody_holds_all_places_at_once(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intaking, "AT_ONCE", intaking.AT_ONCE_OF_ONE + 1)
    before = kept(debate.world)
    held: list[asyncio.StreamWriter] = []
    try:
        held += [await half(debate.member, debate) for _ in range(intaking.AT_ONCE_OF_ONE)]
        await until(lambda: len(kept(debate.world)) == len(before) + len(held))
        further = await bring(debate.member, debate.room_id, b"mot", "a.txt")
        assert (further.status_code, reason(further)) == (429, "uploads-of-one")
        assert further.headers["retry-after"] == "5"
        held.append(await half(debate.owner, debate))
        await until(lambda: len(kept(debate.world)) == len(before) + len(held))
        full = await bring(debate.facilitator, debate.room_id, b"hai", "a.txt")
        assert (full.status_code, reason(full)) == (503, "uploads-busy")
    finally:
        for writer in held:
            writer.close()
    await until(lambda: kept(debate.world) == before)
    await brought(debate.member, debate.room_id, b"mot", "a.txt")


async def test_an_upload_that_falls_silent_is_given_up(
    debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intaking, "SILENCE_S", 0.3)
    before = kept(debate.world)
    writer = await half(debate.member, debate)
    await until(lambda: len(kept(debate.world)) == len(before) + 1)
    await until(lambda: kept(debate.world) == before)
    writer.close()


async def test_allowances_are_said_before_the_bytes_are_sent(database_url: str) -> None:
    async with serving(database_url, files_a_day=2, files_of_room_mib=1) as world:
        debate = await gather(world)
        for n in range(2):
            await brought(debate.member, debate.room_id, f"tệp {n}".encode(), "a.txt")
        third = await bring(debate.member, debate.room_id, b"ba", "a.txt")
        assert (third.status_code, reason(third)) == (429, "too-many-files-today")
        large = b"ab" * (1 << 19)
        full = await bring(debate.owner, debate.room_id, large, "a.txt")
        assert (full.status_code, reason(full)) == (429, "files-of-room-full")


async def test_who_asks_again_has_the_earlier_answer_whatever_is_used_up_since(
    database_url: str,
) -> None:
    async with serving(database_url, files_a_day=1) as world:
        debate = await gather(world)
        key, before = new_key(), kept(world)
        first = await bring(debate.member, debate.room_id, b"mot", "a.txt", key)
        again = await bring(debate.member, debate.room_id, b"mot", "a.txt", key)
        assert (again.status_code, again.content) == (first.status_code, first.content)
        await debate.owner.do("PUT", f"{debate.room}/archival", reason="Xong")
        again = await bring(debate.member, debate.room_id, b"mot", "a.txt", key)
        assert again.content == first.content
        other = await bring(debate.member, debate.room_id, b"hai", "a.txt", key)
        assert (other.status_code, reason(other)) == (409, "already-used")
        assert len(kept(world) - before) == 1, "nothing is kept of it"
