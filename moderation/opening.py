"""Opening a case: the one way by which something comes into the queue, be it by a report, a rule, or a moderator who acts at once."""

from datetime import datetime, timedelta

from msgspec import Struct

from moderation import scoring
from moderation.case import Asked, Source, Stage, Target
from moderation.reasons import Reason
from moderation.target import Found
from rooms import sql
from rooms.tx import Tx

q = sql.beside(__file__)


class Coming(Struct, frozen=True):
    """How something comes into the queue.

    `reason` None: a request, which is `asked`. `within`: it is to be decided in that time; `rank`: its place, None: that
    of what it weighs; `findings`: of rules, as JSON.
    """

    source: Source
    reason: Reason | None
    within: timedelta
    weight: int = 0  # in hundredths, as in `scoring`: by itself its place is that of its hour
    reports: int = 0
    findings: str | None = None
    asked: Asked | None = None
    rank: int | None = None


class Newest(Struct, frozen=True):
    """The newest case of a target. `waits`: for its first decision, so that a report joins it. `within`: under this other case."""

    id: int
    stage: Stage
    waits: bool
    within: int | None
    reason: Reason
    weight: int
    due_at: datetime
    opened_at: datetime


async def newest(tx: Tx, target: Target, target_id: int) -> Newest | None:
    """The newest case of a target that is locked, so nobody changes what it weighs; None: it never had one."""
    return await tx.one(Newest, q["newest"], target, target_id)


async def open_case(tx: Tx, target: Target, target_id: int, found: Found, coming: Coming) -> int:
    """Open a case; its id. The room of moderation is told by the caller."""
    case_id: int = await tx.conn.fetchval(
        q["open_case"],
        target,
        target_id,
        found.room_id,
        found.thread_id,
        found.post_id,
        found.held_id,
        found.of,
        coming.source,
        coming.reason,
        coming.findings,
        coming.reports,
        coming.weight,
        scoring.minutes_of(coming.weight),
        coming.within,
        coming.asked,
        coming.rank,
    )
    return case_id
