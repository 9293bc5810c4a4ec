"""Does for votes what nobody asks for: closes those that are over, tells how many have voted, reminds who has not, signs their heads.

Every process looks once a second; what each does is one transaction that finds nothing left where another was quicker.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from rooms.errors import Refused
from rooms.store import Store
from rooms.voting import closing, reminding, turnout
from rooms.voting.turnout import Due
from server.record.notes import Signer
from server.voting import signing

EVERY_S = 1.0
AFTER_FAILURE_S = 5.0
AT_ONCE = 100  # votes in one look

log = structlog.get_logger(__name__)


@asynccontextmanager
async def running(store: Store, signer: Signer | None) -> AsyncIterator[None]:
    """Votes are followed while the body runs; with no signer, other processes sign."""
    task = asyncio.create_task(_follow(store, signer))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def look(store: Store, signer: Signer | None = None) -> bool:
    """Do once what is due; False: something could not be done, and the next look tries again. One vote keeps no other waiting."""
    async with store.looking() as tx:
        found = await turnout.due(tx, AT_ONCE)
    done = [await _done(store, each) for each in found]
    if signer is not None:
        await store.run(signing.sign, None, signer, AT_ONCE)
    return all(done)


async def _done(store: Store, due: Due) -> bool:
    try:
        if due.over:
            await store.run(closing.close, None, due.id)
        if due.remind and not due.over:
            await store.run(reminding.remind, None, due.id)
        if due.changed and not due.over:
            await store.run(turnout.tell, None, due.id)
    except Refused as refused:
        log.warning("a vote waits", vote=due.id, reason=refused.reason)
    except Exception:
        log.exception("a vote waits", vote=due.id)
    else:
        return True
    return False


async def _follow(store: Store, signer: Signer | None) -> None:
    while True:
        done = False
        try:
            done = await look(store, signer)
        except Refused as refused:
            log.warning("votes wait", reason=refused.reason)
        except Exception:
            log.exception("votes wait")
        await asyncio.sleep(EVERY_S if done else AFTER_FAILURE_S)
