"""The record, the statistics and other lists as CSV that spreadsheets read: UTF-8 with its mark, and nothing in it that they would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from moderation.reasons import Reason
from moderation.record import Recorded
from moderation.statistics import Statistics
from rooms.digests import ZONE

MARK = "\ufeff"  # by which spreadsheets know that it is UTF-8
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a formula begins with
RULES = list(Reason)
PERIOD = (
    "opened", "decided", "approved", "hidden", "removed", "edited", "restored", "clocked", "hours", "late", "reviewed", "overturned",
)  # fmt: skip

REQUESTS = ("asked", "answered", "refused", "hours", "late", "waiting", "overdue")


def acts(recorded: Iterable[Recorded]) -> str:
    """A line for each act; its columns are the fields, and `rule`, the number of the reason."""
    lines: list[Sequence[object]] = [(*Recorded.__struct_fields__, "rule")]
    for act in recorded:
        number = RULES.index(act.reason) + 1 if act.reason else None
        lines.append((*msgspec.structs.astuple(act), number))
    return written(lines)


def numbers(told: Statistics) -> str:
    """A line for each month and one for all of them; two columns for each reason, what waits and requests only in the last line."""
    by_reason = [f"{of}_{reason}" for of in ("opened", "acted") for reason in RULES]
    requests = {
        f"{each.kind}_{name}": getattr(each, name) for each in told.requests for name in REQUESTS
    }
    lines: list[Sequence[object]] = [
        ["month", *PERIOD, *by_reason, "open_now", "overdue_now", *requests]
    ]
    for period in [*told.months, told.whole]:
        causes = {cause.reason: cause for cause in told.causes if cause.month == period.month}
        waiting = (None, None) if period.month else (told.waiting.open, told.waiting.overdue)
        lines.append(
            [
                f"{period.month:%Y-%m}" if period.month else "total",
                *(getattr(period, name) for name in PERIOD),
                *(causes[reason].opened for reason in RULES),
                *(causes[reason].acted for reason in RULES),
                *waiting,
                *(None if period.month else value for value in requests.values()),
            ]
        )
    return written(lines)


def written(lines: Iterable[Sequence[object]]) -> str:
    """Lines of values as such a file."""
    told = io.StringIO()
    told.write(MARK)
    csv.writer(told).writerows([_cell(value) for value in line] for line in lines)
    return told.getvalue()


def _cell(value: object) -> str:
    """A value as text. What a spreadsheet would take for a formula has an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat(timespec="seconds")
    if isinstance(value, float):
        return f"{value:.2f}"
    written = str(value)
    return f"'{written}" if written.startswith(RUNS) else written
