"""Positions: agree, disagree or pass on a post, one per member, the latest counts."""

from enum import StrEnum

from msgspec import Struct

from rooms import silence, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict
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


class Ground(Struct, frozen=True):
    """A post, locked, as the member who takes a position on it sees it."""

    room_id: int
    number: int
    may: bool
    retracted: bool
    hidden: bool
    silenced: int | None


async def take(tx: Tx, who: Who, post_id: int, taking: Taking) -> Tally:
    """Stand by a post, against it, or pass. The one held before gives way."""
    return await _stand(tx, who, post_id, taking.position)


async def withdraw(tx: Tx, who: Who, post_id: int, _: Command) -> Tally:
    """Hold no position any more."""
    return await _stand(tx, who, post_id, None)


async def _stand(tx: Tx, who: Who, post_id: int, side: Side | None) -> Tally:
    ground = await tx.one(Ground, q["ground"], post_id, who.id, tx.roles)
    if ground is None:
        await silence.must_not_hold(tx, who)
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of_post"], post_id), "no-post"
        )
    await silence.must_let(tx, ground)
    if ground.retracted:
        raise Conflict("post-retracted")
    if ground.hidden:
        raise Conflict("post-hidden")
    # The post stays locked until commit, so tallies come in the order of the entries that tell of them.
    tally = await tx.one(Tally, q["recount"], post_id, ground.number, side)
    assert tally is not None, "the post is locked"
    if side is None:
        await tx.do(q["withdraw"], post_id, ground.number)
    else:
        await tx.do(q["keep"], post_id, ground.room_id, ground.number, side)
    tx.append(
        ground.room_id,
        PositionTaken(post_id, ground.number, side, tally.agrees, tally.disagrees, tally.passes),
        by=ground.number,
    )
    return tally
