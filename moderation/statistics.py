"""Moderation in numbers, by month in the time of Việt Nam: what anybody may know of it without reading every act.

All of it is counted from rows that are never changed, so a month that is over says the same for ever. A case is *decided* by
its first act, in the month of that act; what becomes of it later is told of by reviews and restorations.
"""

from datetime import date, datetime

from msgspec import Struct

from moderation.case import Asked
from moderation.reasons import BEARINGS, Reason
from rooms import sql
from rooms.digests import ZONE
from rooms.tx import Tx

q = sql.beside(__file__)

MONTHS = 12  # the newest ones, unless a year is asked for


class Period(Struct, frozen=True):
    """A month, by its first day, or (None) all of them together.

    `opened`: cases that came in. `decided`: cases that had their first decision, which was to let be (`approved`), to hide, to
    remove, or to cut something out (`edited`). `restored`: acts that gave words back. `clocked`: those of `decided` that somebody had reported or a rule had held; a
    moderator who acts unasked decides at once. Of `clocked`: `hours`, the median from the opening to the decision (None: there is
    none), and `late`, how many came later than their reasons allow, each counted from its report. `reviewed`: reviews that were
    decided, `overturned`: those that took the act back.
    """

    month: date | None
    opened: int
    decided: int
    approved: int
    hidden: int
    removed: int
    edited: int
    restored: int
    clocked: int
    hours: float | None
    late: int
    reviewed: int
    overturned: int


class Cause(Struct, frozen=True):
    """A reason in a month, or (None) in all of them. `opened`: cases with it as the gravest given; `acted`: first decisions under it to hide, remove or edit."""

    month: date | None
    reason: Reason
    opened: int
    acted: int


class Answered(Struct, frozen=True):
    """Requests of a kind that people made about their own data in these months; none is told of by itself.

    `asked`; of these `answered`, `refused`, and `late`: answered after the clock of the law. `hours`: the median from the asking to
    the first answer (None: there is none). `waiting`, `overdue`: now, whenever they were asked.
    """

    kind: Asked
    asked: int
    answered: int
    refused: int
    hours: float | None
    late: int
    waiting: int
    overdue: int


class Waiting(Struct, frozen=True):
    """The cases but requests that wait now, for a decision or a review; `overdue`: those whose time is over."""

    open: int
    overdue: int


class Statistics(Struct, frozen=True):
    """The months, the newest first, and all of them together; the reasons likewise, what waits, and requests by their kind."""

    months: list[Period]
    whole: Period
    causes: list[Cause]
    waiting: Waiting
    requests: list[Answered]


async def newest(tx: Tx, now: datetime) -> Statistics:
    """The last MONTHS months, the one of `now` included."""
    here = now.astimezone(ZONE)
    return await _of(tx, _month(here.year, here.month + 1 - MONTHS), MONTHS)


async def year(tx: Tx, of: int) -> Statistics:
    """The months of a year."""
    return await _of(tx, date(of, 1, 1), 12)


async def _of(tx: Tx, first: date, months: int) -> Statistics:
    end = _month(first.year, first.month + months)
    reasons, within = list(BEARINGS), [bearing.within for bearing in BEARINGS.values()]
    periods = await tx.all(Period, q["periods"], first, end, reasons, within)
    causes = await tx.all(Cause, q["causes"], first, end, reasons)
    waiting = await tx.one(Waiting, q["waiting"])
    assert waiting is not None, "counts are a row"
    requests = await tx.all(Answered, q["answered"], first, end)
    return Statistics(periods[1:], periods[0], causes, waiting, requests)


def _month(year: int, month: int) -> date:
    """The first day of a month, which may be counted beyond its year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
