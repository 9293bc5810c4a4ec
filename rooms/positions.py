"""Positions: agree, disagree or pass on a post, one per member, the latest counts."""

from enum import StrEnum

from msgspec import Struct

from rooms import ground, sql
from rooms.audit import Command
from rooms.journal import Event
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Side(StrEnum):
    """Where one stands on a statement; to pass is to have seen it and not to say."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a position, not a secret


class Taking(Command, frozen=True):
    """The position a member takes."""

    position: Side


class Tally(Struct, frozen=True):
    """How many members stand where on a post."""

    post_id: int
    agrees: int
    disagrees: int
    passes: int


class PositionTaken(Event, frozen=True, tag="position.taken"):
    """A member's latest position (None: withdrawn) and the post's tally with it, in absolute numbers."""

    post_id: int
    number: int
    position: Side | None
    agrees: int
    disagrees: int
    passes: int


async def take(tx: Tx, who: Who, post_id: int, taking: Taking) -> Tally:
    """Stand by a post, against it, or pass. The one held before gives way."""
    return await _stand(tx, who, post_id, taking.position)


async def withdraw(tx: Tx, who: Who, post_id: int, _: Command) -> Tally:
    """Hold no position any more."""
    return await _stand(tx, who, post_id, None)


async def _stand(tx: Tx, who: Who, post_id: int, side: Side | None) -> Tally:
    post = await ground.hold(tx, who, post_id)
    tally = await tx.one(Tally, q["recount"], post_id, post.number, side)
    assert tally is not None, "the post is locked"
    if side is None:
        await tx.do(q["withdraw"], post_id, post.number)
    else:
        await tx.do(q["keep"], post_id, post.room_id, post.number, side)
    tx.append(
        post.room_id,
        PositionTaken(post_id, post.number, side, tally.agrees, tally.disagrees, tally.passes),
        by=post.number,
    )
    return tally
