"""Looks at hostile files in processes that have nothing to lose: one for each, gone when it has answered.

An image comes back decoded and encoded anew, so that nothing of what came is kept but what it shows. A package is
told apart by the names in it. Such a process has its one file and its one answer, bounded memory and time, and no
further descriptor, so no other file and no socket; a fault of a decoder ends it and nothing else.

    answer = await Examiner(10 << 20).examine(path, "jpeg", who.id)
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec
import structlog

from rooms.errors import Busy, Malformed
from server.examining.limits import WALL_S
from server.examining.wire import Answer, Declined, Image, Package, Why

log = structlog.get_logger(__name__)

SMALL_BYTES = 1 << 20  # of the answer besides the image: the small one, and a little
PATIENCE_S = 60.0
OF_ONE = 5  # files of one person: as many as a post takes

# The child imports from where its parent does, installed or not, so the two are of one version.
WORKER = """
import sys
sys.path[:] = sys.argv[3:]
from server.examining import worker
worker.main(sys.argv[1], int(sys.argv[2]))
"""


class _Theirs:
    """The files of one person, of which one at a time waits among those of others."""

    def __init__(self) -> None:
        self.number = 0
        self.turn = asyncio.Lock()


class Examiner:
    """Lets one file be looked at after the other, and everybody in turn: who brings slow ones keeps nobody out."""

    def __init__(self, most_bytes: int, *, waiting: int = 16, wall_s: float = WALL_S) -> None:
        """An image made anew has at most `most_bytes`. So many people may wait; each file is given `wall_s`."""
        self._most_bytes = most_bytes
        self._left = waiting
        self._of: dict[int, _Theirs] = {}
        self._wall_s = wall_s
        self._turn = asyncio.Lock()

    async def examine(self, file: Path, kind: str, person_id: int) -> Image | Package:
        """What the person's file is. Raises Malformed where it is not taken, Busy where too many wait, theirs or all."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._turn_of(person_id):
                answer = await self._answer(file, kind)
        except TimeoutError:
            raise _busy() from None
        if isinstance(answer, Declined):
            raise _refusal(answer)
        return answer

    @asynccontextmanager
    async def _turn_of(self, person_id: int) -> AsyncGenerator[None, None]:
        theirs = self._of.setdefault(person_id, _Theirs())
        if theirs.number >= OF_ONE:
            raise _busy()
        theirs.number += 1
        try:
            async with theirs.turn, self._place(), self._turn:
                yield
        finally:
            theirs.number -= 1
            if not theirs.number:
                del self._of[person_id]

    @asynccontextmanager
    async def _place(self) -> AsyncGenerator[None, None]:
        if not self._left:
            raise _busy()
        self._left -= 1
        try:
            yield
        finally:
            self._left += 1

    async def _answer(self, file: Path, kind: str) -> Answer:
        """A process that dies or goes on for ever says that the file is broken, on purpose or not."""
        command = ["-P", "-c", WORKER, kind, str(self._most_bytes), *sys.path]
        with file.open("rb") as opened:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *command,
                stdin=opened,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,  # what a decoder says of a hostile file is no line of a log
                env={},
                start_new_session=True,
            )
        try:
            async with asyncio.timeout(self._wall_s):
                answer = await self._read(process)
                await process.wait()
                return answer
        except (TimeoutError, msgspec.DecodeError):
            log.warning("a file could not be examined", kind=kind)
            return Declined(Why.BROKEN)
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _read(self, process: asyncio.subprocess.Process) -> Answer:
        assert process.stdout is not None
        told = bytearray()
        while piece := await process.stdout.read(1 << 16):
            told += piece
            if len(told) > self._most_bytes + SMALL_BYTES:
                raise TimeoutError
        answer: Answer = msgspec.msgpack.decode(told, type=Answer)
        return answer


def _refusal(declined: Declined) -> Malformed:
    match declined.why:
        case Why.BROKEN:
            return Malformed("image-broken", field="file")
        case Why.TOO_LARGE:
            return Malformed("image-too-large", field="file")
        case Why.MACROS:
            return Malformed("file-with-macros", field="file")
        case Why.ANOTHER:
            return Malformed("file-type", field="file")


def _busy() -> Busy:
    return Busy("examining-busy", retry_after_s=5)
