"""A request about one's own data as a target: it is answered, and nothing is said against anybody.

`restore` takes a refusal back: the request waits again, with a new clock, unless the same was asked anew and waits already.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from moderation import scoring
from moderation.case import Act, Stage
from moderation.target import Around, Doing, Found, Shown, lines
from moderation.working_days import WITHIN_DAYS, due
from rooms import sql
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MISSING = "no-request"
WORDS_FIRST = True


class Words(Struct, frozen=True):
    """What somebody asks, in their own words."""

    name: str
    words: str
    asked_at: datetime


async def lock(tx: Tx, request_id: int) -> None:
    """Lock it."""
    await tx.do(q["lock"], request_id)


async def seen(_: Tx, __: Who, ___: int) -> bool:
    """Nobody reads it but who asks and who answers."""
    return False


async def found(tx: Tx, request_id: int) -> Found:
    """How it is: it stands nowhere."""
    of: int = await tx.conn.fetchval(q["of"], request_id)
    return Found(
        None, None, None, None, of, None, retracted=False, cut_act=None, cut_waits=False, stops=None
    )


def must_be_possible(_: Found, __: Stage, ___: Act) -> None:
    """It is answered by `moderation.requests` alone."""
    raise Conflict("answer-instead")


async def carry_out(tx: Tx, request_id: int, doing: Doing) -> None:
    """Let it wait again, unless they have asked anew."""
    assert doing.act == Act.RESTORE, "a review alone comes here"
    now: datetime | None = await tx.conn.fetchval(q["reopen"], request_id)
    if now is None:
        return
    until = due(now, WITHIN_DAYS)
    await tx.do(q["wait"], request_id, until, scoring.rank_by(until))


async def shown(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """The words of each, for who asked. The id is 0: it is no post."""
    return [await _said(tx, each) for each in ids]


async def around(_: Tx, ids: Sequence[int]) -> list[Around]:
    """Nothing is around them."""
    return [Around("", "", None, None, None) for _ in ids]


async def _said(tx: Tx, request_id: int) -> Shown:
    asked = await tx.one(Words, q["words"], request_id)
    assert asked is not None, "requests are not deleted"
    return Shown(
        0, asked.name, asked.asked_at, 1, None, lines(asked.words), None, asked.words, None, []
    )
