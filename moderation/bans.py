"""Bans: what cannot be undone is proposed by one moderator and confirmed by another, who has seen the evidence.

Nothing happens to the person before, and they are told nothing. The database refuses a ban without the two.
"""

from datetime import datetime

from msgspec import Struct

from moderation import acts, cases, sanctions, seats
from moderation.case import Act, Case, CaseDecided, CaseDeclined, CaseProposed, Stage
from moderation.deciding import (
    LONGEST_PRIVATE,
    LONGEST_PUBLIC,
    Deciding,
    PrivateNote,
    PublicNote,
    noted,
)
from moderation.reasons import Reason
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Proposing(Command, frozen=True):
    """That the author of a case's target be banned, by which rule. `public_note`: told with the ban, if it comes to that."""

    reason: Reason
    public_note: PublicNote = ""
    private_note: PrivateNote = ""


class Seconding(Command, frozen=True):
    """What a second moderator says to it. `note`: for moderators."""

    confirmed: bool
    note: PrivateNote = ""


class BanProposal(Struct, frozen=True):
    """A ban that waits for a second. `by`, `name`: who proposes it, in the room of moderation; `mine`: I do, so another must."""

    id: int
    reason: Reason
    by: int
    name: str
    at: datetime
    public_note: str
    private_note: str
    mine: bool


class Waiting(Struct, frozen=True):
    """The same, as the second acts on it, who has locked the case. `by`: a person's id."""

    id: int
    by: int
    reason: Reason
    public_note: str


async def shown(tx: Tx, who: Who, case_id: int, desk_id: int) -> BanProposal | None:
    """What is proposed in a case; None: nothing. Who may read it is the caller's question."""
    return await tx.one(BanProposal, q["shown"], case_id, desk_id, who.id)


async def propose(tx: Tx, who: Who, case_id: int, proposing: Proposing) -> Case:
    """Propose under one's lease to ban the author. Raises NotFound, Forbidden, Conflict as `acts.decide`; case-proposed: one waits."""
    seat = await seats.take(tx, who, "no-case")
    case = await cases.lock(tx, who, case_id)
    cases.must_be_alone(case)
    cases.must_be_fair(case, who)
    await cases.must_be_held(tx, case, who)
    if case.stage == Stage.PROPOSED:
        raise Conflict("case-proposed")
    await sanctions.must_be_possible(tx, case, None)
    public = noted(proposing.public_note, "public_note", LONGEST_PUBLIC)
    private = noted(proposing.private_note, "private_note", LONGEST_PRIVATE)
    proposal_id: int = await tx.conn.fetchval(
        q["propose"], case_id, case.of, proposing.reason, who.id, public, private
    )
    await cases.wait_for_second(tx, case_id)
    tx.facts["proposal"] = proposal_id
    return await cases.tell(tx, seat, case_id, lambda now: CaseProposed(now, proposal_id))


async def second(tx: Tx, who: Who, case_id: int, seconding: Seconding) -> Case:
    """Confirm under one's lease what somebody else has proposed, or decline it. Who has proposed it takes it back by declining it, and needs no lease.

    Raises NotFound, Forbidden, Conflict (nothing is proposed; one would confirm what one had proposed oneself, had reported it, or it is about oneself).
    """
    seat = await seats.take(tx, who, "no-case")
    case = await cases.lock(tx, who, case_id)
    cases.must_be_fair(case, who)
    waiting = await tx.one(Waiting, q["waiting"], case_id)
    if waiting is None:
        raise Conflict("nothing-proposed")
    mine = waiting.by == who.id
    if mine and seconding.confirmed:
        raise Conflict("proposed-yourself")
    await (cases.must_be_free if mine else cases.must_be_held)(tx, case, who)
    note = noted(seconding.note, "note", LONGEST_PRIVATE)
    act_id = None
    if seconding.confirmed:
        ban = Deciding(seconding.key, Act.BAN, waiting.reason, waiting.public_note, note)
        act_id = await acts.keep(tx, who, case, ban)
    outcome = "confirmed" if seconding.confirmed else "withdrawn" if mine else "declined"
    await tx.do(q["second"], waiting.id, outcome, who.id, note, act_id)
    await cases.end_waiting(tx, case_id)
    tx.facts |= {"proposal": waiting.id, "outcome": outcome}
    return await cases.tell(
        tx,
        seat,
        case_id,
        lambda now: (
            CaseDeclined(now, waiting.id)
            if act_id is None
            else CaseDecided(now, act_id, case.stage)
        ),
    )
