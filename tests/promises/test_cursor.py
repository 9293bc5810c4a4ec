"""P5: a reader with a cursor never skips an entry whose transaction began early and was committed late."""

import asyncio
import json
import random
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import asyncpg

from rooms import entries, sql
from rooms.errors import Refused
from rooms.store import Store
from tests.pouring import let_pour, pour
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.world import World

WRITERS, ROOMS, PAGERS, LISTENERS = 40, 20, 4, 4
PAUSE_S = 0.005
FAILING = 0.15


class Dawdling(Store):
    """A store whose transactions take their time once their entries are numbered, before they commit."""

    @asynccontextmanager
    async def _transaction(self, **options: Any) -> AsyncGenerator[sql.Connection, None]:
        async with super()._transaction(**options) as conn:
            yield conn
            await asyncio.sleep(random.random() * PAUSE_S)


class Reader:
    """The newest number of each room, and whether each came after the one before."""

    def __init__(self, promise: Promise, name: str, rooms: list[int]) -> None:
        self.at = dict.fromkeys(rooms, 0)
        self._promise = promise
        self._name = name

    def take(self, room_id: int, seq: int) -> None:
        self._promise.n += 1
        self._promise.holds(
            seq == self.at[room_id] + 1,
            f"{self._name}: {seq} after {self.at[room_id]} in {room_id}",
        )
        self.at[room_id] = seq


async def test_a_cursor_never_skips_a_late_commit(
    world: World, database_url: str, promise: Promising
) -> None:
    with promise("P5") as running:
        owner = (await world.crowd(1))[0]
        rooms = [
            await world.room(owner, visibility="public", title=f"Phòng {n}") for n in range(ROOMS)
        ]
        async with (
            asyncpg.create_pool(database_url, min_size=4, max_size=16, timeout=30) as pool,
            asyncio.timeout(running.left_s),
        ):
            store = Dawdling(pool, world.app.state.hub.announce)
            let_pour(store)
            await _run(running, world, store, rooms)


async def _run(running: Promise, world: World, store: Store, rooms: list[int]) -> None:
    pagers = [Reader(running, f"pager {n}", rooms) for n in range(PAGERS)]
    listeners = [Reader(running, f"listener {n}", rooms) for n in range(LISTENERS)]
    over = asyncio.Event()
    async with AsyncExitStack() as lines, asyncio.TaskGroup() as tasks:
        for listener in listeners:
            socket = await lines.enter_async_context(world.live())
            for room_id in rooms:
                place = (await _heads(world.app.state.store, [room_id]))[0]
                asking = {"type": "follow", "room": room_id, "epoch": place.epoch, "seq": 0}
                await socket.send(json.dumps(asking))
            tasks.create_task(_listen(socket, listener, rooms, over, world.app.state.store))
        for pager in pagers:
            tasks.create_task(_page(world.app.state.store, pager, over))
        count = running.of(2_000, 100_000) // WRITERS
        await asyncio.gather(*(_write(running, store, rooms, count) for _ in range(WRITERS)))
        over.set()
    heads = {head.id: head.seq for head in await _heads(world.app.state.store, rooms)}
    assert sum(heads.values()) > WRITERS * count / 2
    for reader in [*pagers, *listeners]:
        running.holds(reader.at == heads, "a reader did not reach the end")
    running.facts["entries"] = sum(heads.values())


async def _write(running: Promise, store: Store, rooms: list[int], count: int) -> None:
    chance = random.Random(running.random.random())
    for _ in range(0, count, 2):
        pause_s, fails = chance.random() * PAUSE_S, chance.random() < FAILING
        texts = ["Ý kiến"] * chance.randint(1, 3)
        with suppress(Refused):
            await store.run(pour, None, chance.choice(rooms), texts, pause_s, fails=fails)


async def _page(store: Store, reader: Reader, over: asyncio.Event) -> None:
    last = False
    while True:
        for room_id, at in reader.at.items():
            async with store.looking() as tx:
                found = await entries.after(tx, room_id, at, 50, 1 << 20)
            for entry in found:
                reader.take(room_id, entry.seq)
        if last:
            return
        last = over.is_set() and await _all_there(store, reader)


async def _listen(
    socket: Any, reader: Reader, rooms: list[int], over: asyncio.Event, store: Store
) -> None:
    while True:
        try:
            async with asyncio.timeout(0.2):
                message = json.loads(await socket.recv())
        except TimeoutError:
            if over.is_set() and await _all_there(store, reader):
                return
            continue
        if message["type"] == "entry" and message["room"] in rooms:
            reader.take(message["room"], message["seq"])


async def _all_there(store: Store, reader: Reader) -> bool:
    return {head.id: head.seq for head in await _heads(store, list(reader.at))} == reader.at


async def _heads(store: Store, rooms: list[int]) -> list[entries.Head]:
    async with store.looking() as tx:
        return await entries.heads(tx, rooms)
