"""Reports: whoever can read a post may say what is wrong with it. The first opens a case, the next ones make it weigh more.

Nobody is told who reported: the entries name nobody, and neither does what moderators read.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from moderation import cases, scoring
from moderation.case import CaseOpened, CaseReported
from moderation.reasons import Reason
from moderation.scoring import Score
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.text import clean, within
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_WORDS = 2000  # characters


class Reporting(Command, frozen=True):
    """What somebody finds wrong with a post, and what they say of it."""

    reason: Reason
    words: Annotated[str, Meta(max_length=LONGEST_WORDS)] = ""


class Reported(Struct, frozen=True):
    """That a report has been taken, and when."""

    reason: Reason
    at: datetime


class Seen(Struct, frozen=True):
    """A post as somebody reads it, locked. `of`: whose it is; `at`: now."""

    room_id: int
    thread_id: int
    of: int
    retracted: bool
    hidden: bool
    at: datetime


class Record(Struct, frozen=True):
    """How often a person's reports were right, of those that were decided."""

    right: int
    decided: int


class Open(Struct, frozen=True):
    """The open case of a post."""

    id: int
    reason: Reason
    weight: int
    due_at: datetime
    opened_at: datetime


async def report(tx: Tx, who: Who, post_id: int, reporting: Reporting) -> Reported:
    """Report a post. Raises NotFound, Conflict (one's own, reported before, retracted, hidden already)."""
    words = within(clean(reporting.words, "words").strip(), "words", LONGEST_WORDS)
    seen = await tx.one(Seen, q["seen"], post_id, who.id)
    if seen is None:
        raise NotFound("no-post")
    if seen.of == who.id:
        raise Conflict("not-on-own")
    if seen.retracted:
        raise Conflict("post-retracted")
    if seen.hidden:
        raise Conflict("post-hidden")
    before = await tx.one(Record, q["record"], who.id)
    assert before is not None, "a count is a row"
    new = scoring.reported(reporting.reason, before.right, before.decided, seen.at)
    case = await tx.one(Open, q["open"], post_id)
    case_id = await _opened(tx, seen, post_id, new) if case is None else case.id
    await tx.do(q["report"], case_id, seen.of, who.id, reporting.reason, words)
    if case is not None:
        every = scoring.together(Score(case.reason, case.weight, case.due_at), new)
        rank = scoring.rank(every.weight, case.opened_at)
        await tx.do(q["weigh"], case_id, every.reason, every.weight, rank, every.due_at)
    await cases.tell(tx, None, case_id, CaseOpened if case is None else CaseReported)
    return Reported(reporting.reason, seen.at)


async def _opened(tx: Tx, seen: Seen, post_id: int, new: Score) -> int:
    case_id: int = await tx.conn.fetchval(
        q["open_case"],
        seen.room_id,
        seen.thread_id,
        post_id,
        seen.of,
        new.reason,
        new.weight,
        scoring.rank(new.weight, seen.at),
        new.due_at,
    )
    return case_id
