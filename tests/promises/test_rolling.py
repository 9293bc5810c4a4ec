"""P23: three nodes behind the shipped nginx are started again one after the other; no request fails, nobody misses a thing.

Clients do as docs/live.md says: after `bye` they come back when they were told to. At check size they hurry tenfold,
or the test would be as long as their patience.
"""

import asyncio
import itertools
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import websockets
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.debate import Debate, gather
from tests.nginx import nginx_running
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.redis import RedisServer
from tests.server.live.conftest import place
from tests.world import World, new_key

NODES = 3
SPREAD_MS = 10_000
AGAIN_S = 1.0  # after a line that could not be opened, or ended without a word
WRITTEN = 5  # one request in so many is a post; the others read
ROOM_OF = 100  # sockets in one room
LAST_S = 60.0
# Said by a node that serves, on a machine that is too slow for the test: this is not what is judged here.
BUSY, PATIENT = "/problems/rendering-busy", 5


class Visitor:
    """One page: follows a room through nginx, and comes back when it was told to."""

    def __init__(
        self, site: str, address: str, debate: Debate, cursor: tuple[int, int], hurry: int
    ) -> None:
        self.debate = debate
        self.seq = cursor[1]
        self.wrong: list[str] = []
        self.waits_ms: list[int] = []
        self.turned_away = Counter[str]()
        self.open = asyncio.Event()
        self._site = site
        self._address = address
        self._epoch = cursor[0]
        self._hurry = hurry

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            told_ms = None
            why = "closed"
            try:
                async for message in self._messages():
                    if message["type"] == "bye":
                        told_ms = message["retry_ms"]
                        self.waits_ms.append(told_ms)
                    elif message.get("room") == self.debate.room_id:
                        self._take(message)
            except ConnectionClosed as closed:
                why = str(closed.rcvd.code) if closed.rcvd else "cut"
            except (OSError, InvalidHandshake, TimeoutError) as error:
                why = type(error).__name__
            self.open.clear()
            if told_ms is None:
                self.turned_away[why] += 1
            await asyncio.sleep(AGAIN_S if told_ms is None else told_ms / 1000 / self._hurry)

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        async with websockets.connect(
            self._site.replace("http", "ws", 1) + "/live",
            additional_headers={"origin": self._site},
            local_addr=(self._address, 0),
            compression=None,
            ping_interval=None,
            open_timeout=LAST_S,
            close_timeout=1,
        ) as socket:
            asking = {
                "type": "follow",
                "room": self.debate.room_id,
                "epoch": self._epoch,
                "seq": self.seq,
            }
            await socket.send(json.dumps(asking))
            async for raw in socket:
                yield json.loads(raw)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "entry" and message["seq"] == self.seq + 1:
            self.seq += 1
        elif message["type"] == "entry":
            self.wrong.append(f"entry {message['seq']} after {self.seq}")
        elif message["type"] == "followed":
            self.open.set()
        elif message["type"] in {"refused", "reset"}:
            self.wrong.append(f"{message['type']} at {self.seq}")


class Traffic:
    """Requests at a steady rate, whatever becomes of those before. Every one is to be answered."""

    def __init__(
        self, running: Promise, http: httpx.AsyncClient, debates: Sequence[Debate]
    ) -> None:
        self._running = running
        self._http = http
        self._debates = debates
        self.busy = 0
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self, rate: int) -> None:
        """So many a second until cancelled."""
        began, chance = time.monotonic(), random.Random(self._running.seed)
        for n in itertools.count():
            await asyncio.sleep(began + n / rate - time.monotonic())
            task = asyncio.create_task(self._one(n, chance.choice(self._debates)))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def over(self) -> None:
        """Wait for the answers that are still to come."""
        await asyncio.gather(*self._under_way)

    async def _one(self, n: int, debate: Debate) -> None:
        shown = {"cookie": debate.member.cookie, "origin": str(self._http.base_url).rstrip("/")}
        began = time.monotonic()
        draft = {"key": new_key(), "body": f"Ý kiến thứ {n}"}
        try:
            for _ in range(PATIENT):
                if n % WRITTEN:
                    answer = await self._http.get(debate.thread, headers=shown)
                else:
                    path = f"{debate.thread}/posts"
                    answer = await self._http.post(path, json=draft, headers=shown)
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or BUSY not in answer.text:
                    break
                self.busy += 1
                await asyncio.sleep(AGAIN_S)
        except httpx.HTTPError as error:
            self._running.violated(f"request {n}: {error!r}")
        else:
            self._running.holds(
                answer.is_success, f"request {n}: {answer.status_code} {answer.text[:200]}"
            )
        self._running.n += 1
        self._running.times.append(time.monotonic() - began)


async def test_nodes_are_started_again_one_after_the_other_and_nobody_notices(
    database_url: str, world: World, redis_server: RedisServer, tmp_path: Path, promise: Promising
) -> None:
    with promise("P23") as running:
        sockets = running.of(check=60, nightly=2_000)
        hurry = running.of(check=10, nightly=1)
        debates = [await gather(world, visibility="public") for _ in range(-(-sockets // ROOM_OF))]
        nodes = [Served(tmp_path / "var", database_url, redis_server.url) for _ in range(NODES)]
        async with nginx_running(tmp_path / "nginx", [node.port for node in nodes]) as site:
            for node in nodes:
                node.choose("ORIGINS", site)
            await asyncio.gather(*(node.start() for node in nodes))
            try:
                visitors = [
                    Visitor(site, f"127.0.1.{1 + n % 200}", debate, await place(debate), hurry)
                    for n, debate in zip(range(sockets), itertools.cycle(debates))
                ]
                await _rolled(running, site, nodes, visitors)
            finally:
                for node in nodes:
                    if node.running:
                        await node.stop()


async def _rolled(
    running: Promise, site: str, nodes: Sequence[Served], visitors: Sequence[Visitor]
) -> None:
    debates = list({visitor.debate.room_id: visitor.debate for visitor in visitors}.values())
    limits = httpx.Limits(max_connections=400, max_keepalive_connections=100)
    following = [asyncio.create_task(visitor.run()) for visitor in visitors]
    async with httpx.AsyncClient(base_url=site, timeout=LAST_S, limits=limits) as http:
        await _all_open(visitors)
        traffic = Traffic(running, http, debates)
        flowing = asyncio.create_task(traffic.run(running.of(check=20, nightly=200)))
        for _ in range(running.of(check=1, nightly=5)):
            for node in nodes:
                await _again(running, node, visitors)
        flowing.cancel()
        await traffic.over()
        running.facts["busy"] = traffic.busy
        await _end(running, visitors, debates)
    for task in following:
        task.cancel()
    await asyncio.wait(following)
    turned_away = sum((visitor.turned_away for visitor in visitors), Counter[str]())
    running.holds(not turned_away["InvalidStatus"], "a line was refused before it was one")
    running.facts["turned_away"] = turned_away


async def _again(running: Promise, node: Served, visitors: Sequence[Visitor]) -> None:
    """Start a node again, and wait until everybody who was sent away is back."""
    before = [len(visitor.waits_ms) for visitor in visitors]
    running.holds(await node.stop() == 0, "a node did not end well")
    told = [
        visitor.waits_ms[-1]
        for visitor, known in zip(visitors, before, strict=True)
        if len(visitor.waits_ms) > known
    ]
    running.holds(len(told) > 1, "nobody was sent away")
    running.holds(
        max(told, default=0) - min(told, default=0) >= SPREAD_MS,
        f"{len(told)} were told to come back within {max(told, default=0) - min(told, default=0)} ms",
    )
    running.facts["sent_away"] = running.facts.get("sent_away", 0) + len(told)
    await node.start()
    await _all_open(visitors)


async def _all_open(visitors: Sequence[Visitor]) -> None:
    async with asyncio.timeout(LAST_S):
        for visitor in visitors:
            await visitor.open.wait()


async def _end(running: Promise, visitors: Sequence[Visitor], debates: Sequence[Debate]) -> None:
    """Everybody has everything, once."""
    heads = {debate.room_id: await debate.head() for debate in debates}
    deadline = time.monotonic() + LAST_S
    for visitor in visitors:
        head = heads[visitor.debate.room_id]
        while visitor.seq < head and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        running.holds(visitor.seq == head, f"a visitor has {visitor.seq} of {head}")
        for wrong in visitor.wrong:
            running.violated(wrong)
    running.facts["entries"] = sum(heads.values())
