"""Makes up for what the search's index does not have: what was there before it, or was indexed by older tokens.

Everything new is indexed by whoever writes it. This runs once after a start, a small batch at a time so that
writers and readers hardly notice, and says in the log how far it is. After that it only learns now and then which terms
are common. Several servers may do it at once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import structlog

from rooms import passages
from rooms.errors import Refused
from rooms.passages import Indexed
from rooms.run import Done
from rooms.store import Store

BATCH = 100  # things in one transaction
REST_S = 0.02  # between batches, for others
SAID_EVERY_S = 10.0
AGAIN_S = 5.0  # after a database that was away
LEARNS_EVERY_S = 600.0

log = structlog.get_logger(__name__)

# Indexes the things after this id; the last of them, or None at the end.
Batches: TypeAlias = Callable[[int], Awaitable[Done[Indexed]]]


async def run(store: Store) -> None:
    """Index what is missing, and learn which terms are common, until cancelled."""
    whole = False
    while True:
        whole = whole or await catch_up(store)
        try:
            await learn(store)
        except Refused as refused:
            log.warning("common terms not learnt", reason=refused.reason)
        except Exception:
            log.exception("common terms not learnt")
        await asyncio.sleep(LEARNS_EVERY_S)


async def learn(store: Store) -> int:
    """Learn which terms are common; how many."""
    return (await store.run(passages.learn_common_terms, None)).result


async def catch_up(store: Store) -> bool:
    """Index what is missing: rooms and threads first, then posts. Whether nothing is, for one kind may fail."""
    steps: dict[str, Batches] = {
        "rooms": lambda after: store.run(passages.index_rooms, None, after, BATCH),
        "threads": lambda after: store.run(passages.index_threads, None, after, BATCH),
        "posts": lambda after: store.run(passages.index_posts, None, after, BATCH),
    }
    whole = True
    for what, batch in steps.items():
        try:
            await _index(what, batch)
        except Exception:
            log.exception("not indexed", what=what)
            whole = False
    return whole


async def _index(what: str, batch: Batches) -> None:
    after: int | None = 0
    written, said = 0, time.monotonic()
    while after is not None:
        try:
            done = (await batch(after)).result
        except Refused as refused:
            log.warning("indexing waits", reason=refused.reason)
            await asyncio.sleep(AGAIN_S)
            continue
        written += done.number
        after = done.last
        if time.monotonic() - said > SAID_EVERY_S:
            said = time.monotonic()
            log.info("indexing", what=what, written=written, upto=after)
        await asyncio.sleep(REST_S)
    if written:
        log.info("indexed", what=what, written=written)
