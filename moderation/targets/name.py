"""The name and organisation of a person as a target: taken from all rooms that name them, and given back.

Its id is that of a row which keeps the name as it was when it was first reported, and in which room: the person may choose
another at any time, and what was reported stays what is decided about.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from moderation.case import Act, Stage
from moderation.target import Around, Doing, Found, Shown, lines, must_be_whole
from rooms import names, sql
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MISSING = "no-member"
WORDS_FIRST = False


async def borne(tx: Tx, who: Who, room_id: int, number: int) -> int:
    """The id of what a member is called now, kept with this where nobody had reported it; the person is locked.

    Raises NotFound: no such member, not for this person to see, or not called by a name there.
    """
    person_id = await tx.conn.fetchval(q["named"], room_id, number, who.id)
    if person_id is None:
        raise NotFound(MISSING)
    kept = await tx.conn.fetchval(q["kept"], person_id, room_id)
    borne_id: int = kept or await tx.conn.fetchval(q["keep"], person_id, room_id)
    return borne_id


async def lock(tx: Tx, borne_id: int) -> None:
    """Lock whose it is, and it."""
    await tx.do(q["lock_person"], borne_id)
    await tx.do(q["lock"], borne_id)


async def seen(tx: Tx, who: Who, borne_id: int) -> bool:
    """Whether this person may read a room that names whose it is."""
    return await tx.conn.fetchval(q["seen"], borne_id, who.id) is not None


async def found(tx: Tx, borne_id: int) -> Found:
    """How it is."""
    name = await tx.one(Found, q["found"], borne_id)
    assert name is not None, "what was reported is kept"
    return name


def must_be_possible(now: Found, _: Stage, act: Act) -> None:
    """What is taken away can be restored, and what is hidden be removed."""
    must_be_whole(act)  # a part of it names somebody else
    if act == Act.RESTORE and now.hidden_as is None:
        raise Conflict("name-not-hidden")
    if now.away(act):
        raise Conflict("name-hidden")


async def carry_out(tx: Tx, borne_id: int, doing: Doing) -> None:
    """Hide the name, or give it back."""
    if doing.how:
        await names.hide(tx, borne_id, doing.how, doing.rule)
    elif doing.act == Act.RESTORE:
        await names.restore(tx, borne_id)


async def shown(tx: Tx, ids: Sequence[int]) -> list[Shown]:
    """The names as they were reported, and the organisations in a line of their own. Their id is 0: they are no posts."""
    called = await tx.all(Shown, q["shown"], ids)
    return [replace(each, html=lines(each.html)) for each in called]


async def around(tx: Tx, ids: Sequence[int]) -> list[Around]:
    """The room where each was reported first."""
    return await tx.all(Around, q["around"], ids)
