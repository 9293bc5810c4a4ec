"""P19: a right that is taken away is gone at once, also on the lines that are open."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.debate import Debate, gather
from tests.pouring import poured
from tests.programs import Program, program
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.redis import RedisServer
from tests.server.live.events import reading
from tests.serving import serving
from tests.world import World

SOME = 6  # posts
PER_S = 100
CLOSED_S = 1.0


class Victim:
    """What came over one line of the person whose right is taken away, and when the line or the room ended."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seqs: list[int] = []
        self.ended_at: float | None = None

    async def by_socket(self, world: World, debate: Debate, ready: asyncio.Event) -> None:
        place = await debate.owner.get(f"{debate.room}/entries?limit=1")
        async with world.live(debate.member) as socket:
            asking = {"room": debate.room_id, "epoch": place["epoch"], "seq": place["seq"]}
            await socket.send(json.dumps({"type": "follow"} | asking))
            while (raw := await self._next(socket)) is not None:
                message = json.loads(raw)
                if message.get("room") != debate.room_id:
                    continue
                ready.set()
                if message["type"] == "entry":
                    self.seqs.append(message["seq"])
                elif message["type"] == "refused":
                    self._over()
        self._over()

    async def by_events(self, world: World, debate: Debate, ready: asyncio.Event) -> None:
        headers = debate.member.headers
        async with (
            httpx.AsyncClient(base_url=world.url, headers=headers, timeout=30) as http,
            reading(http, debate.room_id) as events,
        ):
            while (event := await events.next(30)) is not None:
                ready.set()
                if event.name == "message":
                    self.seqs.append(json.loads(event.data)["seq"])
        self._over()

    async def _next(self, socket: ClientConnection) -> str | bytes | None:
        """The next message; None: the line was closed."""
        try:
            return await socket.recv()
        except ConnectionClosed:
            return None

    def _over(self) -> None:
        self.ended_at = self.ended_at or time.monotonic()


@asynccontextmanager
async def watched(world: World, debate: Debate) -> AsyncIterator[list[Victim]]:
    """The member's lines, open and following."""
    victims = [Victim("socket"), Victim("events")]
    ready = [asyncio.Event(), asyncio.Event()]
    tasks = [
        asyncio.create_task(victims[0].by_socket(world, debate, ready[0])),
        asyncio.create_task(victims[1].by_events(world, debate, ready[1])),
    ]
    try:
        async with asyncio.timeout(10):
            await asyncio.gather(*(each.wait() for each in ready))
        yield victims
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


@asynccontextmanager
async def writing(
    debate: Debate, author: str, writers: int
) -> AsyncIterator[list["asyncio.Task[None]"]]:
    """So many who write during the block; each ends when it is refused."""
    until = asyncio.Event()
    tasks = [asyncio.create_task(write(debate, until, author)) for _ in range(writers)]
    try:
        yield tasks
    finally:
        until.set()
        await asyncio.gather(*tasks)


async def _written(debate: Debate, number: int) -> None:
    """Wait until this member has written something."""
    async with asyncio.timeout(10):
        while sum(entry["by"] == number for entry in await debate.entries()) < SOME:
            await asyncio.sleep(0.05)


async def write(debate: Debate, until: asyncio.Event, author: str) -> None:
    """Posts, a hundred a second as near as the machine can, until told to stop or refused."""
    while not until.is_set():
        began = time.monotonic()
        answer = await debate.who(author).ask(
            "POST", f"{debate.thread}/posts", body="Tôi viết tiếp.", kind="opinion"
        )
        if not answer.is_success:
            assert answer.status_code in {401, 403, 404}, answer.text
            return
        await asyncio.sleep(max(0.0, 1 / PER_S - (time.monotonic() - began)))


async def remove(debate: Debate) -> int:
    number = debate.number(debate.member)
    done = await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề")
    return int(done["seqs"][str(debate.room_id)])


async def make_private(debate: Debate) -> int:
    described = {"title": "Kín", "description": "", "visibility": "invited"}
    done = await debate.owner.do("PUT", debate.room, **described)
    return int(done["seqs"][str(debate.room_id)])


async def sign_out(debate: Debate) -> int:
    """It has no number in the room: nothing committed after the answer, which the head then bounds from above."""
    answer = await debate.member.http.delete("/session")
    assert answer.is_success
    return await debate.head()


async def revoke_token(debate: Debate) -> int:
    """The member follows by a program here. Like a sign-out, it has no number in the room."""
    mine = debate.member
    assert isinstance(mine, Program)
    await mine.who.do("DELETE", f"/me/tokens/{mine.token_id}")
    return await debate.head()


async def debate_for(world: World, act: str) -> Debate:
    """A room where the act takes the member's right to read away."""
    debate = await gather(world, visibility="public" if act == "make private" else "invited")
    if act == "revoke token":
        debate.member = await program(world, debate.member, "read")
    if act == "make private":
        await debate.member.do("DELETE", f"{debate.room}/members/me")  # reads on from outside
    return debate


ACTS = {
    "remove": remove,
    "make private": make_private,
    "sign out": sign_out,
    "revoke token": revoke_token,
}


async def revoke(running: Promise, here: World, there: World, act: str, grace_s: float = 0) -> None:
    """Take the right away at `here` while entries are written at `there`, where the victim listens too."""
    debate = await debate_for(here, act)
    async with asyncio.timeout(running.left_s), watched(there, debate) as victims:
        async with writing(debate, "owner", 3):
            await asyncio.sleep(0.3)
            last = await ACTS[act](debate)
            at = time.monotonic()
            await asyncio.sleep(grace_s)
            if grace_s:
                last = max(last, await debate.head())
            await asyncio.sleep(0.4)
        await poured(here.app.state.store, debate.room_id, 20)
        await asyncio.sleep(CLOSED_S - 0.4)
        head = await debate.head()
        assert head > last, "entries were written after the revocation"
        for victim in victims:
            running.n += head - last
            assert victim.seqs, "there were entries before it"
            running.holds(
                victim.seqs[-1] <= last,
                f"{act}: {victim.name} was given {victim.seqs[-1]} > {last}",
            )
            running.holds(
                victim.seqs == list(range(victim.seqs[0], victim.seqs[0] + len(victim.seqs))),
                f"{act}: {victim.name} had a gap before it",
            )
            running.holds(victim.ended_at is not None, f"{act}: {victim.name} is still following")
            if victim.ended_at is not None:
                running.times.append(max(0.0, victim.ended_at - at))


@pytest.mark.parametrize("act", ACTS)
async def test_nothing_numbered_later_is_given(world: World, promise: Promising, act: str) -> None:
    with promise(f"P19 {act}") as running:
        for _ in range(running.of(1, 20)):
            await revoke(running, world, world, act)


async def test_nor_on_another_process(
    database_url: str, redis_server: RedisServer, promise: Promising
) -> None:
    """Signing out may take a second there; a removal is as exact as here."""
    with promise("P19 on another process") as running:
        async with (
            serving(database_url, redis_server.url) as here,
            serving(database_url, redis_server.url) as there,
        ):
            for _ in range(running.of(1, 20)):
                await revoke(running, here, there, "remove")
                await revoke(running, here, there, "sign out", grace_s=0.2)
                await revoke(running, here, there, "revoke token", grace_s=0.2)


async def test_nor_on_another_process_while_redis_is_dead(
    database_url: str, redis_server: RedisServer, promise: Promising
) -> None:
    with promise("P19 while Redis is dead") as running:
        async with (
            serving(database_url, redis_server.url) as here,
            serving(database_url, redis_server.url) as there,
        ):
            redis_server.kill()
            await asyncio.sleep(0.2)
            for _ in range(running.of(1, 20)):
                await revoke(running, here, there, "remove")


async def test_whoever_is_demoted_writes_nothing_numbered_later_and_reads_on(
    world: World, promise: Promising
) -> None:
    with promise("P19 demote") as running:
        for _ in range(running.of(1, 20)):
            debate = await gather(world)
            number = debate.number(debate.member)
            async with (
                watched(world, debate) as victims,
                writing(debate, "member", 4) as writers,
            ):
                await _written(debate, number)
                command = {"role": "observer"}
                done = await debate.owner.do("PUT", f"{debate.room}/members/{number}", **command)
                last = int(done["seqs"][str(debate.room_id)])
                with suppress(TimeoutError):
                    async with asyncio.timeout(5):
                        await asyncio.wait(writers)
                running.holds(all(task.done() for task in writers), "still writing")
                await debate.say(debate.owner, "Tiếp tục")
                head = await debate.head()
                journal = await debate.entries()
                mine = [e["seq"] for e in journal if e["by"] == number]
                assert len(mine) >= SOME, "there were posts before it"
                running.n += len(mine)
                running.holds(max(mine) < last, f"a post numbered {max(mine)} > {last}")
                await asyncio.sleep(0.3)
                for victim in victims:
                    running.holds(victim.seqs[-1] == head, f"{victim.name} does not read on")
