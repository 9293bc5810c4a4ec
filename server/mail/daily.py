"""Begins the daily letters when their hour has come."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog

from rooms import digests
from rooms.errors import Refused
from rooms.store import Store

log = structlog.get_logger(__name__)

LOOK_S = 60.0


@asynccontextmanager
async def running(store: Store) -> AsyncGenerator[None, None]:
    """Look once a minute until the block ends."""
    task = asyncio.create_task(_run(store))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _run(store: Store) -> None:
    while True:
        try:
            while (
                await store.run(digests.enclose, None, datetime.now(UTC))
            ).result == digests.BATCH:
                pass
        except Refused as refused:
            log.warning("daily letters wait", reason=refused.reason)
        except Exception:
            log.exception("daily letters failed")
        await asyncio.sleep(LOOK_S)
