"""Makes up for what the search's index does not have: what was there before it, or was indexed by older tokens.

Everything new is indexed by whoever writes it. This runs once after a start, a small batch at a time so that
writers and readers hardly notice, and says in the log how far it is. Several servers may do it at once.
"""

import asyncio
import time

import structlog

from rooms import passages
from rooms.errors import Refused
from rooms.store import Store

BATCH = 100  # things in one transaction
REST_S = 0.02  # between batches, for others
SAID_EVERY_S = 10.0
AGAIN_S = 5.0  # after a database that was away

log = structlog.get_logger(__name__)


async def run(store: Store) -> None:
    """Index what is missing: rooms and threads first, then posts. Ends when nothing is."""
    steps = {
        "rooms": passages.index_rooms,
        "threads": passages.index_threads,
        "posts": passages.index_posts,
    }
    for name, verb in steps.items():
        after: int | None = 0
        written, said = 0, time.monotonic()
        while after is not None:
            try:
                done = (await store.run(verb, None, after, BATCH)).result
            except Refused as refused:
                log.warning("indexing waits", reason=refused.reason)
                await asyncio.sleep(AGAIN_S)
                continue
            written += done.number
            after = done.last
            if time.monotonic() - said > SAID_EVERY_S:
                said = time.monotonic()
                log.info("indexing", what=name, written=written, upto=after)
            await asyncio.sleep(REST_S)
        if written:
            log.info("indexed", what=name, written=written)
