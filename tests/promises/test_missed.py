"""P2: nobody misses or repeats an entry, whatever happens to Redis and to the lines.

Several nodes reach one Redis by a line that is made bad; Redis is killed, held still and made to drop those who
listen. Meanwhile entries are written by all nodes, and followers lose their lines and come back to any node.
"""

import asyncio
from pathlib import Path

from tests.chaos.line import Fault, line_to
from tests.chaos.outages import Kind, befall, drawn
from tests.promises.conftest import Promising
from tests.promises.hall import hall
from tests.redis import RedisServer
from tests.world import World

WRITERS = 4
END_S = 10.0  # a watchdog: the sweep takes a second


async def test_nobody_misses_or_repeats_an_entry(
    world: World, database_url: str, redis_server: RedisServer, promise: Promising, tmp_path: Path
) -> None:
    with promise("P2") as running:
        lasts_s = running.of((0.2, 0.5), (0.5, 6.0))
        outages = drawn(running.random, running.of(len(Kind), 20, 200), (0.1, 0.4), lasts_s)
        entries, cuts = running.of(300, 5_000, 50_000), running.of(60, 1_000, 10_000)
        expected_s = sum(each.after_s + each.lasts_s for each in outages)
        async with (
            line_to(redis_server.port) as line,
            hall(
                running, world, database_url, line.port, tmp_path,
                nodes=running.of(2, 3), rooms=running.of(4, 20), guests=running.of(24, 200),
                roaming=True,
            ) as here,
        ):  # fmt: skip
            pause_s = expected_s * WRITERS / entries / 2
            busy = [
                asyncio.create_task(here.write(entries // WRITERS, pause_s)) for _ in range(WRITERS)
            ]
            busy.append(asyncio.create_task(here.cut(cuts, expected_s / cuts)))
            for outage in outages:
                await befall(outage, redis_server, line)
            await asyncio.gather(*busy)
            line.fault = Fault.HOLE  # no later entry shows that these are missing
            await here.write(len(here.rooms) * 2, 0)
            await here.all_have(END_S)
            await here.judge()
            running.holds(here.refused() == 0, f"{here.refused()} writes were not acknowledged")
            running.facts["outages"] = len(outages)
            connected = sum(guest.connected for guest in here.guests)
            running.holds(connected >= cuts / 2, "the lines were hardly cut")
