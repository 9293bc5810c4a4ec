"""A held post as a target: nobody reads it before a moderator lets it through, and then it is a post like any other.

One that was refused is as one that was removed; `restore` lets it through after all. Where a review does so and the place is closed meanwhile, it is
not refused any more, and written by a further `restore` once that can be.
"""

from collections.abc import Sequence

from moderation.case import Act, Stage
from moderation.target import Around, Doing, Found, Shown, must_be_whole
from rooms import held, publishing, sql
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MISSING = "no-post"
WORDS_FIRST = True


async def lock(tx: Tx, held_id: int) -> None:
    """Lock it."""
    await tx.do(q["lock"], held_id)


async def seen(_: Tx, __: Who, ___: int) -> bool:
    """Nobody reads it where it would stand."""
    return False


async def found(tx: Tx, held_id: int) -> Found:
    """How it is."""
    kept = await tx.one(Found, q["found"], held_id)
    assert kept is not None, "held posts are not deleted"
    return kept


def must_be_possible(now: Found, stage: Stage, act: Act) -> None:
    """What waits is let through or refused, and what was refused let through; a post that came of it has cases of its own."""
    must_be_whole(act)  # nobody reads it
    if stage == Stage.OPEN and act in {Act.HIDE, Act.REMOVE}:
        return  # also where its author was erased meanwhile, and there is nothing left to let through
    if now.hidden_as is None and stage != Stage.OPEN and act != Act.RESTORE:
        raise Conflict("case-decided")
    if now.hidden_as is None and stage == Stage.OPEN and act == Act.RESTORE:
        raise Conflict("post-not-hidden")
    if now.hidden_as is not None and act != Act.RESTORE:
        raise Conflict("post-hidden")
    publishing.must_go(now.stops)


async def carry_out(tx: Tx, held_id: int, doing: Doing) -> None:
    """Write the post, or let it not pass."""
    match doing.act:
        case Act.APPROVE:
            await publishing.publish(tx, held_id)
        case Act.RESTORE:
            await held.let_through(tx, held_id)
            await publishing.publish_if_possible(tx, held_id)
        case _:
            await held.refuse(tx, held_id)


async def shown(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """What they say. The id of each is that of the post that came of it; 0: there is none yet."""
    return await tx.all(Shown, q["shown"], ids)


async def around(tx: Tx, ids: Sequence[int]) -> list[Around]:
    """Where they would stand."""
    return await tx.all(Around, q["around"], ids)
