"""The daily letter: one for a person on a day at most, at the hour they chose, and only where something is unread."""

from datetime import date, datetime, timedelta, timezone

from msgspec import Struct

from rooms import letters, sql
from rooms.letters import Letter
from rooms.tx import Tx

q = sql.beside(__file__)

ZONE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # without summer time since 1975
BATCH = 100  # letters in one transaction
DAYS = 7  # what is older than this is told by no daily letter any more


class Due(Struct, frozen=True):
    """A person for whom a letter was begun: of those of their notices from `first` to `last` that are marked with its `day`."""

    person_id: int
    email: str
    language: str
    day: date
    first: int
    last: int


async def enclose(tx: Tx, _: None, now: datetime) -> int:
    """Write the daily letters that are due at `now`, BATCH at most, an act of the system; how many there were."""
    here = now.astimezone(ZONE)
    due = await tx.all(Due, q["due"], here.date(), here.hour, BATCH, DAYS)
    for person in due:
        facts = {"day": person.day, "first": person.first, "last": person.last}
        letter = Letter("digest", person.email, person.language, facts, person.person_id)
        await letters.enclose(tx, f"digest:{person.person_id}:{person.day}", letter)
    return len(due)
