"""Reviews: who was acted against asks once, of each act, that somebody else look at it, and somebody else does.

The case comes back into the queue. Whoever rules upholds the act, or takes it back by an act that names it.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from moderation import acts, cases, decisions, seats
from moderation.case import SANCTIONS, Act, Case, ReviewAsked, ReviewDecided, Stage
from moderation.deciding import (
    LONGEST_PRIVATE,
    LONGEST_PUBLIC,
    Deciding,
    PrivateNote,
    PublicNote,
    noted,
)
from moderation.decisions import Decision
from moderation.reasons import REVIEW_ASKED_WITHIN, REVIEW_WITHIN
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.text import body
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_WORDS = 2000  # characters


class Asking(Command, frozen=True):
    """Why the author holds that the act was wrong."""

    words: Annotated[str, Meta(min_length=1, max_length=LONGEST_WORDS)]


class Ruling(Command, frozen=True):
    """What came of a review. `note`: for the author and the public; `private_note`: for moderators."""

    upheld: bool
    note: PublicNote = ""
    private_note: PrivateNote = ""


class Asked(Struct, frozen=True):
    """An act against somebody, as they ask for a review of it. `standing`: it is not taken back; `waits`: something else of the case does. `at`: from when the days are counted."""

    case_id: int
    standing: bool
    waits: bool
    reviewed: bool
    at: datetime
    now: datetime


async def ask(tx: Tx, who: Who, act_id: int, asking: Asking) -> Decision:
    """Ask that somebody else look at an act against one's own words, or against oneself.

    Raises NotFound (also where it is about somebody else's), Conflict (asked before, too late, another act has taken its place).
    """
    words = body(asking.words, "words", LONGEST_WORDS)
    case_id = await tx.conn.fetchval(q["case_of"], act_id, who.id)
    if case_id is None:
        raise NotFound("no-decision")
    await cases.lock(tx, who, case_id)
    asked = await tx.one(Asked, q["asked"], act_id)
    assert asked is not None, "acts are not deleted"
    if asked.reviewed:
        raise Conflict("review-there")
    if not asked.standing:
        raise Conflict("case-decided")
    if asked.waits:
        raise Conflict("case-waits")
    if asked.now > asked.at + REVIEW_ASKED_WITHIN:
        raise Conflict("review-too-late")
    await tx.do(q["ask"], act_id, words, REVIEW_WITHIN)
    await tx.do(q["wait"], case_id, REVIEW_WITHIN, act_id)
    await cases.tell(tx, None, case_id, lambda case: ReviewAsked(case, act_id))
    return await decisions.decision(tx, who, act_id)


async def rule(tx: Tx, who: Who, case_id: int, ruling: Ruling) -> Case:
    """Say under one's lease what comes of a review.

    Raises NotFound, Forbidden, Conflict (no review waits; one acted oneself, or it is one's own; the lease is somebody else's).
    """
    seat = await seats.take(tx, who, "no-case")
    case = await cases.lock(tx, who, case_id)
    cases.must_be_fair(case, who)
    if case.stage != Stage.REVIEW or case.act_id is None:
        raise Conflict("case-decided")
    await cases.must_be_held(tx, case, who)
    note = noted(ruling.note, "note", LONGEST_PUBLIC)
    private = noted(ruling.private_note, "private_note", LONGEST_PRIVATE)
    outcome = "upheld" if ruling.upheld else "overturned"
    await tx.do(q["rule"], case.act_id, outcome, who.id, note, private)
    if ruling.upheld:
        await tx.do(q["close"], case_id)
    else:
        back = Act.LIFT if case.act in SANCTIONS else Act.RESTORE
        deciding = Deciding(ruling.key, back, None, note, private)
        await acts.keep(tx, who, case, deciding, reverts=case.act_id)
    reviewed = case.act_id
    tx.facts |= {"review": reviewed, "outcome": outcome}
    return await cases.tell(
        tx, seat, case_id, lambda now: ReviewDecided(now, reviewed, ruling.upheld)
    )
