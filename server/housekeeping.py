"""What is done now and then so that nothing grows for ever."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from rooms import audit, notices, outbox, unsent
from rooms.errors import Refused
from rooms.store import Store
from server.files import sweeping
from server.files.shelf import Folder
from server.identity import sessions
from server.personal import erasing

EVERY_S = 6 * 3600.0
ANSWERS_DAYS = 30  # how long a retry finds its first answer; browsers give up long before
SESSIONS_DAYS = 90  # how long a session that is over can still be looked up for the record
LETTERS_DAYS = 30  # how long it can be seen to whom a letter went
NOTICES_DAYS = 365  # how long an inbox shows what it told, read or not
UNSENT_DAYS = 90  # how long a draft that nobody goes on with is kept, and that one was sent; a device still has its own
BATCH = 1_000  # notices in one transaction

log = structlog.get_logger(__name__)


async def run(store: Store, folder: Folder) -> None:
    """Tidy up until cancelled, first a while after the start."""
    while True:
        await asyncio.sleep(EVERY_S)
        await once(store, folder)


async def once(store: Store, folder: Folder) -> None:
    """Tidy up, each kind of thing by itself: what is in the way of one does not keep the others."""
    steps: dict[str, Callable[[], Awaitable[object]]] = {
        "answers": lambda: store.run(audit.forget_answers, None, ANSWERS_DAYS),
        "letters": lambda: store.run(outbox.forget, None, LETTERS_DAYS),
        "notices": lambda: forget_notices(store),
        "sessions": lambda: store.run(sessions.forget, None, SESSIONS_DAYS),
        "unsent": lambda: store.run(unsent.forget, None, UNSENT_DAYS),
        "erased": lambda: store.run(erasing.again, None),
        "files": lambda: sweeping.sweep(store, folder),
    }
    for what, step in steps.items():
        try:
            await step()
        except Refused as refused:
            log.warning("not tidied up", what=what, reason=refused.reason)
        except Exception:
            log.exception("not tidied up", what=what)
        else:
            log.info("tidied up", what=what)


async def forget_notices(store: Store) -> None:
    """Let go of the notices that are too old, a batch at a time, so that nobody waits long behind one."""
    while (await store.run(notices.forget, None, NOTICES_DAYS, BATCH)).result == BATCH:
        pass
