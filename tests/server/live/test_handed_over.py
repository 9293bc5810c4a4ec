"""A line that is handed over to whoever keeps it: no task waits on it, what is said is given, and its end is told once."""

import asyncio
import uuid

from server.live.fast import LiveProtocol
from tests.server.live.lines import SOON_S, listening, masked, served


async def test_a_line_that_was_handed_over_holds_no_task_and_its_end_is_told_once() -> None:
    said: list[str | bytes | None] = []
    lost: list[str] = []
    name = uuid.uuid4().hex

    async def come(line: LiveProtocol) -> None:
        line.accept(None, [])
        await asyncio.sleep(0.1)  # something is said meanwhile
        line.keep(lambda: said.append(line.take()), lambda: lost.append(name))

    async with served(listening, come) as serving:
        raw = await serving.open()
        raw.send(masked(1, b"1"))
        async with asyncio.timeout(SOON_S):
            while serving.server.server_state.tasks:
                await asyncio.sleep(0.01)
        assert (said, lost) == (["1"], [])
        raw.send(masked(1, b"2") + masked(2, b"3"))
        async with asyncio.timeout(SOON_S):
            while len(said) < 3:
                await asyncio.sleep(0.01)
        assert said == ["1", "2", b"3"]
        raw.writer.transport.abort()
        async with asyncio.timeout(SOON_S):
            while not lost:
                await asyncio.sleep(0.01)
        (line,) = serving.lines
        assert line.ended == (1006, "")
        line.close(1000, "")
        line.keep(lambda: None, lambda: lost.append("again"))  # whoever comes too late is told too
        await asyncio.sleep(0.05)
        assert lost == [name, "again"]
