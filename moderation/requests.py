"""Requests about one's own data in the queue: each is answered by who may, within the clock of the law.

Export and correction are answered by one. An erasure cannot be undone: one proposes it and another confirms it, unless nobody else
could. What erases is given by the server; it is done in the transaction that decides. Nobody answers what they asked themselves.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from moderation import acts, cases, opening, scoring, seats
from moderation.bans import Seconding
from moderation.case import (
    Act,
    Asked,
    Case,
    CaseDecided,
    CaseDeclined,
    CaseOpened,
    CaseProposed,
    Source,
    Stage,
    Target,
)
from moderation.cases import Locked
from moderation.deciding import LONGEST_PRIVATE, Deciding, PrivateNote, PublicNote, noted
from moderation.explaining import InBoth
from moderation.grounds import Ground
from moderation.opening import Coming
from moderation.seats import Seat
from moderation.targets import request
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Malformed, NotFound
from rooms.people import Language, Who
from rooms.tx import Tx

q = sql.beside(__file__)

Erase: TypeAlias = Callable[
    [Tx, int], Awaitable[None]
]  # of a person by their id; raises Conflict while others depend on them
EXPORTED = InBoth(
    "Bạn tải dữ liệu của mình ở trang cá nhân, mục “Dữ liệu của tôi”: {page}",
    "You can download your data on your own page, under “My data”: {page}",
)
Outcome: TypeAlias = Literal["done", "refused"]


class Answering(Command, frozen=True):
    """What comes of a request. `ground`, and then `public_note` too: of a refusal. `public_note` is for who asked.

    An export that is done without one says where everybody has their data, in the language of who asked.
    """

    outcome: Outcome
    ground: Ground | None = None
    public_note: PublicNote = ""
    private_note: PrivateNote = ""


class Wanted(Struct, frozen=True):
    """A request that is locked. `others`: how many but whoever acts could answer it since it was asked.

    `language`: of who asked. `proposal`: to erase, by `proposed_by`, a person's id, which waits for a second; both None: none does.
    """

    id: int
    person_id: int
    kind: Asked
    language: Language
    proposal: int | None
    proposed_by: int | None
    others: int


async def open_case(
    tx: Tx, request_id: int, kind: Asked, asked_at: datetime, due_at: datetime
) -> None:
    """Bring a request that was just made into the queue."""
    within, rank = due_at - asked_at, scoring.rank_by(due_at)
    coming = Coming(Source.REQUEST, None, within, asked=kind, rank=rank)
    found = await request.found(tx, request_id)
    case_id = await opening.open_case(tx, Target.REQUEST, request_id, found, coming)
    await cases.tell(tx, None, case_id, CaseOpened)


async def answer(
    tx: Tx, who: Who, case_id: int, answering: Answering, *, erase: Erase, own_page: str
) -> Case:
    """Answer a request under one's lease; an erasure is proposed by it where somebody else could confirm it.

    `own_page`: the address at which everybody has their own data.

    Raises NotFound, Forbidden, Malformed, Conflict (somebody else holds it, or nobody does; it is one's own; it is answered,
    proposed or under review; others depend on who is to be erased).
    """
    seat, case = await _taken(tx, who, case_id)
    match case.stage:
        case Stage.REVIEW:
            raise Conflict("review-there")
        case Stage.PROPOSED:
            raise Conflict("case-proposed")
        case Stage.DECIDED:
            raise Conflict("request-decided")
    await cases.must_be_held(tx, case, who)
    _must_say_why(answering)
    wanted = await _wanted(tx, who, case)
    done = answering.outcome == "done"
    if done and wanted.kind == "erasure" and wanted.others:
        note = noted(answering.private_note, "private_note", LONGEST_PRIVATE)
        proposal: int = await tx.conn.fetchval(
            q["propose"], wanted.id, wanted.person_id, who.id, note
        )
        await cases.wait_for_second(tx, case_id)
        tx.facts["proposal"] = proposal
        return await cases.tell(tx, seat, case_id, lambda now: CaseProposed(now, proposal))
    deciding = Deciding(
        answering.key,
        Act.FULFIL if done else Act.REFUSE,
        None,
        answering.public_note.strip() or _told_where(wanted, own_page, done=done),
        answering.private_note,
    )
    return await _decided(tx, who, seat, case, wanted, deciding, answering.ground, erase)


async def second(tx: Tx, who: Who, case_id: int, seconding: Seconding, *, erase: Erase) -> Case:
    """Confirm under one's lease the erasure that somebody else has proposed, or decline it: then it waits for another answer.

    Who has proposed it takes it back by declining it, and needs no lease. Raises NotFound, Forbidden, Conflict (nothing is proposed; one
    would confirm what one had proposed oneself; it is one's own; as `answer`).
    """
    seat, case = await _taken(tx, who, case_id)
    wanted = await _wanted(tx, who, case)
    proposal = wanted.proposal
    if case.stage != Stage.PROPOSED or proposal is None:
        raise Conflict("nothing-proposed")
    mine = wanted.proposed_by == who.id
    if mine and seconding.confirmed:
        raise Conflict("proposed-yourself")
    await (cases.must_be_free if mine else cases.must_be_held)(tx, case, who)
    outcome = "confirmed" if seconding.confirmed else "withdrawn" if mine else "declined"
    note = noted(seconding.note, "note", LONGEST_PRIVATE)
    await tx.do(q["second"], proposal, outcome, who.id, note)
    tx.facts["proposal"] = proposal
    if seconding.confirmed:
        deciding = Deciding(seconding.key, Act.FULFIL, None, "", seconding.note)
        return await _decided(tx, who, seat, case, wanted, deciding, None, erase)
    tx.facts["outcome"] = outcome
    await cases.end_waiting(tx, case_id)
    return await cases.tell(tx, seat, case_id, lambda now: CaseDeclined(now, proposal))


async def _taken(tx: Tx, who: Who, case_id: int) -> tuple[Seat, Locked]:
    """The seat and the case, locked. Raises NotFound, Forbidden, Conflict."""
    seat = await seats.take(tx, who, "no-case")
    case = await cases.lock(tx, who, case_id)
    if case.target != Target.REQUEST:
        raise NotFound("no-request")
    cases.must_be_fair(case, who)
    return seat, case


async def _wanted(tx: Tx, who: Who, case: Locked) -> Wanted:
    wanted = await tx.one(Wanted, q["wanted"], case.target_id, who.id)
    assert wanted is not None, "requests are not deleted"
    return wanted


def _must_say_why(answering: Answering) -> None:
    refused = answering.outcome == "refused"
    if refused is not (answering.ground is not None):
        raise Malformed(
            "missing-field" if refused else "wrong-value", field="ground", name="ground"
        )
    if refused and not answering.public_note.strip():
        raise Malformed("empty", field="public_note")


def _told_where(wanted: Wanted, own_page: str, *, done: bool) -> str:
    exported = done and wanted.kind == "export"
    return EXPORTED.to(wanted.language).format(page=own_page) if exported else ""


async def _decided(
    tx: Tx,
    who: Who,
    seat: Seat,
    case: Locked,
    wanted: Wanted,
    deciding: Deciding,
    ground: Ground | None,
    erase: Erase,
) -> Case:
    """Write the act down, and do what it says. With an erasure, what else its person had asked is done with."""
    act_id = await _kept(tx, who, case, wanted, deciding, ground)
    if wanted.kind == "erasure" and deciding.act == Act.FULFIL:
        await erase(tx, wanted.person_id)
        for row in await tx.conn.fetch(q["others"], wanted.person_id, case.id):
            other = await cases.lock(tx, who, row["id"])
            else_wanted = await _wanted(tx, who, other)
            fulfilling = Deciding(deciding.key, Act.FULFIL)
            if else_wanted.kind == "erasure":  # refused before, which was looked at again
                other_id = await acts.keep(tx, who, other, fulfilling)
            else:
                other_id = await _kept(tx, who, other, else_wanted, fulfilling, None)
            await cases.tell(tx, seat, other.id, _done_by(other_id, other.stage))
        tx.facts["act"] = act_id
    return await cases.tell(tx, seat, case.id, _done_by(act_id, case.stage))


async def _kept(
    tx: Tx, who: Who, case: Locked, wanted: Wanted, deciding: Deciding, ground: Ground | None
) -> int:
    act_id = await acts.keep(tx, who, case, deciding, ground=ground)
    outcome = "done" if deciding.act == Act.FULFIL else "refused"
    alone = wanted.kind == "erasure" and outcome == "done" and wanted.proposal is None
    await tx.do(q["decide"], wanted.id, outcome, who.id, act_id, alone)
    await cases.end_waiting(tx, case.id)
    tx.facts |= {"kind": wanted.kind, "outcome": outcome}
    return act_id


def _done_by(act_id: int, was: Stage) -> Callable[[Case], CaseDecided]:
    return lambda now: CaseDecided(now, act_id, was)
