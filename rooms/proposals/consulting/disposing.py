"""Answering a comment of a consultation: taken in, taken in in part, explained why not. Each answer has its reason.

Those who draft the proposal or keep its room answer, and may answer anew until the consultation is closed; what was answered before
stays on record. Keepers of the room alone may say that a comment does not count, or that it does after all.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound, Stale
from rooms.people import Who
from rooms.proposals.consulting import consultations
from rooms.proposals.consulting.consultation import Answer, CommentDisposed, DispositionLine
from rooms.proposals.seats import Seat
from rooms.roles import KEEPERS
from rooms.screening import Words
from rooms.text import body
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_REASON = 2000  # characters
Why = Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class Disposing(Command, frozen=True):
    """What comes of a comment, and why. `after`: the number of the answer that was seen before, 0 where there was none."""

    kind: Literal["accepted", "partly", "explained"]
    reason: Why
    after: int = 0


class SettingAside(Command, frozen=True):
    """Why a comment does not count. `after` as of an answer."""

    reason: Why
    after: int = 0


class Comment(Struct, frozen=True):
    """The comment, locked. `there`: it shows its words. `number`, `kind`: of the answer in force, 0 and None where there is none."""

    said: int
    there: bool
    consultation: int | None
    closed: bool
    number: int
    kind: Answer | None


async def dispose(
    tx: Tx, who: Who, proposal_id: int, post_id: int, disposing: Disposing
) -> DispositionLine:
    """Answer a comment.

    Raises as `consultations.take`; NotFound, Conflict (in no consultation, it is closed, it shows no words), Stale, Forbidden (it was set aside).
    """
    seat = await consultations.take(tx, who, proposal_id)
    comment = await _comment(tx, proposal_id, post_id, disposing.after)
    if comment.kind == Answer.ASIDE and seat.role not in KEEPERS:
        raise Forbidden("set-aside-by-keepers")
    return await _write(tx, seat, post_id, comment, Answer(disposing.kind), disposing.reason)


async def set_aside(
    tx: Tx, who: Who, proposal_id: int, post_id: int, setting: SettingAside
) -> DispositionLine:
    """Let a comment not count. Raises as `dispose`; Forbidden (not a keeper)."""
    seat = await consultations.take(tx, who, proposal_id)
    comment = await _comment(tx, proposal_id, post_id, setting.after)
    if seat.role not in KEEPERS:
        raise Forbidden("keepers-only")
    return await _write(tx, seat, post_id, comment, Answer.ASIDE, setting.reason)


async def _comment(tx: Tx, proposal_id: int, post_id: int, after: int) -> Comment:
    comment = await tx.one(Comment, q["comment"], proposal_id, post_id)
    if comment is None:
        raise NotFound("no-comment")
    if comment.consultation is None:
        raise Conflict("comment-not-counted")
    if (
        comment.closed and comment.number
    ):  # one that was hidden until then still gets its first answer
        raise Conflict("consultation-closed")
    if not comment.there:
        raise Conflict("comment-not-there")
    if comment.number != after:
        raise Stale("disposition-changed", field="after", after=comment.number)
    return comment


async def _write(
    tx: Tx, seat: Seat, post_id: int, comment: Comment, kind: Answer, reason: str
) -> DispositionLine:
    why = body(reason, "reason", LONGEST_REASON).strip()
    tx.screen(Words("description", why))
    line = await tx.one(
        DispositionLine, q["write"], post_id, comment.number + 1, seat.id, comment.consultation,
        seat.room_id, kind, why, comment.said, seat.number,
    )  # fmt: skip
    assert line is not None, "an insert returns its row"
    tx.facts |= {"post": post_id, "kind": kind}
    tx.append(seat.room_id, CommentDisposed(seat.id, line), by=seat.number)
    return line
