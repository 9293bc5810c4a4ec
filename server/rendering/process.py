"""One place in the pool, and the process that holds it just now.

Not one of the interpreter's own pools: those fork, or cannot kill a worker that hangs.
"""

import asyncio
import logging
import resource
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from rooms.errors import Refused, TooComplex
from server.rendering.wire import LENGTH, Answer, Rendered, frame

log = logging.getLogger(__name__)

START_S = 30.0  # to load the sanitisers, on a machine that has much else to do
TRIES = 2  # a process that was killed from outside says nothing about the text
# What a process keeps of a million characters is 8 MB where they are words, 220 MB where they are hostile; to start one costs
# as much as a thousand posts. So it is looked after how much it holds.
LOOK = 100_000  # characters given to it between two looks
MOST_BYTES = 128 << 20
RETIREMENT = 500_000  # characters, where a system does not say what its processes hold

# The child imports from where its parent does, installed or not, so the two are of one version.
WORKER = """
import sys
sys.path[:] = sys.argv[2:]
from server.rendering import worker
worker.main(float(sys.argv[1]))
"""


class Broken(Exception):
    """The process has ended, or never became ready."""


def held_bytes(pid: int) -> int | None:
    """The memory that a process has for itself; None where this system does not say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_bytes().split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * resource.getpagesize()


class Process:
    """A worker that is started when it is needed and again whenever it has ended."""

    def __init__(self, deadline_s: float) -> None:
        self._deadline_s = deadline_s
        self._process: asyncio.subprocess.Process | None = None
        self._given = 0  # characters, to this process
        self._look_at = LOOK

    @property
    def runs(self) -> bool:
        """Whether there is one."""
        return self._process is not None and self._process.returncode is None

    async def answers(self, sources: Sequence[str]) -> AsyncGenerator[Rendered | Refused, None]:
        """What there is to say to each of these texts, in their order, each not much later than the deadline.

        They are sent all at once, so that the process need not be woken for each. Raises Broken where none can be
        started.
        """
        left, broken = list(sources), 0
        while left:
            await self.get_ready()
            try:
                self._send(left)
                while left:
                    async with asyncio.timeout(self._deadline_s):
                        answer = await self._receive()
                    left.pop(0)
                    broken = 0
                    yield answer if isinstance(answer, Rendered) else answer.refusal()
            except TimeoutError:
                await self.end()
                left.pop(0)
                yield TooComplex("too-slow-to-render", field="body")
            except Broken:
                log.warning("a rendering process ended")
                await self.end()
                broken += 1
                if broken == TRIES:
                    left.pop(0)
                    broken = 0
                    yield TooComplex("not-renderable", field="body")

    async def get_ready(self) -> None:
        """Have a process that has loaded everything, and not been given too much since. Raises Broken."""
        if self.runs and not self._worn():
            return
        await self.end()
        command = [sys.executable, "-P", "-c", WORKER, str(2 * self._deadline_s), *sys.path]
        pipe = asyncio.subprocess.PIPE
        try:
            # A session of its own: Ctrl-C is for the server, which then ends this.
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, start_new_session=True
            )
            async with asyncio.timeout(START_S):
                await self._receive()
        except (OSError, TimeoutError) as error:
            await self.end()
            raise Broken from error
        except BaseException:
            await self.end()
            raise

    async def end(self) -> None:
        """Kill the process, whatever it does."""
        process, self._process = self._process, None
        self._given, self._look_at = 0, LOOK
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _worn(self) -> bool:
        """Whether the process holds too much."""
        if self._process is None or self._given < self._look_at:
            return False
        self._look_at = self._given + LOOK
        held = held_bytes(self._process.pid)
        return self._given >= RETIREMENT if held is None else held >= MOST_BYTES

    def _send(self, sources: Sequence[str]) -> None:
        """Hand them over without waiting until they are taken: the answers may have to be read for that."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._given += sum(map(len, sources))
        try:
            self._process.stdin.write(b"".join(frame(source.encode()) for source in sources))
        except OSError as error:
            raise Broken from error

    async def _receive(self) -> Answer:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            (length,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            message = await self._process.stdout.readexactly(length)
            answer: Answer = msgspec.msgpack.decode(message, type=Answer)
        except (EOFError, OSError, msgspec.DecodeError) as error:
            raise Broken from error
        return answer
