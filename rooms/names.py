"""Taking somebody's name from its readers and giving it back: what an act of moderation does to the rooms that name them.

While it is hidden the person is called “Tên đã bị ẩn” everywhere, without an organisation, so nothing that shows a name has to ask. What
they were called is kept apart (`borne_name`), for those who decide and for themselves. They may choose another name, and
not that one; the database says so. Rooms that do not name their members hear and show nothing of it.
"""

from rooms import journal, renaming, showing, sql, unsaying
from rooms.errors import NotFound
from rooms.member import MemberNameHidden
from rooms.post import Hidden
from rooms.tx import Tx

q = sql.beside(__file__)


async def hide(tx: Tx, borne_id: int, how: Hidden, rule: str) -> None:
    """Take a name from its readers, also one that its owner bore before. Raises NotFound."""
    person_id = await _whose(tx, borne_id)
    await showing.places(tx, person_id)
    await tx.do(q["hide"], borne_id, how, rule)
    await renaming.in_answers(tx, person_id)
    for place in await showing.named(tx, person_id):
        await unsaying.redact(tx, place.room_id, place.number, [], place.name)
        member, blanked = await renaming.in_journal(tx, place.room_id, place.number)
        event = MemberNameHidden(member, how, rule, blanked)
        tx.append(place.room_id, event, about=[journal.member(place.number)])


async def restore(tx: Tx, borne_id: int) -> None:
    """Let its owner be called so again; they are, unless they have chosen another name. Where it is not hidden, nothing is done."""
    person_id = await _whose(tx, borne_id)
    before = await showing.places(tx, person_id)
    back = await tx.conn.fetchval(q["restore"], borne_id)
    if not back:
        return
    await showing.tell(tx, person_id, before, by_themselves=False)
    for place in await showing.named(tx, person_id):
        await unsaying.redact(tx, place.room_id, place.number, [], place.name)


async def _whose(tx: Tx, borne_id: int) -> int:
    person_id: int | None = await tx.conn.fetchval(q["whose"], borne_id)
    if person_id is None:
        raise NotFound("no-member")
    return person_id
