"""Marking the reply that answers an argument or a question, and saying that it is still open.

Whoever wrote it, or a co-author, marks; its author may say that this reply is no answer, and then only they can mark that one again.
"""

from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, Malformed, NotFound
from rooms.people import Who
from rooms.proposals.arguing import disputed
from rooms.proposals.arguing.argument import ArgumentAnswered, ArgumentReopened
from rooms.proposals.seats import Seat
from rooms.tx import Tx

q = sql.beside(__file__)


class Marking(Command, frozen=True):
    """The reply that answers: it stands somewhere beneath what it answers."""

    answer_id: int


class ArgumentAnswer(Struct, frozen=True):
    """A reply that is marked as the answer to an argument or a question, by whom, and since when."""

    proposal_id: int
    post_id: int
    answer_id: int
    by: int
    at: datetime


class Asked(Struct, frozen=True):
    """An argument or a question of the proposal. `answer_id`, `marked_by`: as it stands, also where that reply cannot be read now."""

    author: int
    answer_id: int | None
    marked_by: int | None


class Reply(Struct, frozen=True):
    """A reply in the branch that can be read. `denied`: the author of what it would answer said that it does not."""

    author: int
    denied: bool


async def mark(
    tx: Tx, who: Who, proposal_id: int, post_id: int, marking: Marking
) -> ArgumentAnswer:
    """Say which reply answers it. Raises as `disputed.take`; NotFound, Forbidden, Malformed (no reply to it), Conflict."""
    seat, asked = await _asked(tx, who, proposal_id, post_id)
    if asked.author != seat.number and seat.chair is None:
        raise Forbidden("not-yours")
    reply = await tx.one(Reply, q["reply"], proposal_id, post_id, marking.answer_id)
    if reply is None:
        raise Malformed("no-reply-to-it", field="answer_id")
    if asked.answer_id == marking.answer_id:
        raise Conflict("answered-already")
    if reply.denied and asked.author != seat.number:
        raise Conflict("said-still-open")
    if asked.answer_id is not None:
        await tx.do(q["end"], proposal_id, post_id, seat.number, False)
    answer = await tx.one(
        ArgumentAnswer,
        q["mark"],
        proposal_id,
        seat.room_id,
        post_id,
        marking.answer_id,
        seat.number,
    )
    assert answer is not None, "an insert returns its row"
    tx.facts |= {"post": post_id, "answer": marking.answer_id}
    event = ArgumentAnswered(
        proposal_id, post_id, answer.answer_id, reply.author, answer.by, answer.at
    )
    tx.append(seat.room_id, event, by=seat.number)
    return answer


async def reopen(tx: Tx, who: Who, proposal_id: int, post_id: int, _: Command) -> ArgumentAnswer:
    """Say that it is still open: its author. Whoever marked the reply may take that back. Raises as `mark`; the answer that was."""
    seat, asked = await _asked(tx, who, proposal_id, post_id)
    if asked.answer_id is None:
        raise Conflict("not-answered")
    if seat.number not in {asked.author, asked.marked_by}:
        raise Forbidden("not-yours")
    still_open = seat.number == asked.author
    answer = await tx.one(ArgumentAnswer, q["end"], proposal_id, post_id, seat.number, still_open)
    assert answer is not None, "the proposal is locked"
    tx.facts |= {"post": post_id, "answer": answer.answer_id}
    at = await tx.conn.fetchval(q["now"])
    event = ArgumentReopened(proposal_id, post_id, seat.number, at, still_open)
    tx.append(seat.room_id, event, by=seat.number)
    return answer


async def _asked(tx: Tx, who: Who, proposal_id: int, post_id: int) -> tuple[Seat, Asked]:
    seat = await disputed.take(tx, who, proposal_id)
    asked = await tx.one(Asked, q["asked"], proposal_id, post_id)
    if asked is None:
        raise NotFound("no-argument")
    return seat, asked
