"""P19: a right that is taken away is gone at once, also on the lines that are open."""

import asyncio
import time
from contextlib import suppress

import pytest

from tests.debate import Debate, gather
from tests.pouring import poured
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.revoking import ACTS, SOME, debate_for, writing
from tests.promises.victims import watched
from tests.redis import RedisServer
from tests.serving import serving
from tests.world import World

CLOSED_S = 1.0


async def _written(debate: Debate, number: int) -> None:
    """Wait until this member has written something."""
    async with asyncio.timeout(60):
        while sum(entry["by"] == number for entry in await debate.entries()) < SOME:
            await asyncio.sleep(0.05)


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
                    async with asyncio.timeout(30):
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
