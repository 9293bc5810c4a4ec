"""P3: without Redis it is slower and nothing is broken: no write is refused, and entries come by the sweep.

Two ways for it to be away: it is dead, and whoever calls is told so at once; or it is a black hole, in which calls
and connections simply hang. Lags are measured from the answer to a write to the arrival at followers of another node.
"""

import asyncio
import time
from pathlib import Path

import pytest

from tests.chaos.line import Fault, Line, line_to
from tests.chaos.outages import listeners
from tests.promises.conftest import Promising
from tests.promises.hall import Hall, hall
from tests.promises.harness import Promise
from tests.redis import RedisServer
from tests.world import World

AWAY_S, BACK_S, WELL_S = (
    2.0,
    5.0,
    0.25,
)  # the bars: slowest meanwhile, until it is fast again, slowest then
LEAST = 40  # writes from which a lag is told
WATCHDOG = 5  # times the bar, for a machine that is busy with other things


@pytest.mark.parametrize("away", ["dead", "a black hole"])
async def test_redis_away_means_slower_and_not_broken(
    world: World,
    database_url: str,
    redis_server: RedisServer,
    promise: Promising,
    tmp_path: Path,
    away: str,
) -> None:
    with promise("P3 " + away) as running:
        async with (
            line_to(redis_server.port) as line,
            hall(
                running, world, database_url, line.port, tmp_path,
                nodes=running.of(2, 3), rooms=running.of(4, 20), guests=running.of(16, 200),
                roaming=False,
            ) as here,
        ):  # fmt: skip
            await _phase(running, here, "before", running.of(1.5, 10.0), WELL_S)
            await _leave(redis_server, line, away)
            await _phase(running, here, "away", running.of(3.0, 60.0, 600.0), AWAY_S)
            await _return(redis_server, line, away)
            await _back(running, here, redis_server)
            await _phase(running, here, "back", running.of(1.5, 10.0), WELL_S)
            await here.judge()
            running.holds(here.refused() == 0, f"{here.refused()} writes were refused")


async def _leave(redis_server: RedisServer, line: Line, away: str) -> None:
    if away == "dead":
        redis_server.kill()
    else:
        line.fault = Fault.HOLE


async def _return(redis_server: RedisServer, line: Line, away: str) -> None:
    if away == "dead":
        await redis_server.start()
    line.fault = Fault.NONE


async def _phase(running: Promise, here: Hall, name: str, lasts_s: float, bar_s: float) -> None:
    """Write for so long; how late it came, at the worst of a hundred."""
    began, written = time.monotonic(), 0
    while time.monotonic() < began + lasts_s or written < LEAST:
        await here.write(1, 0.02)
        written += 1
    await here.all_have(AWAY_S * WATCHDOG)
    lags = sorted(lag for guest in here.guests for lag in guest.lags(began, time.monotonic()))
    running.holds(len(lags) >= LEAST, f"{name}: only {len(lags)} arrivals")
    worst_s = lags[int(len(lags) * 0.99)]
    running.facts[f"{name}_p50_s"] = round(lags[len(lags) // 2], 3)
    running.facts[f"{name}_p99_s"] = round(worst_s, 3)
    if name == "away":
        running.times += lags
    limit_s = bar_s * running.of(WATCHDOG, 1)
    running.holds(worst_s <= limit_s, f"{name}: p99 is {worst_s:.2f} s, more than {limit_s} s")


async def _back(running: Promise, here: Hall, redis_server: RedisServer) -> None:
    """Every node hears the news again before long. Redis counts also those whose lines a black hole has swallowed,
    so where the bar is exact they are given all the time that they have.
    """
    began = time.monotonic()
    limit_s = BACK_S * running.of(WATCHDOG, 1)
    while await listeners(redis_server) < len(here.sites):
        if time.monotonic() > began + limit_s:
            running.violated(f"not all nodes listen {limit_s} s after it came back")
            break
        await asyncio.sleep(0.05)
    running.facts["back_after_s"] = round(time.monotonic() - began, 2)
    await asyncio.sleep(running.of(0.0, max(0.0, began + BACK_S - time.monotonic())))
