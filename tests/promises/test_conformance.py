"""P21: our WebSocket class keeps RFC 6455, by the cases of the Autobahn test suite.

They run against the class as the product serves it, on uvloop and with the product's own limit, once behind an ASGI
application and once on a line that was handed over. Without 9 (speed), 12 and 13 (compression, which we do not offer).
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import kosoku

from tests.ports import free_port
from tests.promises.conftest import Promising
from tests.world import World

WITHOUT = ("9.*", "12.*", "13.*")
MAY_FAIL = {"7.1.5"}  # speaks of what may happen after a close, and is judged by who is faster
LIMIT = 64 * 1024
START_S = 30.0
CASES = 240  # there are more; fewer would mean that they were not found


@asynccontextmanager
async def echoing(*, kept: bool) -> AsyncIterator[str]:
    """The address of an echo."""
    port = free_port()
    command = [sys.executable, "-m", "tests.promises.echo", str(port), str(int(kept))]
    process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.DEVNULL)
    try:
        async with asyncio.timeout(START_S):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    await writer.wait_closed()
                    break
                await asyncio.sleep(0.05)
        yield f"ws://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def test_every_case_of_the_test_suite_passes(promise: Promising) -> None:
    with promise("P21") as running:
        judged: dict[str, int] = {}
        for kept in (False, True):
            async with echoing(kept=kept) as url:
                results = await kosoku.run_fuzzingclient(url, exclude_cases=WITHOUT, concurrency=8)
            running.holds(len(results) > CASES, f"only {len(results)} cases ran")
            for each in results:
                running.n += 1
                verdict = f"{each.behavior.value}, closing {each.behavior_close.value}"
                judged[verdict] = judged.get(verdict, 0) + 1
                running.holds(each.passed or each.case_id in MAY_FAIL, f"{each.case_id}: {verdict}")
        running.facts["judged"] = judged


async def test_what_is_above_the_limit_is_refused_by_the_product(world: World) -> None:
    whole = [" " * (LIMIT + 1)]
    fragments = [" " * (LIMIT - 1), " ", " "]
    for said in (whole, fragments):
        async with world.live() as socket:
            await socket.send(said if len(said) > 1 else said[0])
            await asyncio.wait_for(socket.wait_closed(), 10)
            assert socket.close_code == 1009
