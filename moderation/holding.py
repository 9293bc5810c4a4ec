"""What rules bring into the queue: posts that are held until somebody has read them, and posts that are there meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from moderation import cases, scoring
from moderation.case import CaseOpened
from moderation.reasons import BEARINGS, Reason, gravest
from rooms import sql
from rooms.screening import Author, Finding
from rooms.tx import Tx

q = sql.beside(__file__)

HELD_WITHIN = timedelta(hours=24)  # somebody waits to be heard


async def hold(tx: Tx, author: Author, held_id: int, findings: Sequence[Finding]) -> None:
    """Open the case of a held post."""
    reason = _reason(findings)
    within = min(BEARINGS[reason].within, HELD_WITHIN)
    await _open(tx, q["open_held"], held_id, author, findings, reason, within)


async def flag(tx: Tx, author: Author, post_id: int, findings: Sequence[Finding]) -> None:
    """Open a case of a post; where one is open already, what was found is kept with that one."""
    if await tx.conn.fetchval(q["found"], post_id, _kept(findings)) is None:
        reason = _reason(findings)
        within = BEARINGS[reason].within
        await _open(tx, q["open_post"], post_id, author, findings, reason, within)


async def _open(
    tx: Tx, query: str, of: int, author: Author, findings: Sequence[Finding], reason: Reason, within: timedelta
) -> None:  # fmt: skip
    case_id: int = await tx.conn.fetchval(
        query,
        of,
        author.person_id,
        reason,
        _kept(findings),
        scoring.weight(reason, 0, 0),
        scoring.MINUTES_PER_POINT,
        within,
    )
    await cases.tell(tx, None, case_id, CaseOpened)


def _reason(findings: Sequence[Finding]) -> Reason:
    """The gravest that a rule names."""
    named = [Reason(finding.reason) for finding in findings if finding.reason]
    return gravest(*named) if named else Reason.OTHER


def _kept(findings: Sequence[Finding]) -> str:
    return msgspec.json.encode(findings).decode()
