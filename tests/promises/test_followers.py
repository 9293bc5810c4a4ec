"""Two followers, one over WebSocket and one over events, that lose their line at random miss nothing and repeat nothing."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import httpx
import pytest

from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.follower import Follower, Transport, journal
from tests.promises.harness import Promise
from tests.world import World, new_key


@asynccontextmanager
async def following(followers: Sequence[Follower]) -> AsyncIterator[None]:
    """They run during the block; one that ends by itself fails the test."""
    running = [asyncio.create_task(follower.run()) for follower in followers]
    try:
        yield
    finally:
        for task in running:
            assert not task.done(), task.exception()
            task.cancel()
        await asyncio.wait(running)


async def write(
    promise: Promise, sites: Sequence[str], debate: Debate, count: int, pause_s: float
) -> None:
    """Replies, each to a server taken at random, repeated under their keys until they are acknowledged."""
    headers = {"cookie": debate.member.cookie}
    async with httpx.AsyncClient(headers=headers, timeout=10) as http:
        for n in range(count):
            command = {"key": new_key(), "body": f"Ý kiến thứ {n}", "kind": "opinion"}
            while True:
                site = promise.random.choice(sites)
                address = f"{site}/threads/{debate.thread_id}/posts"
                with suppress(httpx.HTTPError):
                    answer = await http.post(address, json=command, headers={"origin": site})
                    if answer.status_code == 201:
                        break
                    promise.holds(answer.status_code in {429, 503}, f"{answer.status_code}")
                await asyncio.sleep(0.05)
            await asyncio.sleep(pause_s * promise.random.random())


async def cut(followers: Sequence[Follower], times: int, chance: random.Random) -> None:
    """Each line is cut so many times, at moments of chance, once it has come to be."""
    for _ in range(times):
        for follower in followers:
            before = follower.connected
            await asyncio.sleep(chance.random() * 0.08)
            follower.cut()
            with suppress(TimeoutError):
                async with asyncio.timeout(3):
                    while follower.connected == before:
                        await asyncio.sleep(0.005)


async def compare(
    promise: Promise, followers: Sequence[Follower], debate: Debate, site: str
) -> None:
    """What each was given is the journal, byte for byte."""
    headers = {"cookie": debate.member.cookie}
    async with httpx.AsyncClient(headers=headers, timeout=30) as http:
        truth = await journal(http, site, debate.room_id)
    for follower in followers:
        with suppress(TimeoutError):
            async with asyncio.timeout(15):
                await follower.reaches(len(truth))
        promise.n += follower.seq
        promise.holds(
            follower.given == truth, f"{follower.transport}: {follower.seq} of {len(truth)}"
        )
        for wrong in follower.wrong:
            promise.violated(wrong)
        promise.facts[f"{follower.transport}_connections"] = follower.connected
        promise.facts[f"{follower.transport}_resets"] = follower.resets


def two(promise: Promise, sites: Sequence[str], debate: Debate) -> list[Follower]:
    return [
        Follower(sites, debate.room_id, debate.observer.cookie, transport, random.Random(promise.seed + n))
        for n, transport in enumerate(Transport)
    ]  # fmt: skip


async def test_two_followers_that_reconnect_receive_every_entry_once(
    world: World, promise: Promising
) -> None:
    with promise("followers") as running:
        debate = await gather(world)
        followers = two(running, [world.url], debate)
        async with following(followers):
            writing = asyncio.create_task(
                write(running, [world.url], debate, running.of(150, 3000), 0.02)
            )
            await cut(followers, running.of(40, 200), running.random)
            await writing
            await compare(running, followers, debate, world.url)
        for follower in followers:
            running.holds(follower.connected >= running.of(30, 150), "the lines were hardly cut")


async def test_a_follower_notices_what_it_is_not_to_be_given(world: World) -> None:
    """The judge can judge: a number left out, repeated or turned around is counted."""
    debate = await gather(world)
    follower = two(Promise("none"), [world.url], debate)[0]
    for seq in (1, 2, 2, 4, 3):
        follower._take(seq, b"{}")
    assert follower.seq == 3
    assert len(follower.wrong) == 2


@pytest.mark.parametrize("transport", Transport)
async def test_a_follower_too_far_behind_pages_and_goes_on(
    world: World, transport: Transport
) -> None:
    from tests.pouring import poured  # noqa: PLC0415 - only here

    debate = await gather(world)
    follower = Follower([world.url], debate.room_id, debate.observer.cookie, transport)
    async with following([follower]):
        async with asyncio.timeout(30):
            while not follower.connected:
                await asyncio.sleep(0.01)
            await debate.say(debate.owner)
            await follower.reaches(await debate.head())
        kept = follower.given
        follower.given = []  # it forgets everything but the epoch
        await poured(world.app.state.store, debate.room_id, 2100, 400)
        follower.wrong.clear()
        follower.cut()
        async with asyncio.timeout(60):
            await follower.reaches(await debate.head())
        assert follower.given[: len(kept)] == kept
        assert follower.resets == 1
        await debate.say(debate.owner)
        async with asyncio.timeout(30):
            await follower.reaches(await debate.head())
