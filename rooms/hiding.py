"""Hiding a post and showing it again: what an act of moderation does to the room where the post stands.

A hidden post leaves its readers as a retracted one does, its author among them; the row keeps the words for those who
decide, and `post.restored` brings them back as an entry of its own. Nothing here asks who may: the verb that decides
has done so and calls these in its own transaction. The entries name nobody, for moderators act by their office.
"""

from datetime import datetime

from msgspec import Struct

from rooms import blanking, history, journal, passages, sql
from rooms.errors import NotFound
from rooms.post import Hidden, PostHidden, PostRestored
from rooms.tx import Tx

q = sql.beside(__file__)


class Placed(Struct, frozen=True):
    """A post that was just hidden, locked by that: its room, and since when."""

    room_id: int
    at: datetime


async def hide(tx: Tx, post_id: int, how: Hidden, rule: str, at: datetime | None = None) -> None:
    """Take a post's words from its readers. One that is hidden can be hidden otherwise. `at` None: now. Raises NotFound."""
    placed = await tx.one(Placed, q["hide"], post_id, how, rule, at)
    if placed is None:
        raise NotFound("no-post")
    blanked = await blanking.blank_all(tx, placed.room_id, post_id)
    tx.append(placed.room_id, PostHidden(post_id, placed.at, how, rule, blanked))


async def restore(tx: Tx, post_id: int) -> None:
    """Give a hidden post back to its readers, unless its author has taken it back. Where it is not hidden, nothing is done."""
    room_id = await tx.conn.fetchval(q["restore"], post_id)
    if room_id is None:
        return
    post = await history.present(tx, post_id)
    if post.retracted_at is None:
        await passages.keep_post(tx, room_id, post, post.html or "")
    tx.append(room_id, PostRestored(post), about=[journal.post(post_id)])
