"""Random histories of moderation: what happened, as Python knows it, and the same written into a database."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from moderation.reasons import BEARINGS, Reason, gravest
from rooms.digests import ZONE
from tests import decided
from tests.decided import Conn
from tests.world import Someone

BEGINS, ENDS = datetime(2023, 12, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
EDGES = [datetime(2024 + n // 12, n % 12 + 1, 1, tzinfo=ZONE) for n in range(30)]
INSTANT = timedelta(microseconds=1)


@dataclass
class Did:
    """An act. `note` is its public one, and its place among all."""

    what: str
    reason: Reason | None
    at: datetime
    note: str
    reverts: str | None = None
    asked_at: datetime | None = None
    outcome: str | None = None
    ruled_at: datetime | None = None
    review_note: str | None = None


@dataclass
class Happened:
    """A case, from its opening on."""

    source: str
    reason: Reason
    opened_at: datetime
    due_at: datetime
    reports: list[tuple[Reason, datetime]] = field(default_factory=list)
    acts: list[Did] = field(default_factory=list)
    stage: str = "open"

    @property
    def late(self) -> bool:
        """Whether the first decision came later than the reasons allow."""
        times = [at + BEARINGS[reason].within for reason, at in self.reports]
        return self.acts[0].at > min(times, default=self.opened_at + BEARINGS[self.reason].within)


def history(chance: random.Random, cases: int, open_: int) -> list[Happened]:
    """So many cases, `open_` of them not decided."""
    found = [_case(chance, n, decide=n >= open_) for n in range(cases)]
    for n, edge in enumerate(EDGES):  # opened and decided with the month, and just before it
        for at in (edge - INSTANT, edge):
            sudden = Happened("moderator", Reason.SPAM, at, at, stage="decided")
            sudden.acts.append(Did("hide", Reason.SPAM, at, f"edge {n}.{at.microsecond}"))
            found.append(sudden)
    return found


def _case(chance: random.Random, n: int, *, decide: bool) -> Happened:
    begins = _moment(chance, BEGINS, ENDS)
    source = chance.choice(["report", "report", "moderator"])
    reports = [(chance.choice(list(Reason)), begins)] if source == "report" else []
    while reports and chance.random() < 0.4 and len(reports) < 3:
        later = reports[-1][1] + timedelta(hours=chance.expovariate(1 / 10))
        reports.append((chance.choice(list(Reason)), later))
    reason = gravest(*(given for given, _ in reports)) if reports else chance.choice(list(Reason))
    case = Happened(source, reason, begins, _moment(chance, BEGINS, ENDS + timedelta(900)), reports)
    if decide:
        _decide(chance, case, f"{n}")
    return case


def _decide(chance: random.Random, case: Happened, name: str) -> None:
    at = case.opened_at
    if case.source != "moderator":
        soonest = max((given for _, given in case.reports), default=at)
        at = _moment(chance, soonest, soonest + timedelta(hours=chance.expovariate(1 / 40)))
    what = chance.choice(["approve", "hide", "hide", "remove", "edit"])
    rule = None if what == "approve" else chance.choice(list(Reason))
    case.acts.append(Did(what, rule, at, f"{name}.0"))
    case.stage = "decided"
    if what == "hide" and chance.random() < 0.2:
        at += timedelta(hours=chance.expovariate(1 / 400))
        case.acts.append(Did("remove", rule, at, f"{name}.1"))
    if what != "approve" and chance.random() < 0.6:
        _review(chance, case, name)


def _review(chance: random.Random, case: Happened, name: str) -> None:
    act = case.acts[-1]
    act.asked_at = act.at + timedelta(hours=chance.expovariate(1 / 100))
    case.stage = "review"
    if chance.random() < 0.2:
        return
    act.ruled_at = _moment(chance, act.asked_at, act.asked_at + timedelta(days=20))
    act.outcome = chance.choice(["upheld", "overturned"])
    act.review_note = f"{name}.n"
    case.stage = "decided"
    if act.outcome == "overturned":
        again = Did("restore", None, act.ruled_at, act.review_note, reverts=act.note)
        case.acts.append(again)


def _moment(chance: random.Random, first: datetime, last: datetime) -> datetime:
    """A time between them, now and then at the very edge of a month."""
    edges = [edge for edge in EDGES if first < edge - INSTANT and edge < last]
    if edges and chance.random() < 0.3:
        return chance.choice(edges) - chance.choice([INSTANT, timedelta(0)])
    return first + (last - first) * chance.random()


async def write(
    conn: Conn, happened: list[Happened], posts: list[int], people: list[Someone]
) -> None:
    """Write it down: the first cases, which may be open, about a post each, all others about the last of them.

    The first of the people decides, the second reviews, the others report.
    """
    moderator, reviewer, *reporters = (each.id for each in people)
    for n, each in enumerate(happened):
        case_id = await decided.case(
            conn,
            posts[min(n, len(posts) - 1)],
            opened_at=each.opened_at,
            source=each.source,
            reason=each.reason,
            due_at=each.due_at,
        )
        for by, (reason, at) in zip(reporters, each.reports, strict=False):
            await decided.report(conn, case_id, by, reason=reason, at=at)
        ids: dict[str, int] = {}
        for did in each.acts:
            if did.what == "restore":
                continue  # comes with the ruling
            ids[did.note] = await decided.act(
                conn,
                case_id,
                moderator,
                did.what,
                at=did.at,
                reason=did.reason,
                public=did.note,
            )
            if did.asked_at is not None:
                await decided.ask(conn, ids[did.note], at=did.asked_at)
            if did.ruled_at is not None:
                upheld, note = did.outcome == "upheld", did.review_note or ""
                await decided.rule(
                    conn, ids[did.note], reviewer, upheld=upheld, at=did.ruled_at, note=note
                )
        await conn.execute(
            "update moderation_case set due_at = $2 where id = $1", case_id, each.due_at
        )
