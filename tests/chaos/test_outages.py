"""Every kind of outage comes, a seed repeats them, and each does to a listener what it says."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest

from tests.chaos.line import Line, line_to
from tests.chaos.outages import Kind, Outage, befall, drawn
from tests.redis import RedisServer, redis_running

WATCHDOG_S = 10.0
SOON_S = 0.5
ENDING = {Kind.KILL, Kind.KILL_ALL, Kind.KILL_LISTENERS, Kind.CUT, Kind.RESET, Kind.OVERFLOW}
DEAFENING = {Kind.HOLE, Kind.MUTE}


def test_every_kind_comes_and_the_seed_decides_when() -> None:
    kinds = [outage.kind for outage in drawn(random.Random(1), 20, (0, 1), (1, 2))]
    assert {kinds.count(kind) for kind in Kind} == {1, 2}
    first = drawn(random.Random(7), 20, (0, 1), (1, 2))
    assert first == drawn(random.Random(7), 20, (0, 1), (1, 2))
    assert first != drawn(random.Random(8), 20, (0, 1), (1, 2))
    assert all(0 <= each.after_s <= 1 <= each.lasts_s <= 2 for each in first)


@pytest.fixture(scope="module")
async def redis_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RedisServer]:
    async with redis_running(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.mark.parametrize("kind", Kind)
async def test_an_outage_does_to_a_listener_what_it_says(
    redis_server: RedisServer, kind: Kind
) -> None:
    async with line_to(redis_server.port) as line:
        before, after, ended = await _heard_through(redis_server, line, Outage(kind, 0, 0.3))
    assert before
    assert ended == (kind in ENDING)
    assert after == (kind not in ENDING | DEAFENING)
    async with redis_server.client() as client:
        assert await client.ping(), "it is over"


async def _heard_through(
    redis_server: RedisServer, line: Line, outage: Outage
) -> tuple[bool, bool, bool]:
    """Whether a listener heard what was said before an outage, and after; whether its connection ended."""
    reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
    try:
        writer.write(b"SUBSCRIBE dienhong:0\r\n")
        async with asyncio.timeout(WATCHDOG_S):
            await reader.readuntil(b":1\r\n")
            await redis_server.say(0, b"truoc")
            before = b"truoc" in await reader.readuntil(b"truoc\r\n")
        befalling = asyncio.create_task(befall(outage, redis_server, line))
        if outage.kind in DEAFENING:
            await asyncio.sleep(outage.lasts_s / 3)
            await redis_server.say(0, b"trong")
        await befalling
        await redis_server.say(0, b"sau")
        try:
            async with asyncio.timeout(SOON_S):
                await reader.readuntil(b"sau\r\n")
        except TimeoutError:
            return before, False, False
        except (ConnectionResetError, asyncio.IncompleteReadError):
            return before, False, True
        return before, True, False
    finally:
        writer.transport.abort()
