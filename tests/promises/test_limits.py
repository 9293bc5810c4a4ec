"""P27: limits hold, whatever headers say, over three nodes, and each node's own while Redis is down."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx

from server.limits.kinds import SIGNING_IN
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.redis import RedisServer, redis_running
from tests.serving import serving
from tests.world import World

SCALE = 0.1  # 15 in five minutes: one more every twenty seconds
NODES = 3
AT_ONCE = 6
TRIES = 3  # where a machine that stands still makes a node believe that Redis is gone
AGAIN_S = 8.0  # for a node to count in Redis again after it is back
Said = Callable[[], list[tuple[str, str]]]


@contextlib.asynccontextmanager
async def nodes(database_url: str, redis: RedisServer, *trusted: str) -> AsyncIterator[list[World]]:
    """Three servers that count together. `trusted`: the networks of their proxies."""
    async with contextlib.AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                serving(database_url, redis.url, limit_scale=SCALE, trusted_proxies=trusted)
            )
            for _ in range(NODES)
        ]


async def tried(running: Promise, worlds: list[World], said: Said, times: int) -> list[int]:
    """Sign in so often at once, at nodes in turn, each time with other headers; how many were let in at each node."""
    assert SIGNING_IN.shared
    allowed = [0] * len(worlds)
    clients = [world.client() for world in worlds]
    places = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> None:
        node = n % len(worlds)
        async with places:
            began = time.monotonic()
            answer = await asked(clients[node], said())
            running.times.append(time.monotonic() - began)
        running.n += 1
        running.holds(answer.status_code in {400, 429}, f"{answer.status_code}: {answer.text}")
        if answer.status_code == 429:
            wait_s = int(answer.headers.get("retry-after", "0"))
            running.holds(0 < wait_s <= 300, f"told to wait {wait_s} s")
        else:
            allowed[node] += 1

    await asyncio.gather(*(one(n) for n in range(times)))
    return allowed


async def asked(http: httpx.AsyncClient, said: list[tuple[str, str]]) -> httpx.Response:
    """A sign-in without a form: it is counted before anybody looks at it."""
    headers = [("origin", str(http.base_url).rstrip("/")), *said]
    return await http.post("/session", content=b"{}", headers=headers)


def rotating(running: Promise, last: str | None) -> Said:
    """Headers that claim to come from everywhere; a proxy of ours has added `last`, or there is none."""

    def anywhere() -> str:
        chance = running.random
        v4 = ".".join(str(chance.randrange(256)) for _ in range(4))
        v6 = ":".join(f"{chance.randrange(65536):x}" for _ in range(8))
        return chance.choice(
            [v4, f"{v4}:80", f"[{v6}]:443", v6, "127.0.0.1", "unknown", "", "10.0.0.1"]
        )

    def say() -> list[tuple[str, str]]:
        chance = running.random
        left = ", ".join(anywhere() for _ in range(chance.randrange(5))).strip(", ")
        other = [
            (name, anywhere()) for name in ("x-real-ip", "forwarded", "client-ip", "x-client-ip")
        ]
        if last is None:
            return [*other, ("x-forwarded-for", left)]
        own = last.format(f"{chance.randrange(1 << 16):x}:{chance.randrange(1 << 16):x}")
        if chance.random() < 0.5:
            return [*other, ("x-forwarded-for", left), ("x-forwarded-for", own)]
        return [*other, ("x-forwarded-for", f"{left}, {own}" if left else own)]

    return say


async def together(running: Promise, worlds: list[World], last: str | None, why: str) -> None:
    """Three nodes allow as many as one would."""
    assert SIGNING_IN.address is not None
    limit = SIGNING_IN.address.scaled(SCALE).count
    for _ in range(TRIES):
        began = time.monotonic()
        allowed = sum(await tried(running, worlds, rotating(running, last), 3 * limit))
        if not any(map(away, worlds)):
            break
        # The machine stood still for longer than a node waits, so that it counted alone: from the beginning.
        await reached(worlds)
        await worlds[0].app.state.limiter._shared._redis.flushdb()
    more = 1 + int((time.monotonic() - began) / SIGNING_IN.address.scaled(SCALE).interval_s)
    running.holds(limit <= allowed <= limit + more, f"{why}: {allowed} of {limit} allowed")


async def alone(running: Promise, worlds: list[World], last: str, why: str) -> None:
    """Each node allows what one may, and no request waits long for a Redis that is not there."""
    assert SIGNING_IN.address is not None
    limit = SIGNING_IN.address.scaled(SCALE).count
    began = time.monotonic()
    each = await tried(running, worlds, rotating(running, last), 3 * NODES * limit)
    took_s = time.monotonic() - began
    more = 1 + int(took_s / SIGNING_IN.address.scaled(SCALE).interval_s)
    for allowed in each:
        running.holds(
            limit <= allowed <= limit + more, f"{why}: a node allowed {allowed} of {limit}"
        )
    running.holds(took_s < 15, f"{why}: {3 * NODES * limit} requests took {took_s:.1f} s")
    running.facts[why] = round(took_s, 2)


def away(world: World) -> bool:
    """Whether the node counts alone just now."""
    return bool(world.app.state.limiter._shared._away_until)


async def reached(worlds: list[World]) -> None:
    """Wait until the nodes count in Redis again."""
    deadline = time.monotonic() + AGAIN_S
    while time.monotonic() < deadline:
        for world in worlds:
            await world.client().post("/session", content=b"{}")  # as somebody else
        if not any(map(away, worlds)):
            break
        await asyncio.sleep(0.1)


async def back(running: Promise, worlds: list[World]) -> None:
    """Once Redis is there again the nodes count together again."""
    await reached(worlds)
    await together(running, worlds, "198.51.100.200", "Redis is back")


async def test_as_many_as_allowed_and_no_more_whatever_is_said(
    database_url: str, tmp_path: Path, promise: Promising
) -> None:
    with promise("P27") as running:
        async with redis_running(tmp_path) as redis:
            ours = ("127.0.0.0/8", "::1/128")
            async with nodes(database_url, redis) as worlds:
                await together(running, worlds, None, "nobody is believed")
            async with nodes(database_url, redis, *ours) as worlds:
                for n in range(running.of(check=1, nightly=30)):
                    await together(running, worlds, f"198.51.100.{n}", "behind a proxy")
                    await together(running, worlds, f"2001:db8:{n}:7::{{}}", "one /64")
                redis.hold()
                await alone(running, worlds, "198.51.100.201", "Redis hangs")
                redis.kill()
                await alone(running, worlds, "198.51.100.202", "Redis is dead")
                await redis.start()
                await back(running, worlds)
