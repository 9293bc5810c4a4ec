"""One PostgreSQL server process over a cluster: start it until it answers, wait for its end, stop it."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Iterator
from pathlib import Path

from server.embedded.account import Account
from server.embedded.cluster import environment
from server.embedded.errors import Unusable

CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",  # our statements are short
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "restart_after_crash": "off",  # it ends, and whoever starts it again sees to what it needs first
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
}
LEFT_S = 30.0  # for a server that is shutting down, after its parent was killed
ANSWERS_S = 300.0  # recovery reads whatever a crash left unwritten
TRIES_S = (
    0.05,
    0.1,
    0.2,
    0.4,
    0.8,
    1.6,
)  # what a killed server held in memory is freed within these pauses
STOPS_S = 30.0
LOOK_S = 0.01
LOG_BYTES = 10_000_000
STATUS_LINE = (
    7  # of postmaster.pid, counted from 0: LOCK_FILE_LINE_PM_STATUS in PostgreSQL's miscadmin.h
)


class Postmaster:
    """At most one process at a time; it may be started again after it ended."""

    def __init__(
        self, program: Path, folder: Path, socket: Path, log_file: Path, who: Account
    ) -> None:
        self._command = [str(program), "-D", str(folder), "-k", str(socket)]
        for name, value in CONFIGURATION.items():
            self._command += ["-c", f"{name}={value}"]
        self._folder = folder
        self._log_file = log_file
        self._who = who
        self._process: Process | None = None

    async def start(self) -> None:
        """Return once it answers. Raises Unusable with the end of its log."""
        await self._free()
        for pause_s in TRIES_S:
            if await self._came_up():
                return
            await asyncio.sleep(pause_s)
        raise Unusable(f"PostgreSQL does not start:\n{self._last_words()}")

    async def ended(self) -> int | None:
        """Its exit code, once it ended; None where it never started."""
        return await self._process.wait() if self._process else None

    async def stop(self) -> None:
        """Fast: sessions are cut, everything is written back; where that takes too long, at once."""
        process = self._process
        for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if process is None or process.returncode is not None:
                return
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(order)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOPS_S):
                    await process.wait()

    async def _free(self) -> None:
        """Wait until no other server uses the cluster."""
        try:
            async with asyncio.timeout(LEFT_S):
                while holder := standing(self._folder)[0]:  # noqa: ASYNC110 - another process; there is no event
                    await asyncio.sleep(LOOK_S)
        except TimeoutError:
            raise Unusable(
                f"Process {holder} is still using the data in {self._folder}: stop it."
            ) from None

    async def _came_up(self) -> bool:
        with self._log_file_open() as written:
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=written,
                preexec_fn=self._who.entered(),
                start_new_session=True,  # Ctrl-C in a terminal is for us, who then stop it
                cwd="/",
                env=environment(),
            )
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWERS_S):
                while process.returncode is None:
                    if standing(self._folder) == (process.pid, "ready"):
                        return True
                    await asyncio.sleep(LOOK_S)
        return False

    @contextlib.contextmanager
    def _log_file_open(self) -> Iterator[int]:
        if self._log_file.exists() and self._log_file.stat().st_size > LOG_BYTES:
            self._log_file.rename(self._log_file.with_suffix(".log.1"))
        fd = os.open(self._log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            yield fd
        finally:
            os.close(fd)

    def _last_words(self) -> str:
        return self._log_file.read_text(errors="replace")[-1500:].strip()


def standing(folder: Path) -> tuple[int | None, str]:
    """Which process holds the cluster, and how far it is ("ready"): what postmaster.pid says, if it is alive."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
        holder = int(lines[0])
        if Path(f"/proc/{holder}/cwd").resolve(strict=True) != folder.resolve():
            return None, ""  # the number has gone to another program
    except (OSError, ValueError, IndexError):
        return None, ""
    return holder, lines[STATUS_LINE].strip() if len(lines) > STATUS_LINE else "starting"


def pid(data: Path) -> int | None:
    """The process id of the server on this data folder, None where none runs."""
    return standing(data / "postgres")[0]
