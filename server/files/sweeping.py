"""Lets go of what nobody needs: files that no post took, bytes that no file needs, uploads that were broken off."""

import structlog

from rooms import files
from rooms.store import Store
from server.files.shelf import Folder

WAITING_HOURS = 24  # between an upload and the post that takes it
DAY_S = 86400.0

log = structlog.get_logger(__name__)


async def sweep(store: Store, folder: Folder, spare_s: float = DAY_S) -> None:
    """Once through everything. What was put less than `spare_s` ago may be of a change under way and stays."""
    forgotten = (await store.run(files.forget_waiting, None, WAITING_HOURS)).result
    removed = 0
    async for digests in folder.older(spare_s):
        async with store.looking() as tx:
            needed = await files.needed(tx, digests)
        for digest in set(digests) - needed:
            removed += await folder.remove(digest, spare_s)
    broken = await folder.tidy(spare_s)
    log.info("files swept", forgotten=forgotten, removed=removed, broken_off=broken)
