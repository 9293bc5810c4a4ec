"""Processes that are slow, stopped, killed and replaced: an answer always comes, and one's own."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from rooms.errors import Busy, Malformed, TooComplex, TooLarge
from rooms.text.markdown import render
from server.rendering import Renderer, process

SLOW = "- ý\n" * 1_450  # accepted, and about as dear as a text can be


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    async with Renderer() as running:
        yield running


def pid(renderer: Renderer) -> int:
    running = renderer._processes[0]._process
    assert running is not None
    return running.pid


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_worker_makes_the_same_html(renderer: Renderer) -> None:
    for source in ("Chia sẻ **dữ liệu** với [@Hoa](#m12)", "", "> trích\n\n`<b>` & 👩‍🔬", SLOW):
        assert await renderer.render(source) == render(source)


@pytest.mark.parametrize(
    ("source", "kind", "reason", "facts"),
    [
        ("- " * 20 + "x", TooComplex, "nested-too-deeply", {"deepest": 24}),
        ("*a* " * 1_600, TooComplex, "too-many-elements", {"most": 1_500}),
        ("ý" * 10_001, TooLarge, "text-too-long", {"longest": 10_000}),
        ("a\udc80", Malformed, "lone-surrogate", {"at": 1}),
    ],
)
async def test_a_refusal_comes_through_whole(
    renderer: Renderer, source: str, kind: type[TooComplex], reason: str, facts: dict[str, int]
) -> None:
    with pytest.raises(kind) as refused:
        await renderer.render(source)
    assert (refused.value.reason, refused.value.field) == (reason, "body")
    assert refused.value.facts == facts


async def test_nobody_notices_a_worker_that_was_killed_while_idle(renderer: Renderer) -> None:
    await renderer.render("một")
    for _ in range(3):
        os.kill(pid(renderer), signal.SIGKILL)
        assert await renderer.render("hai") == "<p>hai</p>\n"


async def test_a_text_that_takes_too_long_is_refused_and_the_next_one_rendered() -> None:
    async with Renderer(deadline_s=0.3) as renderer:
        await renderer.render("một")
        stopped = pid(renderer)
        os.kill(stopped, signal.SIGSTOP)
        with pytest.raises(TooComplex) as refused:
            await renderer.render("hai")
        assert refused.value.reason == "too-slow-to-render"
        assert await renderer.render("ba") == "<p>ba</p>\n"
        assert not alive(stopped)


async def test_the_neighbours_of_a_text_that_is_too_slow_are_rendered() -> None:
    async with Renderer(deadline_s=0.5) as renderer:
        await renderer.render("một")
        os.kill(pid(renderer), signal.SIGSTOP)
        asked = [asyncio.create_task(renderer.render(text)) for text in ("hai", "ba", "bốn")]
        slow, *others = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(slow, TooComplex)
        assert others == ["<p>ba</p>\n", "<p>bốn</p>\n"]


async def test_a_text_that_ends_every_process_is_refused_and_the_next_one_rendered(
    renderer: Renderer,
) -> None:
    async def kill_whoever_reads_it() -> None:
        worker = renderer._processes[0]
        while True:
            if worker._given and worker._process is not None:
                with suppress(ProcessLookupError):
                    worker._process.kill()
            await asyncio.sleep(0.001)

    killing = asyncio.create_task(kill_whoever_reads_it())
    with pytest.raises(TooComplex) as refused:
        await renderer.render(SLOW)
    assert refused.value.reason == "not-renderable"
    killing.cancel()
    assert await renderer.render("ba") == "<p>ba</p>\n"


async def test_a_full_queue_is_said_at_once() -> None:
    async with Renderer(waiting=2) as renderer:
        await renderer.render("một")
        os.kill(pid(renderer), signal.SIGSTOP)
        asked = [asyncio.create_task(renderer.render("số 0"))]
        await asyncio.sleep(0.01)  # that one is with the worker, the others wait
        asked += [asyncio.create_task(renderer.render(f"số {n}")) for n in (1, 2)]
        await asyncio.sleep(0.01)
        with pytest.raises(Busy) as refused:
            await renderer.render("bốn")
        assert refused.value.facts["retry_after_s"] > 0
        os.kill(pid(renderer), signal.SIGCONT)
        assert await asyncio.gather(*asked) == [f"<p>số {n}</p>\n" for n in range(3)]


async def test_nobody_waits_longer_than_patience() -> None:
    async with Renderer() as renderer:
        await renderer.render("một")
        renderer._patience_s = 0.2  # only now: the first text also waited for the process
        os.kill(pid(renderer), signal.SIGSTOP)
        start = time.monotonic()
        with pytest.raises(Busy):
            await renderer.render("hai")
        assert time.monotonic() - start < 1


async def test_a_cancelled_request_never_takes_or_gives_a_foreign_answer(
    renderer: Renderer,
) -> None:
    chance = random.Random(57)
    canceled = 0
    for batch in range(20):
        asked = [asyncio.create_task(renderer.render(f"mật {batch}-{n}")) for n in range(30)]
        for task in chance.sample(asked, 15):
            if chance.random() < 0.15:  # more, and a quick machine has answered them all
                await asyncio.sleep(chance.uniform(0, 0.0005))
            task.cancel()
        for n, answer in enumerate(await asyncio.gather(*asked, return_exceptions=True)):
            canceled += isinstance(answer, asyncio.CancelledError)
            assert (
                isinstance(answer, asyncio.CancelledError) or answer == f"<p>mật {batch}-{n}</p>\n"
            )
    assert canceled > 100


async def test_a_worker_is_replaced_before_it_holds_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "LOOK", 10)
    monkeypatch.setattr(process, "MOST_BYTES", 1)
    async with Renderer() as renderer:
        await renderer.render("một")
        first = pid(renderer)
        await renderer.render("hai ba bốn")
        await renderer.render("năm")
        assert pid(renderer) != first
        assert not alive(first)


@pytest.mark.parametrize("says", [True, False])
async def test_a_worker_that_holds_little_goes_on(
    monkeypatch: pytest.MonkeyPatch, *, says: bool
) -> None:
    monkeypatch.setattr(process, "LOOK", 1)
    monkeypatch.setattr(process, "RETIREMENT", 1 if says else 20)
    if not says:
        monkeypatch.setattr(process, "held_bytes", lambda _: None)
    async with Renderer() as renderer:
        await renderer.render("một hai")
        first = pid(renderer)
        if says:
            assert 8 << 20 < (process.held_bytes(first) or 0) < process.MOST_BYTES
        await renderer.render("ba bốn")
        assert pid(renderer) == first
        await renderer.render("năm sáu")
        await renderer.render("bảy tám")
        assert (pid(renderer) == first) == says


async def test_the_loop_goes_on_while_the_worst_texts_arrive(renderer: Renderer) -> None:
    await renderer.render("một")
    asked = [asyncio.create_task(renderer.render(SLOW)) for _ in range(10)]
    longest = 0.0
    while not all(task.done() for task in asked):
        start = time.monotonic()
        await asyncio.sleep(0.001)
        longest = max(longest, time.monotonic() - start)
    assert all(task.result() == asked[0].result() for task in asked)
    assert longest <= 5 * 0.05  # the bar is 50 ms; a watchdog, since neighbours count here


async def test_leaving_ends_the_processes_and_answers_who_waits() -> None:
    async with Renderer() as renderer:
        await renderer.render("một")
        worker = pid(renderer)
        os.kill(worker, signal.SIGSTOP)
        asked = [asyncio.create_task(renderer.render("hai")) for _ in range(3)]
        await asyncio.sleep(0.05)
    assert [type(answer) for answer in await asyncio.gather(*asked, return_exceptions=True)] == [
        Busy
    ] * 3
    assert not alive(worker)


PARENT = """
import asyncio, sys
sys.path[:] = sys.argv[1:]
from server.rendering import Renderer

async def main():
    async with Renderer(deadline_s=0.5) as renderer:
        await renderer.render("một")
        print(renderer._processes[0]._process.pid, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


def test_a_worker_does_not_outlive_a_killed_server() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *sys.path], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.kill()
    ends = time.monotonic() + 5
    while alive(worker) and time.monotonic() < ends:
        time.sleep(0.01)
    assert not alive(worker)
