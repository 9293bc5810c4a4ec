"""Acts: what is decided about a case. A row of one is never changed; taking it back is another act that names it.

Decided from the queue under a lease, or in the thread, where the lease is taken and the case decided at once.
"""

from moderation import cases, groups, opening, sanctions, seats
from moderation.case import (
    ANSWERS,
    WORDS,
    Act,
    Case,
    CaseDecided,
    CaseOpened,
    Source,
    Stage,
    Target,
)
from moderation.cases import Locked
from moderation.deciding import LONGEST_PRIVATE, LONGEST_PUBLIC, Deciding, fits, must_fit, noted
from moderation.groups import Group
from moderation.opening import Coming
from moderation.reasons import BEARINGS, Reason
from moderation.seats import Seat
from moderation.target import Doing
from moderation.targets import TARGETS, name
from rooms import sql
from rooms.cutting import Left
from rooms.errors import Conflict, Malformed, NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


async def decide(tx: Tx, who: Who, case_id: int, deciding: Deciding, html: str = "") -> Case:
    """Decide a case under one's lease, or act again on one that is decided. `html`: of the text that an edit leaves.

    Raises NotFound, Forbidden, Malformed, Conflict (somebody else holds it, or nobody does; it is one's own, or one had
    reported it; a review waits; it was decided so already; it waits under another; the post was retracted, or reported anew since).

    With it are decided all that wait under it, each by an act of its own; but what this moderator may not decide, or cannot
    be decided so, first stands by itself again and waits on, be it the leading one. The queue is not told that this was for their sake.
    """
    seat = await seats.take(tx, who, "no-case")
    group = await groups.lock(tx, who, case_id)
    cases.must_be_alone(group.lead)
    cases.must_be_fair(group.lead, who)
    await cases.must_be_held(tx, group.lead, who)
    return await _all_done(tx, who, seat, group, deciding, html)


async def take(tx: Tx, who: Who, case_id: int, deciding: Deciding) -> Case:
    """Decide a case that waits and that nobody else holds: one of several decided alike. Raises as `decide` does.

    About whole posts alone (Malformed): people are acted against, and passages cut, one by one, by somebody who has looked.
    """
    if deciding.act not in WORDS - {Act.EDIT}:
        raise Malformed("wrong-value", field="act", name="act")
    seat = await seats.take(tx, who, "no-case")
    group = await groups.lock(tx, who, case_id)
    cases.must_be_alone(group.lead)
    cases.must_be_fair(group.lead, who)
    await cases.must_be_free(tx, group.lead, who)
    if group.lead.stage == Stage.DECIDED:
        raise Conflict("case-decided")
    return await _all_done(tx, who, seat, group, deciding, "")


async def act(tx: Tx, who: Who, post_id: int, deciding: Deciding, html: str = "") -> Case:
    """Act on a post where it stands: its case is taken or opened, and decided, without those that it was merged with.

    Raises NotFound also where one may not read the post; else as `decide`, but needs no lease of one's own.
    """
    return await _at_once(tx, who, Target.POST, post_id, deciding, html)


async def act_on_title(tx: Tx, who: Who, thread_id: int, deciding: Deciding) -> Case:
    """The same about the title of a thread."""
    return await _at_once(tx, who, Target.TITLE, thread_id, deciding, "")


async def act_on_name(tx: Tx, who: Who, room_id: int, number: int, deciding: Deciding) -> Case:
    """The same about what a member is called in a room that names its members."""
    await seats.take(tx, who, name.MISSING)
    borne = await name.borne(tx, who, room_id, number)
    return await _at_once(tx, who, Target.NAME, borne, deciding, "")


async def keep(
    tx: Tx,
    who: Who,
    case: Locked,
    deciding: Deciding,
    reverts: int | None = None,
    left: Left | None = None,
    ground: str | None = None,
) -> int:
    """Write the act down, and do what it says to the target or the person; the act's id. `ground`: of a request that is refused."""
    act_id: int = await tx.conn.fetchval(
        q["keep"],
        case.id,
        case.of,
        deciding.act,
        deciding.reason,
        who.id,
        noted(deciding.public_note, "public_note", LONGEST_PUBLIC),
        noted(deciding.private_note, "private_note", LONGEST_PRIVATE),
        reverts,
        deciding.days,
        ground,
    )
    await tx.do(q["decided"], case.id, act_id, who.id)
    if deciding.act in WORDS:
        means = TARGETS[case.target]
        doing = Doing(act_id, deciding.act, str(deciding.reason), reverts, left)
        await means.carry_out(tx, case.target_id, doing)
    elif deciding.act not in ANSWERS:
        await sanctions.settle(tx, case.of)
    tx.facts |= {"act": act_id, "done": deciding.act}
    return act_id


async def _at_once(
    tx: Tx, who: Who, target: Target, target_id: int, deciding: Deciding, html: str
) -> Case:
    """Decide about a target where it stands: its open case is taken, or the one by which it was taken away, or a new one."""
    means = TARGETS[target]
    seat = await seats.take(tx, who, means.MISSING)
    if not await means.seen(tx, who, target_id):
        raise NotFound(means.MISSING)
    found = await means.found(tx, target_id)
    if found.of == who.id:
        raise Conflict("not-on-own")
    newest = await opening.newest(tx, target, target_id)
    if newest is not None and (found.hidden_as is not None or newest.stage != Stage.DECIDED):
        case_id = newest.id
    else:
        reason = deciding.reason or Reason.OTHER
        coming = Coming(Source.MODERATOR, reason, BEARINGS[reason].within)
        case_id = await opening.open_case(tx, target, target_id, found, coming)
        await cases.tell(tx, seat, case_id, CaseOpened)
    case = (await groups.lock(tx, who, case_id)).lead
    cases.must_be_fair(case, who)
    await cases.must_be_free(tx, case, who)
    await groups.leave(tx, seat, case)
    return await _done(tx, who, seat, await cases.look(tx, who, case_id), deciding, html)


async def _all_done(
    tx: Tx, who: Who, seat: Seat, group: Group, deciding: Deciding, html: str
) -> Case:
    """A case, and those under it. The time of the earliest is what it was decided in."""
    if not group.others:
        return await _done(tx, who, seat, group.lead, deciding, html)
    if deciding.act not in WORDS:  # nothing is done about people before the words are decided
        await must_fit(tx, group.lead, deciding)
    leads = await fits(tx, who, group.lead, deciding)
    alone = deciding.act == Act.EDIT  # the text is that of one post
    together = [each for each in group.others if not alone and await fits(tx, who, each, deciding)]
    if not leads and not together:
        await must_fit(tx, group.lead, deciding)
    apart = [each.id for each in group.others if each not in together]
    if apart:  # told of nobody: it may be what this moderator had reported
        await groups.part(tx, None, group.lead.id, apart)
    if not leads:
        await groups.leave(tx, None, group.lead)
        heir, *rest = await cases.looks(tx, who, [each.id for each in together])
        await _all_done(tx, who, seat, Group(heir, rest), deciding, html)
        return await cases.line(tx, group.lead.id)
    await tx.do(q["clock"], group.lead.id)
    for each in together:
        await _done(tx, who, seat, each, deciding, "")
    tx.facts["with"] = [each.id for each in together]
    return await _done(tx, who, seat, await cases.look(tx, who, group.lead.id), deciding, html)


async def _done(tx: Tx, who: Who, seat: Seat, case: Locked, deciding: Deciding, html: str) -> Case:
    await must_fit(tx, case, deciding)
    reverts = deciding.reverts
    if deciding.act == Act.RESTORE:
        now = await TARGETS[case.target].found(tx, case.target_id)
        reverts = await tx.conn.fetchval(q["taken_away_by"], case.id, now.hidden_as is not None)
    act_id = await keep(tx, who, case, deciding, reverts, deciding.left(html))
    return await cases.tell(tx, seat, case.id, lambda now: CaseDecided(now, act_id, case.stage))
