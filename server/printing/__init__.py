"""Documents set as PDF/A-2a and PDF/UA-1, by typst, where it is installed: `pip install dienhong[typst]`.

Each is set in a process of its own that can be killed. Long tables take seconds, and typst keeps what it has laid out
for as long as its process lasts.
"""

import asyncio
import importlib.util
import logging
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

import msgspec

from rooms.errors import Busy, Lacking, TooComplex
from server.printing.worker import REFUSED
from web.documents.printed import Printing

log = logging.getLogger(__name__)

# The child imports from where its parent does, installed or not, so the two are of one version.
WORKER = """
import sys
sys.path[:] = sys.argv[2:]
from server.printing import worker
worker.main(float(sys.argv[1]))
"""


class Unset(Exception):
    """The process ended without a document."""


class Printer:
    """Sets documents, few at once. `module`: what they are set by."""

    def __init__(
        self,
        module: str = "typst",
        *,
        at_once: int = 1,
        waiting: int = 8,
        deadline_s: float = 30.0,
        patience_s: float = 30.0,
    ) -> None:
        """Let `waiting` documents wait, none longer than `patience_s`; one may take `deadline_s`."""
        self.installed = importlib.util.find_spec(module) is not None
        self._places = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._asked = 0
        self._deadline_s = deadline_s
        self._patience_s = patience_s

    async def pdf(self, document: Callable[[bool], Printing]) -> bytes:
        """The document as a PDF. `document` is called beside the loop, with True where it is to be in plain letters alone.

        Raises Lacking where typst is not installed, Busy where too many wait, TooComplex where it takes too long or cannot be set.
        """
        if not self.installed:
            raise Lacking("pdf-not-installed")
        async with self._place():
            for plain in (False, True):  # letters that no font joins are told of only by trying
                told = msgspec.json.encode(await asyncio.to_thread(document, plain))
                try:
                    async with asyncio.timeout(self._deadline_s):
                        return await self._set(told)
                except TimeoutError:
                    raise TooComplex("too-slow-to-print") from None
                except Unset as unset:
                    log.warning("a document was not set: %s", unset)
        raise TooComplex("not-printable")

    @asynccontextmanager
    async def _place(self) -> AsyncGenerator[None, None]:
        if self._asked >= self._most:
            raise Busy("printing-busy", retry_after_s=10)
        self._asked += 1
        try:
            try:
                async with asyncio.timeout(self._patience_s):
                    await self._places.acquire()
            except TimeoutError:
                raise Busy("printing-busy", retry_after_s=10) from None
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._asked -= 1

    async def _set(self, told: bytes) -> bytes:
        """What the process makes of it. Raises Unset."""
        command = [sys.executable, "-P", "-c", WORKER, str(2 * self._deadline_s), *sys.path]
        # A session of its own: Ctrl-C is for the server, which then ends this.
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
        )
        try:
            pdf, said = await process.communicate(told)
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode == 0:
            return pdf
        # What typst says may hold words of the document, which are for no log.
        what = "typst refused it" if process.returncode == REFUSED else said.decode()[-500:]
        raise Unset(f"exit code {process.returncode}, {what}")
