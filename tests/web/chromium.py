"""The browser the suite drives: Debian's Chromium, found and started, or the reason why there is none.

Its headless shell is the same engine without a window's trappings, which cost a fifth of the time.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium-headless-shell", "chromium")
APT = f"apt-get install -y --no-install-recommends {NAMES[0]}"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str:
    """Its path. Without one the test is skipped; where CI is set, that is a failure."""
    found = os.environ.get("DIENHONG_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if not found or not Path(found).is_file():
        absent(f"no Chromium: {APT}, or name one in DIENHONG_CHROMIUM")
    return found


def absent(reason: str) -> NoReturn:
    """Skip, and say why; in CI everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@asynccontextmanager
async def running() -> AsyncIterator[Browser]:
    """A browser with a fresh profile and no window."""
    path = find()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()
