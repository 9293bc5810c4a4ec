"""P16: while nothing of the database can be had, everybody is told soon and truly, and served again when it can."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
from websockets.exceptions import ConnectionClosed

from rooms.store import Store
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.world import serving

POOL = 5
ASKERS = 8
SOON_S = 2.0  # the bar; a check on a busy machine is failed by five times that alone
READY_SOON_S, BACK_S = 2.0, 1.0
WATCHDOG = 5
PAUSE_S = 0.2  # of an asker who was told to come back later

Ask = Callable[[], Awaitable[httpx.Response]]


def ways(debate: Debate) -> list[Ask]:
    """What people do, reading and writing."""
    member, owner = debate.member, debate.owner
    return [
        lambda: member.http.get(debate.room),
        lambda: member.http.get(debate.thread),
        lambda: owner.http.get("/session"),
        lambda: owner.ask("POST", f"{debate.thread}/posts", body="Khi hết kết nối thì sao?"),
        lambda: member.http.get(f"{debate.room}/entries?after=0"),
    ]


class Told:
    """What one server answers while it has no connection, how soon, and what it answers after that."""

    def __init__(self, running: Promise, debate: Debate) -> None:
        self._running = running
        self._debate = debate
        self.probes: list[float] = []
        self.late = WATCHDOG if running.size == "check" else 1

    async def ask(self, way: Ask, until: float) -> None:
        """Again and again; each time a refusal that says when to come back."""
        while time.monotonic() < until:
            began = time.monotonic()
            answer = await way()
            self._running.times.append(time.monotonic() - began)
            self._running.n += 1
            said = f"{answer.request.method} {answer.request.url.path}: {answer.status_code}"
            self._running.holds(answer.status_code == 503, said)
            self._running.holds("retry-after" in answer.headers, f"{said} without Retry-After")
            await asyncio.sleep(PAUSE_S)

    async def probe(self, until: float) -> None:
        """As a balancer does."""
        http = self._debate.world.client()
        while time.monotonic() < until:
            lives = await http.get("/livez")
            self._running.holds(lives.status_code == 200, f"/livez {lives.status_code}")
            began = time.monotonic()
            ready = await http.get("/readyz")
            self.probes.append(time.monotonic() - began)
            self._running.holds(ready.status_code == 503, f"/readyz {ready.status_code}")
            await asyncio.sleep(PAUSE_S)

    async def come_in(self) -> None:
        """A socket is told as well: come back later."""
        code = None
        try:
            async with self._debate.world.live(self._debate.member) as socket:
                await socket.recv()
        except ConnectionClosed as closed:
            code = closed.rcvd and closed.rcvd.code
        self._running.holds(code == 4503, f"a socket was closed with {code}")

    async def back_s(self, every: list[Ask]) -> float:
        """How long until everything is served once."""
        began = time.monotonic()
        for way in every:
            async with asyncio.timeout(30):
                while (answer := await way()).status_code == 503:
                    await asyncio.sleep(0.01)
            self._running.holds(answer.is_success, f"after it: {answer.status_code}")
        return time.monotonic() - began


async def test_while_every_connection_is_held_everybody_is_told_soon(
    database_url: str, promise: Promising
) -> None:
    with promise("P16") as running:
        held_s = running.of(3.0, 30.0)
        async with serving(database_url, pool_size=POOL) as world:
            debate = await gather(world)
            told, every = Told(running, debate), ways(debate)
            assert (await every[0]()).is_success
            store: Store = world.app.state.store
            async with AsyncExitStack() as held:
                for _ in range(POOL):
                    await held.enter_async_context(store.looking())
                until = time.monotonic() + held_s
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(told.probe(until))
                    tasks.create_task(told.come_in())
                    for n in range(ASKERS):
                        tasks.create_task(told.ask(every[n % len(every)], until))
            back_s = await told.back_s(every)
            assert (await world.client().get("/readyz")).text == "ok"
        soonest = {"refused": max(running.times), "ready": max(told.probes), "back": back_s}
        bars = {"refused": SOON_S, "ready": READY_SOON_S, "back": BACK_S}
        for what, bar_s in bars.items():
            took_s = soonest[what]
            running.holds(took_s <= bar_s * told.late, f"{what} after {took_s:.2f} s")
        running.facts |= {f"{what}_s": round(took_s, 2) for what, took_s in soonest.items()}
