"""Several nodes on one database, rooms full of followers, and somebody who writes: what outages are let loose on."""

import asyncio
import json
import random
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.chaos.history import Outcome, Write, alike, in_a_run, kept
from tests.promises.follower import Follower, Transport, journal
from tests.promises.harness import Promise
from tests.promises.process import START_S, Served
from tests.world import Someone, World, new_key

MARK = re.compile(r"Ý kiến số (\d+)\.")
PATIENCE_S = 15.0  # for an answer
LINES = 10  # a node lets in of one person


class Room:
    """A room that is written to: its owner writes, in its one thread."""

    def __init__(self, room_id: int, thread_id: int, owner: Someone) -> None:
        self.id, self.thread_id, self.owner = room_id, thread_id, owner
        self.writes: list[Write] = []
        self.answered: dict[int, tuple[str, float]] = {}  # seq: by which node, and when


class Guest(Follower):
    """A follower that remembers every number it was ever given, and when each came.

    It does not come back by itself where it hears nothing: that would find what a server has lost.
    """

    patience_s = 600.0

    def __init__(
        self, sites: Sequence[str], room: Room, cookie: str, transport: Transport, seed: int
    ) -> None:
        super().__init__(sites, room.id, cookie, transport, random.Random(seed))
        self.room = room
        self.numbers: list[int] = []
        self.times: dict[int, float] = {}

    def _take(self, seq: int, raw: bytes) -> None:
        self.numbers.append(seq)
        self.times.setdefault(seq, time.monotonic())
        super()._take(seq, raw)

    def lags(self, since: float, until: float) -> list[float]:
        """From the answer to the arrival, in seconds: of what other nodes answered in this time."""
        return [
            max(0.0, self.times.get(seq, time.monotonic()) - at)
            for seq, (site, at) in self.room.answered.items()
            if since <= at < until and site not in self.sites
        ]


class Hall:
    """The nodes at `sites`, the rooms, and the guests. `write` may be called many times."""

    def __init__(self, running: Promise, sites: list[str], rooms: list[Room]) -> None:
        self.running, self.sites, self.rooms = running, sites, rooms
        self.guests: list[Guest] = []
        self._count = 0
        self._http = httpx.AsyncClient(timeout=PATIENCE_S, verify=False)

    async def write(self, count: int, pause_s: float) -> None:
        """So many replies, each to a room and by a node taken at random. Each is sent once."""
        for _ in range(count):
            chance = self.running.random
            await self._reply(chance.choice(self.rooms), chance.choice(self.sites))
            await asyncio.sleep(pause_s * 2 * chance.random())

    async def _reply(self, room: Room, site: str) -> None:
        self._count += 1
        mark = str(self._count)
        command = {"key": new_key(), "body": f"Ý kiến số {mark}.", "kind": "opinion"}
        headers = {"origin": site} | room.owner.headers
        path = f"{site}/threads/{room.thread_id}/posts"
        try:
            answer = await self._http.post(path, json=command, headers=headers)
        except httpx.HTTPError:
            room.writes.append(Write(mark, Outcome.UNKNOWN))
            return
        if answer.status_code == 201:
            seq = int(answer.json()["seqs"][str(room.id)])
            room.writes.append(Write(mark, Outcome.OK, seq))
            room.answered[seq] = site, time.monotonic()
        else:
            # 503 may say that the database went away while it was at work
            unsure = answer.status_code >= 500
            room.writes.append(Write(mark, Outcome.UNKNOWN if unsure else Outcome.FAILED))

    def refused(self) -> int:
        """How many writes were not acknowledged."""
        return sum(write.outcome is not Outcome.OK for room in self.rooms for write in room.writes)

    async def cut(self, times: int, pause_s: float) -> None:
        """Take the line from a guest of chance, so many times."""
        for _ in range(times):
            await asyncio.sleep(pause_s * 2 * self.running.random.random())
            self.running.random.choice(self.guests).cut()

    async def all_in(self) -> None:
        """Wait until every guest has come once."""
        async with asyncio.timeout(START_S):
            while not all(guest.connected for guest in self.guests):
                await asyncio.sleep(0.02)

    async def all_have(self, within_s: float) -> None:
        """Wait until every guest has what was acknowledged."""
        try:
            async with asyncio.timeout(within_s):
                for guest in self.guests:
                    await guest.reaches(max(guest.room.answered, default=0))
        except TimeoutError:
            late = sum(guest.seq < max(guest.room.answered, default=0) for guest in self.guests)
            self.running.violated(f"{late} guests do not have everything after {within_s} s")

    async def judge(self) -> None:
        """Everything that every guest was given and every writer was told, against the journal."""
        for room in self.rooms:
            truth = await self._journal(room)
            marks = {
                seq: found[1]
                for seq, raw in enumerate(truth, 1)
                if (found := MARK.search(json.loads(raw)["event"].get("post", {}).get("html", "")))
            }
            self._judge(f"room {room.id}", kept(room.writes, marks))
            for guest in (guest for guest in self.guests if guest.room is room):
                self.running.n += guest.seq
                wrong = in_a_run(guest.numbers, len(truth)) + alike(guest.given, truth)
                self._judge(f"{guest.transport} in room {room.id}", wrong)
        self.running.facts |= {
            "entries": self._count,
            "guests": len(self.guests),
            "connections": sum(guest.connected for guest in self.guests),
            "resets": sum(guest.resets for guest in self.guests),
            "refused": self.refused(),
        }

    async def _journal(self, room: Room) -> list[bytes]:
        headers = room.owner.headers
        async with httpx.AsyncClient(timeout=PATIENCE_S, verify=False, headers=headers) as http:
            return await journal(http, self.sites[0], room.id)

    def _judge(self, where: str, wrong: list[str]) -> None:
        for what in wrong:
            self.running.violated(f"{where}: {what}")

    async def close(self) -> None:
        """Let go of what the writer holds."""
        await self._http.aclose()


@asynccontextmanager
async def hall(
    running: Promise,
    world: World,
    database_url: str,
    redis_port: int,
    folder: Path,
    *,
    nodes: int,
    rooms: int,
    guests: int,
    roaming: bool,
) -> AsyncIterator[Hall]:
    """A hall with its guests in it. `roaming`: they come back to any node, not only to their own."""
    served = [
        Served(folder / "data", database_url, f"redis://127.0.0.1:{redis_port}/0")
        for _ in range(nodes)  # of one portal: they share its keys
    ]
    try:
        await asyncio.gather(*(node.start() for node in served))
    except BaseException:
        for node in served:
            if node.running:
                node.kill()
        raise
    people = await world.crowd(4 + guests // LINES)  # all of one's may come to one node
    made = [await _room(world, people[n % len(people)]) for n in range(rooms)]
    here = Hall(running, [node.url for node in served], made)
    for n in range(guests):
        sites = here.sites if roaming else [here.sites[n // rooms % nodes]]
        transport = list(Transport)[n // (rooms * nodes) % 2]
        cookie = people[n % len(people)].cookie
        here.guests.append(Guest(sites, made[n % rooms], cookie, transport, running.seed + n))
    tasks = [asyncio.create_task(guest.run()) for guest in here.guests]
    try:
        await here.all_in()
        yield here
    finally:
        for task in tasks:
            running.holds(not task.done(), f"a guest gave up: {task.done() and task.exception()}")
            task.cancel()
        await asyncio.wait(tasks)
        await here.close()
        codes = await asyncio.gather(*(node.stop() for node in served))
        running.holds(codes == [0] * nodes, f"nodes ended with {codes}")


async def _room(world: World, owner: Someone) -> Room:
    room_id = await world.room(owner, visibility="public", title="Dữ liệu mở")
    return Room(room_id, await world.thread(owner, room_id), owner)
