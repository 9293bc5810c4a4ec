"""Taking a thread's title from its readers and giving it back: what an act of moderation does to the room of the thread.

While it is hidden the thread is called “Tiêu đề đã bị ẩn” for everybody, so nothing that shows a title has to ask; what it was called is kept
apart, for those who decide and whoever opened the thread. The database puts the one in the place of the other
(`hidden_title`), and lets nobody call the thread otherwise meanwhile. Nothing here asks who may: the verb that decides has done so.
"""

from msgspec import Struct

from rooms import blanking, journal, passages, sql
from rooms.errors import NotFound
from rooms.post import Hidden
from rooms.thread import Thread, ThreadRetitled
from rooms.tx import Tx

q = sql.beside(__file__)


class Called(Struct, frozen=True):
    """What a thread is called now, and in which room it is."""

    room_id: int
    title: str


async def hide(tx: Tx, thread_id: int, how: Hidden, rule: str) -> None:
    """Take a thread's title from its readers. One that is hidden can be hidden otherwise. Raises NotFound."""
    await tx.do(q["lock"], thread_id)
    await tx.do(q["hide"], thread_id, how, rule)
    called = await tx.one(Called, q["called"], thread_id)
    if called is None:
        raise NotFound("no-thread")
    blanked = await blanking.blank_title(tx, called.room_id, thread_id, called.title)
    event = ThreadRetitled(thread_id, called.title, how, rule, blanked)
    tx.append(called.room_id, event)


async def restore(tx: Tx, thread_id: int) -> None:
    """Give a thread its title back. Where it is not hidden, nothing is done."""
    await tx.do(q["lock"], thread_id)
    if await tx.conn.fetchval(q["restore"], thread_id) is None:
        return
    thread = await tx.one(Thread, q["thread"], thread_id)
    assert thread is not None, "its title was hidden"
    await passages.keep_thread(tx, thread)
    event = ThreadRetitled(thread_id, thread.title, None, None, [])
    tx.append(thread.room_id, event, about=[journal.thread(thread_id)])
