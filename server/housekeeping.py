"""What is done now and then so that nothing grows for ever."""

import asyncio

import structlog

from rooms import audit
from rooms.errors import Refused
from rooms.store import Store

EVERY_S = 6 * 3600.0
ANSWERS_DAYS = (
    30  # how long a retry finds its first answer; a browser's outbox gives up long before
)

log = structlog.get_logger(__name__)


async def run(store: Store) -> None:
    """Tidy up until cancelled, first a while after the start."""
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            done = await store.run(audit.forget_answers, None, ANSWERS_DAYS)
        except Refused as refused:
            log.warning("not tidied up", reason=refused.reason)
        else:
            log.info("old answers forgotten", number=done.result)
