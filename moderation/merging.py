"""Merging and splitting: what belongs together, a flood of posts or a quarrel, is looked at once and decided as one.

Whoever holds a case puts others under it that nobody else holds, and takes them out again. Nothing of them is lost: each keeps its
reports and its clock, is decided by an act of its own, and can be reviewed by itself.
"""

from typing import Annotated

from msgspec import Meta

from moderation import cases, groups, seats
from moderation.case import Case, Stage, Target
from moderation.cases import Locked
from rooms.audit import Command
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

Id = Annotated[int, Meta(ge=1, le=2**53)]


class Regrouping(Command, frozen=True, kw_only=True):
    """The cases that are put under another, or taken out from under it."""

    cases: Annotated[list[Id], Meta(min_length=1, max_length=groups.MOST)]


async def merge(tx: Tx, who: Who, case_id: int, regrouping: Regrouping) -> Case:
    """Put other cases, with what they lead, under one that one holds. Those that are there already stay.

    All of them or none. Raises NotFound, Forbidden, Conflict (one of them is a request, does not wait for a decision, waits under yet another,
    is held by somebody else, or is not for this moderator to decide; too many).
    """
    seat = await seats.take(tx, who, "no-case")
    ids = [each for each in dict.fromkeys(regrouping.cases) if each != case_id]
    group = await groups.lock(tx, who, case_id, ids)
    _must_wait(group.lead)
    cases.must_be_fair(group.lead, who)
    await cases.must_be_held(tx, group.lead, who)
    there = {each.id for each in group.others}
    coming = [await cases.look(tx, who, each) for each in ids if each not in there]
    for each in coming:
        _must_wait(each)
        cases.must_be_fair(each, who)
        await cases.must_be_free(tx, each, who)
    if 1 + len(there) + sum(1 + each.leads for each in coming) > groups.MOST:
        raise Conflict("merged-too-many", most=groups.MOST)
    joining = [each.id for each in coming]
    for each in coming:
        if each.leads:
            led = await groups.led(tx, each.id)
            await groups.part(tx, seat, each.id, led)
            joining += led
    if joining:
        await groups.join(tx, seat, case_id, joining)
    tx.facts |= {"case": case_id, "merged": joining}
    return await cases.line(tx, case_id)


async def split(tx: Tx, who: Who, case_id: int, regrouping: Regrouping) -> Case:
    """Take some out from under a case that one holds, to stand by themselves; those that are not there are left alone.

    Raises NotFound, Forbidden, Conflict (one does not hold it).
    """
    seat = await seats.take(tx, who, "no-case")
    group = await groups.lock(tx, who, case_id)
    await cases.must_be_held(tx, group.lead, who)
    leaving = [each.id for each in group.others if each.id in set(regrouping.cases)]
    if leaving:
        await groups.part(tx, seat, case_id, leaving)
    tx.facts |= {"case": case_id, "split": leaving}
    return await cases.line(tx, case_id)


def _must_wait(case: Locked) -> None:
    cases.must_be_alone(case)
    if case.target == Target.REQUEST:
        raise Conflict("answer-instead")
    if case.stage != Stage.OPEN:
        waits = {Stage.PROPOSED: "case-proposed", Stage.REVIEW: "review-there"}
        raise Conflict(waits.get(case.stage, "case-decided"))
