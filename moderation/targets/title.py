"""The title of a thread as a target: taken from everybody who reads the room, and given back."""

from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from moderation.case import Act, Stage
from moderation.target import Around, Doing, Found, Shown, must_be_whole
from rooms import sql, titles
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MISSING = "no-thread"
WORDS_FIRST = False


async def lock(tx: Tx, thread_id: int) -> None:
    """Lock the thread."""
    await tx.do(q["lock"], thread_id)


async def seen(tx: Tx, who: Who, thread_id: int) -> bool:
    """Whether this person may read the room of the thread."""
    return await tx.conn.fetchval(q["seen"], thread_id, who.id) is not None


async def found(tx: Tx, thread_id: int) -> Found:
    """How it is."""
    title = await tx.one(Found, q["found"], thread_id)
    assert title is not None, "threads are not deleted"
    return title


def must_be_possible(now: Found, _: Stage, act: Act) -> None:
    """What is taken away can be restored, and what is hidden be removed."""
    must_be_whole(act)  # a part of it says something else
    if act == Act.RESTORE and now.hidden_as is None:
        raise Conflict("title-not-hidden")
    if now.away(act):
        raise Conflict("title-hidden")


async def carry_out(tx: Tx, thread_id: int, doing: Doing) -> None:
    """Hide the title, or give it back."""
    if doing.how:
        await titles.hide(tx, thread_id, doing.how, doing.rule)
    elif doing.act == Act.RESTORE:
        await titles.restore(tx, thread_id)


async def shown(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """The titles as whoever opened the threads wrote them. Their id is 0: they are no posts."""
    return [
        replace(each, html=f"<p>{escape(each.html)}</p>")
        for each in await tx.all(Shown, q["shown"], ids)
    ]


async def around(tx: Tx, ids: Sequence[int]) -> list[Around]:
    """The room of each, and the first post of the thread, which it stands over."""
    return await tx.all(Around, q["around"], ids)
