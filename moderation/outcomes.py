"""Telling people what came of it: the author what was done about their words and why, and whoever had reported them.

Notices like all others, made of the entries of the room of moderation. They name the act; what is told of it is read by
whoever looks, with the rights of then.
"""

from collections.abc import Sequence

from rooms import notices, sql
from rooms.entries import Stretch
from rooms.notices import Gathered
from rooms.tx import Tx

q = sql.beside(__file__)

HEARS = frozenset({"case.decided", "review.decided"})


async def gather(tx: Tx, of: Sequence[Stretch]) -> None:
    """Write the notices of these entries, each once. That nothing was wrong is told to those alone who had reported it."""
    columns = (
        [room_id for room_id, _, _ in of],
        [first for _, first, _ in of],
        [last for _, _, last in of],
    )
    await notices.tell(tx, await tx.all(Gathered, q["gather"], *columns))
