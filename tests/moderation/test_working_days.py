"""A request is answered by the end of the second working day in Viet Nam after it was asked."""

from datetime import UTC, date, datetime

import pytest

from moderation.working_days import VIETNAM, due

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("asked", "days", "holidays", "ends"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=VIETNAM), 2, [], date(2026, 11, 27)),
        (datetime(2026, 11, 26, 9, tzinfo=VIETNAM), 2, [], date(2026, 12, 1)),
        (datetime(2026, 11, 28, 9, tzinfo=VIETNAM), 2, [], date(2026, 12, 2)),
        (datetime(2026, 11, 24, 23, tzinfo=UTC), 2, [], date(2026, 11, 28)),
        (datetime(2026, 11, 24, 9, tzinfo=VIETNAM), 2, [THURSDAY], date(2026, 11, 28)),
        (datetime(2026, 11, 24, 9, tzinfo=VIETNAM), 0, [], date(2026, 11, 25)),
    ],
    ids=[
        "on Tuesday",
        "on Thursday",
        "on Saturday",
        "Wednesday there already",
        "a holiday",
        "none",
    ],
)
def test_working_days_are_counted_from_the_day_after(
    asked: datetime, days: int, holidays: list[date], ends: date
) -> None:
    found = due(asked, days, holidays)
    assert found == datetime(ends.year, ends.month, ends.day, tzinfo=VIETNAM)
    assert found > asked
