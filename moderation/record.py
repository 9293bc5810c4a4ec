"""The public record: what moderation did, act by act, for anybody to read and to hold it to.

The view `public_act` says what anybody may read of an act, and is all that is asked here: what is not in it (authors, reporters,
private notes, the names of rooms that are not public) cannot get out this way.
"""

from datetime import datetime

from msgspec import Struct

from moderation.case import Act, Source, Target
from moderation.reasons import Reason
from rooms import sql
from rooms.digests import ZONE
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 50  # acts
YEAR = 10_000  # acts of a year at once
TOP = 2**63 - 1  # above every id


class Recorded(Struct, frozen=True):
    """One act, as anybody may read of it.

    `reason`: the rule, None: none is broken. `by`: who acted, None where the portal does not name its moderators. `took_s`: from
    the opening of the case to its first decision; None: a later act of it, or a moderator acted unasked. `room_id`, `room` None: a
    room that is not public. `thread_id`, `thread`, `post_id`: where what is gone was; None also once it is back. `asked_at` to
    `review_note`: the review that the author asked for, None where there is none or it is not decided. `reverts`: the act that
    this one takes back; `reverted_by`: the one that takes this back.
    """

    id: int
    act: Act
    reason: Reason | None
    by: str | None
    at: datetime
    target: Target
    source: Source
    took_s: float | None
    public_note: str
    room_id: int | None
    room: str | None
    thread_id: int | None
    thread: str | None
    post_id: int | None
    asked_at: datetime | None
    outcome: str | None
    decided_at: datetime | None
    review_note: str | None
    reverts: int | None
    reverted_by: int | None


class Acts(Struct, frozen=True):
    """Some of the record, the newest first; `more`: there are earlier ones."""

    acts: list[Recorded]
    more: bool


async def page(tx: Tx, after: int | None, *, by_name: bool) -> Acts:
    """PAGE acts, those that come after the one with this id (None: the newest). `by_name`: moderators are named."""
    return _cut(await tx.all(Recorded, q["newest"], by_name, after or TOP, PAGE + 1), PAGE)


async def year(tx: Tx, of: int, after: int | None, *, by_name: bool) -> Acts:
    """The acts of a year in the time of Việt Nam, YEAR at most; the other arguments as of `page`."""
    begins, ends = datetime(of, 1, 1, tzinfo=ZONE), datetime(of + 1, 1, 1, tzinfo=ZONE)
    query = q["of_year"], by_name, after or TOP, YEAR + 1, begins, ends
    return _cut(await tx.all(Recorded, *query), YEAR)


def _cut(found: list[Recorded], most: int) -> Acts:
    return Acts(found[:most], more=len(found) > most)
