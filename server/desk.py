"""The desk is open before anybody is served: reports have a place to go from the first one on."""

from rooms import desk
from rooms.store import Store


async def kept(store: Store) -> None:
    """Open it, and seat the administrators, where that was not done."""
    async with store.looking() as tx:
        ready = await desk.ready(tx)
    if not ready:
        await store.run(desk.keep, None)
