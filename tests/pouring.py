"""Many entries at once, through `store.run` like any change, for tests of delivery that do not care what was said."""

import asyncio
from datetime import UTC, datetime

from rooms.errors import Conflict
from rooms.policy import RULES
from rooms.post import Kind, Post, PostEdited
from rooms.rule import Rule
from rooms.store import Store
from rooms.tx import Tx

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def pour(
    tx: Tx, _: None, room_id: int, texts: list[str], pause_s: float = 0.0, *, fails: bool = False
) -> int:
    """Append an entry for each text, and take one's time before the end. Raises Conflict where it `fails`."""
    for text in texts:
        post = Post(1, 1, None, 1, Kind.OPINION, text, 1, NOON, None, None, None, None, 0, 0, 0, 0)
        tx.append(room_id, PostEdited(post), by=1)
    await tx.do("select 1")  # the transaction has begun before the pause
    await asyncio.sleep(pause_s)
    if fails:
        raise Conflict("contended")
    return len(texts)


def let_pour(store: Store) -> None:
    """Give the act its row in the policy table of this store."""
    store._rules = dict(RULES) | {"pouring.pour": Rule(recorded=False)}


async def poured(store: Store, room_id: int, count: int, size: int = 200) -> None:
    """That many entries of about that size."""
    let_pour(store)
    for n in range(0, count, 50):
        texts = [f"Ý kiến {i} ".ljust(size, "ư") for i in range(n, min(n + 50, count))]
        await store.run(pour, None, room_id, texts)
