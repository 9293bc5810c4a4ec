"""P1: what was acknowledged is kept, once, whatever is killed while it is written."""

import asyncio
import json
import os
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from server import embedded
from tests.promises.conftest import Promising
from tests.promises.follower import journal
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.world import PASSWORD, new_key

WRITERS = 40
PEOPLE = 8  # five of the writers are tabs of one person
BARS_S = {"app": 5.0, "postgres": 15.0}
WATCHDOG = 5  # times the bar, for a machine that is busy with other things
MARK = re.compile(r"Ý kiến (\d+-\d+)\.")


class Writer:
    """A tab that posts and posts, and writes down what was acknowledged before it goes on."""

    def __init__(self, number: int, http: httpx.AsyncClient, thread_id: int, book: Path) -> None:
        self.number = number
        self.acknowledged: dict[str, int] = {}  # mark: the number of its entry
        self.tried = 0
        self.retried = 0
        self._http = http
        self._path = f"/threads/{thread_id}/posts"
        self._book = book

    async def run(self, running: Promise, until: asyncio.Event, grew: asyncio.Event) -> None:
        """Write until told to stop. A command that was not answered is sent again under its key."""
        with self._book.open("w", encoding="utf-8") as book:
            while not until.is_set():
                self.tried += 1
                mark = f"{self.number}-{self.tried}"
                seq = await self._post(running, mark, until)
                if seq is None:
                    return
                book.write(json.dumps({"mark": mark, "seq": seq}) + "\n")
                book.flush()
                os.fsync(book.fileno())
                self.acknowledged[mark] = seq
                grew.set()

    async def _post(self, running: Promise, mark: str, until: asyncio.Event) -> int | None:
        command = {"key": new_key(), "body": f"Ý kiến {mark}.", "kind": "opinion"}
        while True:
            try:
                answer = await self._http.post(self._path, json=command)
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code == 201:
                (seq,) = answer.json()["seqs"].values()
                return int(seq)
            if answer is not None:
                running.holds(answer.status_code == 503, f"{answer.status_code}: {answer.text}")
            if until.is_set():
                return None
            self.retried += 1
            await asyncio.sleep(0.05)


@asynccontextmanager
async def portal(served: Served) -> AsyncIterator[tuple[list[httpx.AsyncClient], int, int]]:
    """Signed-in people of a new public room, the room and its thread."""
    people = [
        httpx.AsyncClient(base_url=served.url, headers={"origin": served.url}, timeout=10)
        for _ in range(PEOPLE)
    ]
    for n, http in enumerate(people):
        form = {
            "email": f"nguoi{n}@vidu.invalid", "name": f"Người {n}", "organisation": "", "language": "vi",
            "constituency": "citizen", "password": PASSWORD,
        }  # fmt: skip
        await _do(http, "POST", "/accounts", **form)
    owner, *others = people
    room = {"title": "Không mất gì", "description": "", "visibility": "public"}
    room_id = (await _do(owner, "POST", "/rooms", **room))["result"]["id"]
    for http in others:
        await _do(http, "PUT", f"/rooms/{room_id}/members/me")
    opening = {"title": "Chủ đề", "body": "Bắt đầu", "kind": "question"}
    opened = await _do(owner, "POST", f"/rooms/{room_id}/threads", **opening)
    try:
        yield people, room_id, opened["result"]["thread"]["id"]
    finally:
        for http in people:
            await http.aclose()


async def _do(http: httpx.AsyncClient, method: str, path: str, **command: Any) -> dict[str, Any]:
    answer = await http.request(method, path, json={"key": new_key()} | command)
    assert answer.is_success, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def test_what_was_acknowledged_is_kept_once(promise: Promising, tmp_path: Path) -> None:
    with promise("P1") as running:
        served = Served(tmp_path / "var")
        await served.start()
        try:
            async with portal(served) as (people, room_id, thread_id):
                writers = [
                    Writer(n, people[n % PEOPLE], thread_id, tmp_path / f"{n}.jsonl")
                    for n in range(WRITERS)
                ]
                await _kill_and_write(running, served, writers)
                truth = await journal(people[0], served.url, room_id)
                _compare(running, writers, [json.loads(raw) for raw in truth])
        finally:
            if served.running:
                await served.stop()


async def _kill_and_write(running: Promise, served: Served, writers: list[Writer]) -> None:
    until, grew = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(writer.run(running, until, grew)) for writer in writers]
    kills = running.of(
        ["app", "postgres", "app"], ["app", "postgres", "app"] * 5, ["app", "postgres"] * 100
    )
    for killed in kills:
        await asyncio.sleep(0.3 + running.random.random())
        began = asyncio.get_running_loop().time()
        if killed == "app":
            served.kill()
            await served.start()
        else:
            pid = embedded.pid(served.data)
            assert pid is not None, "the database runs"
            os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.2)  # answers of before are still under way
        grew.clear()
        async with asyncio.timeout(BARS_S[killed] * WATCHDOG):
            await grew.wait()
        running.times.append(asyncio.get_running_loop().time() - began)
        running.facts[f"slowest_{killed}_s"] = round(
            max(running.facts.get(f"slowest_{killed}_s", 0.0), running.times[-1]), 2
        )
    await asyncio.sleep(0.5)
    until.set()
    await asyncio.gather(*tasks)
    running.facts["kills"] = len(kills)
    running.facts["retried"] = sum(writer.retried for writer in writers)


def _compare(running: Promise, writers: list[Writer], truth: list[dict[str, Any]]) -> None:
    """The books of the writers against the journal, which is read from the database."""
    running.holds(
        [e["seq"] for e in truth] == list(range(1, len(truth) + 1)), "the journal has gaps"
    )
    found: Counter[str] = Counter()
    seqs: dict[str, int] = {}
    for entry in truth:
        if entry["event"]["type"] == "post.added":
            for mark in MARK.findall(entry["event"]["post"]["html"]):
                found[mark] += 1
                seqs[mark] = entry["seq"]
    for writer in writers:
        kept = [json.loads(line) for line in writer._book.read_text("utf-8").splitlines()]
        assert {line["mark"]: line["seq"] for line in kept} == writer.acknowledged
        for mark, seq in writer.acknowledged.items():
            running.n += 1
            running.holds(seqs.get(mark) == seq, f"lost: {mark} was {seq}, is {seqs.get(mark)}")
    for mark, times in found.items():
        running.holds(times == 1, f"doubled: {mark} {times} times")
    running.holds(running.n > WRITERS, "hardly anything was acknowledged")
