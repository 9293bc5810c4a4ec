"""Taking an argument up from elsewhere in the room for a proposal, and putting it back.

The post stays where it is, with its words, its tally and its replies: a row says that it speaks for or against the proposal too.
"""

from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.people import Who
from rooms.proposals.arguing import disputed
from rooms.proposals.arguing.argument import ArgumentReleased, ArgumentReused, Stance
from rooms.roles import KEEPERS
from rooms.tx import Tx

q = sql.beside(__file__)


class TakingUp(Command, frozen=True):
    """What the post speaks for."""

    stance: Stance


class Use(Struct, frozen=True):
    """A post that is taken up for a proposal: since when, by whom, and as what."""

    proposal_id: int
    post_id: int
    stance: Stance
    by: int
    at: datetime


class Found(Struct, frozen=True):
    """A post of the room. `own`: it is one of the arguments already, or the first post of the proposal."""

    retracted: bool
    hidden: bool
    own: bool


async def take_up(tx: Tx, who: Who, proposal_id: int, post_id: int, taking: TakingUp) -> Use:
    """Let a post of the room speak for or against this proposal too. Raises as `disputed.take`; NotFound, Conflict."""
    seat = await disputed.take(tx, who, proposal_id)
    found = await tx.one(Found, q["found"], proposal_id, seat.room_id, post_id)
    if found is None:
        raise NotFound("no-post")
    if found.retracted:
        raise Conflict("post-retracted")
    if found.hidden:
        raise Conflict("post-hidden")
    if found.own:
        raise Conflict("argument-already")
    use = await tx.one(
        Use, q["use"], proposal_id, seat.room_id, post_id, taking.stance, seat.number
    )
    assert use is not None, "an insert returns its row"
    tx.facts |= {"post": post_id, "stance": taking.stance}
    event = ArgumentReused(proposal_id, post_id, use.stance, use.by, use.at)
    tx.append(seat.room_id, event, by=seat.number)
    return use


async def put_back(tx: Tx, who: Who, proposal_id: int, post_id: int, _: Command) -> Use:
    """Take it out again: whoever took it up, the co-authors, the keepers of the room. Raises as `disputed.take`; Conflict, Forbidden."""
    seat = await disputed.take(tx, who, proposal_id)
    use = await tx.one(Use, q["used"], proposal_id, post_id)
    if use is None:
        raise Conflict("not-reused")
    if use.by != seat.number and seat.chair is None and seat.role not in KEEPERS:
        raise Forbidden("not-yours")
    at = await tx.conn.fetchval(q["end"], proposal_id, post_id, seat.number)
    tx.facts["post"] = post_id
    released = ArgumentReleased(proposal_id, post_id, seat.number, at)
    tx.append(seat.room_id, released, by=seat.number)
    return use
