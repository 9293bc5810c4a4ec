"""How the comments of consultations were answered, in numbers."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.tx import Tx

q = sql.beside(__file__)


class AnswerCounts(Struct, frozen=True):
    """How many comments there are, and how many of those that count have which answer."""

    comments: int
    accepted: int
    partly: int
    explained: int
    aside: int
    waiting: int


async def answers(tx: Tx, proposal_id: int, numbers: Sequence[int]) -> list[AnswerCounts]:
    """Those of the consultations with these numbers, in the order of the numbers. For who may read the proposal."""
    return await tx.all(AnswerCounts, q["answers"], proposal_id, numbers)
