"""Reports: whoever can read something may say what is wrong with it. The first opens a case, the next ones make it weigh more.

Nobody is told who reported: the entries name nobody, and neither does what moderators read.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from moderation import cases, opening, scoring
from moderation.case import Act, CaseOpened, CaseReported, Source, Stage, Target
from moderation.opening import Coming
from moderation.reasons import BEARINGS, Reason
from moderation.scoring import Score
from moderation.targets import TARGETS, name
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.text import body, clean, within
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_WORDS = 2000  # characters


class Reporting(Command, frozen=True):
    """What somebody finds wrong with something, and what they say of it. `words` are needed where the reason is `other`."""

    reason: Reason
    words: Annotated[str, Meta(max_length=LONGEST_WORDS)] = ""


class Reported(Struct, frozen=True):
    """That a report has been taken, and when."""

    reason: Reason
    at: datetime


class Record(Struct, frozen=True):
    """How often a person's reports were right, of those that were decided. `at`: now."""

    right: int
    decided: int
    at: datetime


async def report(tx: Tx, who: Who, post_id: int, reporting: Reporting) -> Reported:
    """Report a post. Raises NotFound, Malformed (`other` without words), Conflict (one's own, reported before, retracted, hidden already)."""
    return await _take(tx, who, Target.POST, post_id, reporting)


async def report_title(tx: Tx, who: Who, thread_id: int, reporting: Reporting) -> Reported:
    """Report the title of a thread. Raises NotFound, Conflict (one's own, reported before, hidden already)."""
    return await _take(tx, who, Target.TITLE, thread_id, reporting)


async def report_name(
    tx: Tx, who: Who, room_id: int, number: int, reporting: Reporting
) -> Reported:
    """Report what a member is called in a room that names its members.

    Raises NotFound, Conflict (one's own, reported before, hidden already).
    """
    borne = await name.borne(tx, who, room_id, number)
    return await _take(tx, who, Target.NAME, borne, reporting)


async def _take(tx: Tx, who: Who, target: Target, target_id: int, reporting: Reporting) -> Reported:
    words = within(clean(reporting.words, "words").strip(), "words", LONGEST_WORDS)
    if reporting.reason == Reason.OTHER:
        body(words, "words")  # of itself it says nothing that could be looked at
    means, reason = TARGETS[target], reporting.reason
    if not await means.seen(tx, who, target_id):
        raise NotFound(means.MISSING)
    found = await means.found(tx, target_id)
    if found.of == who.id:
        raise Conflict("not-on-own")
    means.must_be_possible(found, Stage.OPEN, Act.HIDE)  # what cannot be hidden is not reported
    before = await tx.one(Record, q["record"], who.id)
    assert before is not None, "a count is a row"
    new = scoring.reported(reason, before.right, before.decided, before.at)
    newest = await opening.newest(tx, target, target_id)
    waiting = newest if newest is not None and newest.waits else None
    if waiting is None:
        coming = Coming(Source.REPORT, reason, BEARINGS[reason].within, new.weight, reports=1)
        case_id = await opening.open_case(tx, target, target_id, found, coming)
    else:
        case_id = waiting.id
        every = scoring.together(Score(waiting.reason, waiting.weight, waiting.due_at), new)
        rank = scoring.rank(every.weight, waiting.opened_at)
        await tx.do(q["weigh"], case_id, every.reason, every.weight, rank, every.due_at)
    await tx.do(q["report"], case_id, found.of, who.id, reason, words)
    await cases.tell(tx, None, case_id, CaseOpened if waiting is None else CaseReported)
    if waiting is not None and waiting.within is not None:
        await cases.tell(tx, None, waiting.within, CaseReported)
    return Reported(reason, before.at)
