"""What rules bring into the queue: posts that are held until somebody has read them, and posts that are there meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from moderation import cases, opening, scoring
from moderation.case import CaseOpened, CaseReported, Source, Target
from moderation.opening import Coming
from moderation.reasons import BEARINGS, Reason, gravest
from moderation.targets import TARGETS
from rooms import sql
from rooms.screening import Finding
from rooms.tx import Tx

q = sql.beside(__file__)

HELD_WITHIN = timedelta(hours=24)  # somebody waits to be heard


async def hold(tx: Tx, held_id: int, findings: Sequence[Finding]) -> None:
    """Open the case of a held post."""
    await _open(tx, Target.HELD, held_id, findings, HELD_WITHIN)


async def flag(tx: Tx, post_id: int, findings: Sequence[Finding]) -> None:
    """Open a case of a post; where one is open already, what was found is kept with that one, which becomes graver and sooner by it, never lighter."""
    newest = await opening.newest(tx, Target.POST, post_id)
    if newest is None or not newest.waits:
        await _open(tx, Target.POST, post_id, findings)
        return
    reason = _reason(findings)
    weight = max(newest.weight, scoring.weight(reason, 0, 0))  # an edit is not one more report
    every = gravest(newest.reason, reason)
    rank = scoring.rank(weight, newest.opened_at)
    within = BEARINGS[reason].within
    await tx.do(q["found"], newest.id, _kept(findings), every, weight, rank, within)
    for case_id in (newest.id, newest.within):
        if case_id is not None:
            await cases.tell(tx, None, case_id, CaseReported)


async def _open(
    tx: Tx,
    target: Target,
    target_id: int,
    findings: Sequence[Finding],
    at_most: timedelta = timedelta.max,
) -> None:
    reason = _reason(findings)
    within = min(BEARINGS[reason].within, at_most)
    weight = scoring.weight(reason, 0, 0)
    coming = Coming(Source.RULE, reason, within, weight, findings=_kept(findings))
    found = await TARGETS[target].found(tx, target_id)
    case_id = await opening.open_case(tx, target, target_id, found, coming)
    await cases.tell(tx, None, case_id, CaseOpened)


def _reason(findings: Sequence[Finding]) -> Reason:
    """The gravest that a rule names."""
    named = [Reason(finding.reason) for finding in findings if finding.reason]
    return gravest(*named) if named else Reason.OTHER


def _kept(findings: Sequence[Finding]) -> str:
    return msgspec.json.encode(findings).decode()
