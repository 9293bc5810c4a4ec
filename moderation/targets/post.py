"""A post as a target: hidden, removed and given back in the room where it stands."""

from collections.abc import Sequence

from moderation.case import Act, Stage
from moderation.target import Around, Found, Shown
from rooms import hiding, sql
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
    """What is taken away can be restored, and what is hidden be removed; what its author took back is left alone."""
    if act == Act.RESTORE and now.hidden_as is None:
        raise Conflict("post-not-hidden")
    if act in {Act.HIDE, Act.REMOVE} and now.retracted:
        raise Conflict("post-retracted")
    harder = act == Act.REMOVE and now.hidden_as == "hidden"
    if now.hidden_as is not None and act != Act.RESTORE and not harder:
        raise Conflict("post-hidden")


async def carry_out(tx: Tx, post_id: int, act: Act, rule: str) -> None:
    """Hide the post, or give it back."""
    match act:
        case Act.HIDE:
            await hiding.hide(tx, post_id, "hidden", rule)
        case Act.REMOVE:
            await hiding.hide(tx, post_id, "removed", rule)
        case Act.RESTORE:
            await hiding.restore(tx, post_id)


async def shown(tx: Tx, post_id: int) -> Shown:
    """The post."""
    (post,) = await several(tx, [post_id])
    return post


async def several(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """These posts, for what stands around a target too."""
    return await tx.all(Shown, q["shown"], ids)


async def around(tx: Tx, post_id: int) -> Around:
    """Its thread, what it answers, and the answers next to it."""
    place = await tx.one(Around, q["around"], post_id)
    assert place is not None, "posts are not deleted"
    return place
