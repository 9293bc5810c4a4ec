"""A post as a target: hidden, removed, cut and given back in the room where it stands."""

from collections.abc import Sequence

from moderation.case import TAKING, Act, Stage
from moderation.target import TAKEN, Around, Doing, Found, Shown
from rooms import cutting, hiding, sql
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MISSING = "no-post"
WORDS_FIRST = False


async def lock(tx: Tx, post_id: int) -> None:
    """Lock the post."""
    await tx.do(q["lock"], post_id)


async def seen(tx: Tx, who: Who, post_id: int) -> bool:
    """Whether this person may read the room where it stands."""
    return await tx.conn.fetchval(q["seen"], post_id, who.id) is not None


async def found(tx: Tx, post_id: int) -> Found:
    """How it is."""
    post = await tx.one(Found, q["found"], post_id)
    assert post is not None, "posts are not deleted"
    return post


def must_be_possible(now: Found, _: Stage, act: Act) -> None:
    """What is taken away can be restored, and what is hidden be removed; what its author took back is left alone.

    A cut is changed and taken back once no review of it waits.
    """
    if act == Act.RESTORE and now.hidden_as is None and now.cut_act is None:
        raise Conflict("post-not-hidden")
    if act in {Act.EDIT, Act.RESTORE} and now.hidden_as is None and now.cut_waits:
        raise Conflict("review-there")
    if act in TAKING and now.retracted:
        raise Conflict("post-retracted")
    if now.away(act):
        raise Conflict("post-hidden")


async def carry_out(tx: Tx, post_id: int, doing: Doing) -> None:
    """Hide the post, cut it, or give it back: what was done last first, unless the act names what it takes back."""
    match doing.act:
        case Act.HIDE | Act.REMOVE:
            await hiding.hide(tx, post_id, TAKEN[doing.act], doing.rule)
        case Act.EDIT:
            assert doing.left is not None, "an edit says what is left"
            await cutting.cut(tx, post_id, doing.left, doing.rule, doing.id)
        case Act.RESTORE if _uncuts(await found(tx, post_id), doing.reverts):
            await cutting.uncut(tx, post_id)
        case Act.RESTORE:
            await hiding.restore(tx, post_id)


def _uncuts(now: Found, reverts: int | None) -> bool:
    """Whether what is given back was cut."""
    if reverts is not None:
        return reverts == now.cut_act
    return now.hidden_as is None and now.cut_act is not None


async def shown(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """These posts, for what stands around a target too."""
    return await tx.all(Shown, q["shown"], ids)


async def around(tx: Tx, ids: Sequence[int]) -> list[Around]:
    """Their threads, what each answers, and the answers next to it."""
    return await tx.all(Around, q["around"], ids)
