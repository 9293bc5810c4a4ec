"""`make dev`: the portal with its demonstration, started again when Python or SQL changes.

It stands behind Vite, which changes the page in the browser as its sources are saved. Both have one address, so
cookies and origins are as in earnest.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Iterator
from pathlib import Path

from server import config, database, logs

ROOT = Path(__file__).parents[1]
WATCHED = ("server", "rooms", "moderation", "migrations", "web/*.py")
KINDS = {".py", ".sql", ".toml", ".html"}
LOOK_S = 0.5
READY = "node_modules/.bin/vite"


def main() -> int:
    """Run until Ctrl-C; the exit code."""
    logs.configure()
    try:
        asyncio.run(_develop(config.read(None, os.environ)))
    except KeyboardInterrupt:
        return 0
    except (config.Impossible, *database.UNAVAILABLE) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def _develop(settings: config.Settings) -> None:
    behind = settings.port + 1
    own = {
        "PORT": str(behind),
        "ORIGINS": ",".join(settings.origins),
        "DIENHONG_DEMONSTRATION": "true",
        "DIENHONG_BEHIND": f"http://127.0.0.1:{behind}",
    }
    async with database.opened(settings) as url:
        environment = os.environ | own | {"DATABASE_URL": url}
        front = await asyncio.create_subprocess_exec(
            *(READY, "--host", settings.host, "--port", str(settings.port), "--strictPort"),
            cwd=ROOT / "web",
            env=environment,
        )
        try:
            await _restarting(environment, front)
        finally:
            await _ended(front)


async def _restarting(environment: dict[str, str], front: Process) -> None:
    """The server as it is now, again and again, until Vite ends."""
    while front.returncode is None:
        seen = _state()
        server = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "server", "serve", cwd=ROOT, env=environment
        )
        try:
            while _state() == seen and front.returncode is None:  # noqa: ASYNC110 - files send no events
                await asyncio.sleep(LOOK_S)
        finally:
            await _ended(server)


async def _ended(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await process.wait()


def _state() -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in _files()}


def _files() -> Iterator[Path]:
    for found in (found for pattern in WATCHED for found in ROOT.glob(pattern)):
        yield from (file for file in (found, *found.rglob("*")) if file.suffix in KINDS)


if __name__ == "__main__":
    sys.exit(main())
