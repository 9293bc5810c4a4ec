"""Hiding a post and showing it again: what an act of moderation does to the room where the post stands.

Nothing here asks who may: the verb that decides has done so and calls these in its own transaction.
"""

from datetime import datetime
from typing import Literal

from rooms import sql
from rooms.tx import Tx

q = sql.beside(__file__)


async def hide(
    tx: Tx, post_id: int, how: Literal["hidden", "removed"], rule: str, at: datetime | None = None
) -> None:
    """Take a post's words from its readers. `at` None: now."""
    await tx.do(q["hide"], post_id, how, rule, at)


async def restore(tx: Tx, post_id: int) -> None:
    """Give a hidden post back to its readers."""
    await tx.do(q["restore"], post_id)
