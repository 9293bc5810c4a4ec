"""P26: a full disk costs no acknowledged post. Changes are refused before it, reading goes on, and all is well once there is room."""

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg
import httpx
import pytest

from server.embedded import places
from server.embedded.account import Account
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.promises.test_kept import portal
from tests.world import new_key

MIB = 1 << 20
DISK_MIB = 384  # a cluster, its log, the ballast and three times that
RESERVE_MIB = 96
BACK_S = 15.0
PATIENCE_S = 5 * BACK_S  # of a test on a busy machine; the evidence says how long it took
WORDS = "Hết chỗ vẫn không mất một lời nào. " * 250


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of the test's own."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m,mode=0711", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"a disk of its own needs the right to mount one: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
async def served(disk: Path) -> AsyncIterator[Served]:
    """The product with a database of its own on that disk."""
    server = Served(disk / "data", reserve_mib=str(RESERVE_MIB))
    try:
        await server.start()
        yield server
    finally:
        if server.running:
            await server.stop()


async def test_a_full_disk_costs_nothing_that_was_acknowledged(
    promise: Promising, disk: Path, served: Served
) -> None:
    with promise("P26") as running:
        async with portal(served) as (people, room_id, thread_id):
            filler = disk / "filler"
            fill(filler, leaving_mib=RESERVE_MIB + running.of(check=4, nightly=24))
            kept = await until_refused(running, people, f"/threads/{thread_id}/posts")
            running.n = len(kept)
            await reads_only(running, people[0], room_id, thread_id)
            running.holds((disk / "data" / "ballast").exists(), "there is no ballast")
            fill(filler, leaving_mib=6)
            await asyncio.wait_for(panicked(disk / "data"), PATIENCE_S)
            running.facts["reads_back_s"] = round(await reads_back(people[0], thread_id), 2)
            running.holds(not (disk / "data" / "ballast").exists(), "the ballast was kept")
            await reads_only(running, people[0], room_id, thread_id)
            filler.unlink()
            running.holds(
                await writes(people[0], f"/threads/{thread_id}/posts"), "no post with room again"
            )
            told = await entries(people[0], room_id)
            found = [line["event"]["post"]["id"] for line in told if "post" in line["event"]]
            for post_id in kept:
                running.holds(
                    found.count(post_id) == 1,
                    f"post {post_id} is there {found.count(post_id)} times",
                )


def fill(filler: Path, leaving_mib: int) -> None:
    """Take the disk but for so much."""
    found = os.statvfs(filler.parent)
    more = found.f_bavail * found.f_frsize - leaving_mib * MIB
    with filler.open("ab") as file:
        if more > 0:
            os.posix_fallocate(file.fileno(), file.tell(), more)


async def until_refused(running: Promise, people: list[httpx.AsyncClient], path: str) -> list[int]:
    """Post until the disk's reserve is reached; the posts that were acknowledged."""
    kept: list[int] = []

    async def write(http: httpx.AsyncClient) -> None:
        while True:
            answer = await posted(http, path)
            if answer.status_code == 201:
                kept.append(answer.json()["result"]["id"])
                continue
            if answer.status_code == 507:
                return
            running.holds(answer.status_code == 503, f"{answer.status_code}: {answer.text}")

    await asyncio.wait_for(asyncio.gather(*map(write, people)), PATIENCE_S)
    return kept


async def posted(http: httpx.AsyncClient, path: str) -> httpx.Response:
    """A post of nine thousand characters."""
    return await http.post(path, json={"key": new_key(), "body": WORDS, "kind": "opinion"})


async def reads_only(
    running: Promise, http: httpx.AsyncClient, room_id: int, thread_id: int
) -> None:
    """Whatever would write is refused with a reason, and reading goes on."""
    refused = await posted(http, f"/threads/{thread_id}/posts")
    running.holds(refused.status_code == 507, f"a post was answered {refused.status_code}")
    running.holds(refused.json()["type"] == "/problems/disk-full", refused.text)
    running.holds("retry-after" in refused.headers, "it does not say when to try again")
    upload = {"name": "so-lieu.txt", "key": new_key()}
    answer = await http.post(f"/rooms/{room_id}/files", params=upload, content="Số liệu".encode())
    running.holds(answer.status_code == 507, f"a file was answered {answer.status_code}")
    read = await http.get(f"/threads/{thread_id}")
    running.holds(read.status_code == 200, f"reading was answered {read.status_code}")


async def panicked(data: Path) -> None:
    """Write nothing but the database's log, until the database ends for want of room."""
    cluster = (data / "postgres").resolve()
    folder = places.socket_folder(cluster, Account(None, namespace=False))
    conn = await asyncpg.connect(f"postgresql://dienhong@/dienhong?host={quote(str(folder))}")
    try:
        while True:
            await conn.execute("select pg_logical_emit_message(true, 'day', repeat('x', 1000000))")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        conn.terminate()


async def reads_back(http: httpx.AsyncClient, thread_id: int) -> float:
    """Seconds until a thread can be read again."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S:
        with suppress(httpx.HTTPError):
            if (await http.get(f"/threads/{thread_id}")).status_code == 200:
                break
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def writes(http: httpx.AsyncClient, path: str) -> bool:
    """Whether a post is taken before the patience ends."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S:
        with suppress(httpx.HTTPError):
            if (await posted(http, path)).status_code == 201:
                return True
        await asyncio.sleep(0.1)
    return False


async def entries(http: httpx.AsyncClient, room_id: int) -> list[dict[str, Any]]:
    """The room's whole journal."""
    found: list[dict[str, Any]] = []
    while True:
        after = found[-1]["seq"] if found else 0
        answer = await http.get(f"/rooms/{room_id}/entries", params={"after": after})
        page: list[dict[str, Any]] = answer.json()["entries"]
        if not page:
            return found
        found += page
