"""Keeps the log up with the audit for as long as the server runs. One process of many does the work at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from rooms.errors import Refused
from rooms.store import Store
from server.record import chaining
from server.record.chaining import State
from server.record.notes import Signer

EVERY_S = 1.0
AFTER_FAILURE_S = 10.0

log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(store: Store, signer: Signer | None) -> AsyncIterator[None]:
    """Rows are taken into the log while the body runs; with no signer, by other processes."""
    if signer is None:
        yield
        return
    task = asyncio.create_task(_follow(store, signer))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _follow(store: Store, signer: Signer) -> None:
    said = State.DONE
    while True:
        state = await _turn(store, signer)
        if state is State.OTHER_KEY and said is not state:
            log.error("the record is signed with another key than this process has: dienhong check")
        said = state or said
        if state is not State.MORE:
            await asyncio.sleep(EVERY_S if state else AFTER_FAILURE_S)


async def _turn(store: Store, signer: Signer) -> State | None:
    """One transaction; None where it failed. Whatever that was, the next one finds the same rows waiting."""
    try:
        return (await store.run(chaining.extend, None, signer)).result
    except Refused as refused:
        log.warning("the record waits", reason=refused.reason)
    except Exception:
        log.exception("the record waits")
    return None
