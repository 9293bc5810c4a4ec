"""P16: with every database connection held, all are told so soon, and all is well as soon as they are given back."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest

from rooms.errors import Busy
from rooms.store import Store
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.serving import serving
from tests.world import World, new_key

TOLD_S = 2.0  # from the request to its refusal, and what a refusal may ask to wait
WELL_S = 1.0  # after the connections are given back
WATCHDOG = 5  # times the bar, for a machine that is busy with other things
CONNECTIONS = 4
ASKERS = 12
ALIVE = "/livez"


@pytest.fixture
async def narrow(database_url: str) -> AsyncIterator[World]:
    """A server with few connections."""
    async with serving(database_url, pool_size=CONNECTIONS) as world:
        yield world


@asynccontextmanager
async def all_held(store: Store) -> AsyncIterator[int]:
    """Take connections until there are none, and keep them during the block; how many they were."""
    async with AsyncExitStack() as stack:
        held = 0
        while True:
            try:
                await stack.enter_async_context(store.looking())
            except Busy:
                break
            held += 1
        yield held


def asking(debate: Debate) -> list[tuple[str, str]]:
    """A request of each kind: what reads, what writes, what only needs to know who it is."""
    return [
        ("GET", "/rooms"),
        ("GET", debate.room),
        ("GET", f"{debate.room}/entries"),
        ("GET", debate.thread),
        ("GET", "/session"),
        ("POST", f"{debate.thread}/posts"),
    ]


async def ask(debate: Debate, method: str, path: str) -> httpx.Response:
    said = {"key": new_key(), "body": "Có ai nghe không?", "kind": "question"}
    return await debate.member.http.request(method, path, json=said if method == "POST" else None)


async def refused(running: Promise, debate: Debate, method: str, path: str) -> None:
    """One request while there is no connection: it is told to come back, and when."""
    began = time.monotonic()
    answer = await ask(debate, method, path)
    took = time.monotonic() - began
    running.n += 1
    running.times.append(took)
    what = f"{method} {path}: {answer.status_code} after {took:.2f} s"
    running.holds(answer.status_code == 503, what)
    wait_s = answer.headers.get("retry-after", "none")
    running.holds(wait_s in {"0", "1", "2"}, f"{what}, Retry-After {wait_s}")
    running.holds(took <= TOLD_S * running.of(WATCHDOG, 1), what)


async def probed(running: Promise, world: World, until: float) -> None:
    """What a supervisor and a load balancer ask, all the while: it lives, and is not ready."""
    async with httpx.AsyncClient(base_url=world.url, timeout=30) as http:
        while time.monotonic() < until:
            for path, status in ((ALIVE, 200), ("/readyz", 503)):
                began = time.monotonic()
                answer = await http.get(path)
                took = time.monotonic() - began
                running.holds(answer.status_code == status, f"{path}: {answer.status_code}")
                running.holds(
                    took <= TOLD_S * running.of(WATCHDOG, 1), f"{path} after {took:.2f} s"
                )
            await asyncio.sleep(0.1)


async def sockets_are_told(running: Promise, debate: Debate, until: float) -> None:
    """A page that wants to listen is closed with the same refusal."""
    while time.monotonic() < until:
        async with debate.world.live(debate.member) as line:
            async with asyncio.timeout(30):
                await line.wait_closed()
        running.holds(line.close_code == 4503, f"a socket was closed with {line.close_code}")
        await asyncio.sleep(0.1)


async def test_held_connections_are_told_of_soon_and_forgotten_at_once(
    promise: Promising, narrow: World
) -> None:
    with promise("P16") as running:
        debate = await gather(narrow)
        for way in asking(debate):
            assert (await ask(debate, *way)).is_success
        async with all_held(narrow.app.state.store) as held:
            assert 0 < held <= CONNECTIONS
            until = time.monotonic() + running.of(3.0, 30.0)

            async def go_on(n: int) -> None:
                while time.monotonic() < until:
                    await refused(running, debate, *asking(debate)[n % len(asking(debate))])

            await asyncio.gather(
                *(go_on(n) for n in range(ASKERS)),
                probed(running, narrow, until),
                sockets_are_told(running, debate, until),
            )
        began = time.monotonic()
        while not (await narrow.client().get("/readyz")).is_success:
            assert time.monotonic() - began < 60, "it is never ready again"
        answers = await asyncio.gather(*(ask(debate, *way) for way in asking(debate)))
        well_s = time.monotonic() - began
        running.facts["well_after_s"] = round(well_s, 3)
        for answer in answers:
            running.holds(answer.is_success, f"{answer.request.url.path}: {answer.status_code}")
        running.holds(well_s <= WELL_S * running.of(WATCHDOG, 1), f"well after {well_s:.2f} s")
