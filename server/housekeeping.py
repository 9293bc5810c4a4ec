"""What is done now and then so that nothing grows for ever."""

import asyncio

import structlog

from rooms import audit, notices, outbox
from rooms.errors import Refused
from rooms.store import Store
from server.files import sweeping
from server.files.shelf import Folder
from server.identity import sessions

EVERY_S = 6 * 3600.0
ANSWERS_DAYS = (
    30  # how long a retry finds its first answer; a browser's outbox gives up long before
)
SESSIONS_DAYS = 90  # how long a session that is over can still be looked up for the record
LETTERS_DAYS = 30  # how long it can be seen to whom a letter went
NOTICES_DAYS = 365  # how long an inbox shows what it told, read or not
BATCH = 1_000  # notices in one transaction

log = structlog.get_logger(__name__)


async def run(store: Store, folder: Folder) -> None:
    """Tidy up until cancelled, first a while after the start."""
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            done = await store.run(audit.forget_answers, None, ANSWERS_DAYS)
            await store.run(outbox.forget, None, LETTERS_DAYS)
            await forget_notices(store)
            await store.run(sessions.forget, None, SESSIONS_DAYS)
            await sweeping.sweep(store, folder)
        except Refused as refused:
            log.warning("not tidied up", reason=refused.reason)
        except OSError as error:
            log.warning("files not swept", error=repr(error))
        else:
            log.info("old answers forgotten", number=done.result)


async def forget_notices(store: Store) -> None:
    """Let go of the notices that are too old, a batch at a time, so that nobody waits long behind one."""
    while (await store.run(notices.forget, None, NOTICES_DAYS, BATCH)).result == BATCH:
        pass
