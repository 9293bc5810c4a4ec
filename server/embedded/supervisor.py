"""Starts PostgreSQL, waits until it answers, starts it again when it ends by itself, and stops it in good order."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from pathlib import Path

import structlog

from server.embedded import account, cluster, places
from server.embedded.errors import Unusable

CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",  # our statements are short
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
}
START_S = 60.0  # recovery after a crash reads the log that was not yet written back
STOP_S = 30.0
LOOK_S = 0.01
LOG_BYTES = 10_000_000
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 5.0

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def running(data: Path, *, namespaces: bool = True) -> AsyncIterator[str]:
    """A database in `data` while the body runs; yields its URL, which stays the same when it is restarted.

    Raises Unusable. `namespaces` False: as on a kernel that forbids user namespaces.
    """
    data = data.absolute()
    with cluster.held(data):
        programs = places.programs()
        who = account.choose(data / "postgres", programs / "postgres", namespaces=namespaces)
        programs = places.reachable_programs(programs, who)
        folder = await cluster.ensure(data / "postgres", programs, who)
        socket = places.socket_folder(folder, who)
        server = _Server(programs / "postgres", folder, socket, data / "postgres.log", who)
        await server.start()
        watch = asyncio.create_task(server.watch())
        try:
            yield f"postgresql://{cluster.USER}@/{cluster.DATABASE}?host={socket}"
        finally:
            watch.cancel()
            await asyncio.wait([watch])
            await server.stop()
            with contextlib.suppress(OSError):
                socket.rmdir()


def pid(data: Path) -> int | None:
    """The process id of the server on this data folder, None where none runs."""
    return _standing(data / "postgres")[0]


class _Server:
    def __init__(
        self, program: Path, folder: Path, socket: Path, log_file: Path, who: account.Account
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
        try:
            async with asyncio.timeout(START_S):
                while not await self._answers():
                    # One that is being stopped, or what a killed one left in memory, is in the way for a moment.
                    await asyncio.sleep(FIRST_PAUSE_S)
        except TimeoutError:
            raise Unusable(f"PostgreSQL does not start:\n{self._last_words()}") from None

    async def watch(self) -> None:
        """Start it again whenever it ends, at once at first, then with growing pauses."""
        loop, pause_s = asyncio.get_running_loop(), FIRST_PAUSE_S
        while self._process:
            started = loop.time()
            code = await self._process.wait()
            log.error("the database ended and is started again", code=code)
            try:
                await self.start()
            except Unusable as error:
                log.error("the database does not start", why=str(error))  # noqa: TRY400 - the reason is all there is
            pause_s = FIRST_PAUSE_S if loop.time() - started > LONGEST_PAUSE_S else pause_s * 2
            await asyncio.sleep(min(pause_s, LONGEST_PAUSE_S))

    async def stop(self) -> None:
        """Fast: sessions are cut, everything is written back; where that takes too long, at once."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(order)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_S):
                    await process.wait()
                return

    async def _answers(self) -> bool:
        """Start it unless another is there; whether it came up. It did not where it ended at once."""
        other, _ = _standing(self._folder)
        if other is not None:
            return False
        with self._opened_log() as written:
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=written,
                preexec_fn=self._who.entered(),
                start_new_session=True,  # Ctrl-C in a terminal is for us, who then stop it
                cwd="/",
                env=cluster.environment(),
            )
        while process.returncode is None:
            if _standing(self._folder) == (process.pid, "ready"):
                return True
            await asyncio.sleep(LOOK_S)
        return False

    def _opened_log(self) -> "contextlib.closing[_Fd]":
        with contextlib.suppress(FileNotFoundError):
            if self._log_file.stat().st_size > LOG_BYTES:
                self._log_file.rename(self._log_file.with_suffix(".log.1"))
        return contextlib.closing(_Fd(os.open(self._log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)))

    def _last_words(self) -> str:
        return self._log_file.read_text(errors="replace")[-1500:].strip()


def _standing(folder: Path) -> tuple[int | None, str]:
    """Who holds the cluster, and how far it is: what its postmaster.pid says, where that process lives."""
    try:
        lines = (folder / "postmaster.pid").read_text().splitlines()
        holder = int(lines[0])
        if Path(f"/proc/{holder}/cwd").resolve(strict=True) != folder.resolve():
            return None, ""  # the number went to another process
    except (OSError, ValueError, IndexError):
        return None, ""
    return holder, lines[7].strip() if len(lines) > 7 else "starting"
