"""A decision as those it concerns read it: the author of what was decided on, and who had reported it. To all others it is not there.

Who reported is told to nobody, and of who decided only that they moderate.
"""

from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from moderation.case import Act, Asked, Target
from moderation.grounds import Ground
from moderation.reasons import REVIEW_ASKED_WITHIN, Reason
from moderation.targets import TARGETS
from rooms import sql
from rooms.errors import NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


Unasked: TypeAlias = Literal["gone", "waits", "late"]


class ReviewState(Struct, frozen=True):
    """How far a review has come. `outcome`: upheld or overturned; None with the last two: it waits."""

    asked_at: datetime
    due_at: datetime
    outcome: str | None
    decided_at: datetime | None
    note: str | None


class Decision(Struct, frozen=True):
    """An act, for the author (`mine`) or somebody who reported.

    `until`: where it ends by itself. `html`: the words it is about, for their author alone. `ask_until`: a review can be asked for until then; None: it
    cannot, and `unasked` says of what could be reviewed why: the act does not stand any more, something else of its case waits, or the time is over. The room is called as it was when the reader could last read it. `held`: it was held; `post_id` None: and is not there.
    `asked`: it answers this request about their own data, and no room is there; `ground`: why it was refused.
    """

    id: int
    act: Act
    reason: Reason | None
    at: datetime
    until: datetime | None
    public_note: str
    room_id: int | None
    room: str
    thread_id: int | None
    thread: str
    post_id: int | None
    target: Target
    held: bool
    mine: bool
    asked: Asked | None
    ground: Ground | None
    html: str | None
    review: ReviewState | None
    ask_until: datetime | None
    unasked: Unasked | None


class Concerning(Struct, frozen=True):
    """An act as it concerns somebody. `open`: it can be reviewed and no review was asked for; `since`: from when the days for that are counted."""

    id: int
    act: Act
    reason: Reason | None
    at: datetime
    until: datetime | None
    public_note: str
    room_id: int | None
    room: str
    thread_id: int | None
    thread: str
    post_id: int | None
    held: bool
    mine: bool
    asked: Asked | None
    ground: Ground | None
    target: Target
    target_id: int
    open: bool
    standing: bool
    waits: bool
    since: datetime
    now: datetime


async def decision(tx: Tx, who: Who, act_id: int) -> Decision:
    """An act that concerns this person. Raises NotFound."""
    one = await tx.one(Concerning, q["concerning"], act_id, who.id)
    if one is None:
        raise NotFound("no-decision")
    until = one.since + REVIEW_ASKED_WITHIN
    unasked = _unasked(one, until)
    said = None
    if one.mine:
        (shown,) = await TARGETS[one.target].shown(tx, [one.target_id])
        said = (shown.uncut if one.act == Act.EDIT else None) or shown.html
    return Decision(
        one.id, one.act, one.reason, one.at, one.until, one.public_note, one.room_id, one.room, one.thread_id, one.thread, one.post_id,
        one.target, one.held, one.mine, one.asked, one.ground, said, await tx.one(ReviewState, q["review"], act_id),
        until if one.open and unasked is None else None, unasked,
    )  # fmt: skip


def _unasked(one: Concerning, until: datetime) -> Unasked | None:
    if not one.open:
        return None
    if not one.standing:
        return "gone"
    if one.waits:
        return "waits"
    return "late" if one.now > until else None
