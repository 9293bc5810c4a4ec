"""Until when a request must be answered: so many working days in Viet Nam, which the law counts. Pure."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
SATURDAY = 5
WITHIN_DAYS = 2  # working days, to answer what somebody asks about their own data

# Days off that fall on a working day, as the government sets them each year. None: each deadline is the earlier for it.
HOLIDAYS: frozenset[date] = frozenset()


def due(asked_at: datetime, days: int, holidays: Collection[date] = HOLIDAYS) -> datetime:
    """The end of the last of so many working days after the day of asking. Needs a time with its zone."""
    day = asked_at.astimezone(VIETNAM).date()
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY and day not in holidays
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)
