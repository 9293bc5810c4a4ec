"""Shared counts over a line that breaks: nobody is answered with an error for it."""

import asyncio
from pathlib import Path

import pytest
import uvloop

from server.limits.rate import Rate
from server.limits.shared import Away, Shared
from tests.chaos.line import Fault, line_to
from tests.redis import RedisServer, redis_running

OFTEN = Rate(1000, 1.0)
HEALTHY_S = 20.0


@pytest.mark.parametrize("fault", [Fault.CUT, Fault.RESET, Fault.HOLE, Fault.MUTE, Fault.STILL])
async def test_redis_that_breaks_off_is_away_and_no_error(tmp_path: Path, fault: Fault) -> None:
    """On the loop the product runs on: it has errors of its own for a line that was reset."""
    async with redis_running(tmp_path) as redis_server:
        await asyncio.to_thread(uvloop.run, _break_off(redis_server, fault))


async def _break_off(redis_server: RedisServer, fault: Fault) -> None:
    async with line_to(redis_server.port) as line:
        shared = Shared(f"redis://127.0.0.1:{line.port}/0")
        async with asyncio.timeout(HEALTHY_S):
            while not await _counts(shared):  # a machine that stands still for a moment is away too
                await asyncio.sleep(0.05)
        line.fault = fault
        await asyncio.sleep(0.05)
        said = await asyncio.gather(
            *(shared.take(f"{n}", OFTEN) for n in range(8)), return_exceptions=True
        )
        assert {type(each) for each in said} == {Away}
        line.fault = Fault.NONE
        await shared.close()


async def _counts(shared: Shared) -> bool:
    """Whether eight at once are counted."""
    said = await asyncio.gather(
        *(shared.take(f"{n}", OFTEN) for n in range(8)), return_exceptions=True
    )
    return said == [0.0] * 8
