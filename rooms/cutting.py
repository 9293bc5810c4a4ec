"""Cutting passages out of a post, and giving them back: what an act of moderation does to the room where the post stands.

The version that was cut stays among the earlier ones, and neither it nor those before it are shown to anybody in the room while
the post is cut. Its author may go on from what is left; the mark stays, and what was cut does not come back by that. As in `rooms.hiding` nobody's
right is asked here.
"""

from typing import NamedTuple

from msgspec import Struct

from rooms import blanking, cuts, history, journal, passages, sql, writing
from rooms.errors import Conflict, Malformed, NotFound, Stale
from rooms.post import PostCut, PostRestored
from rooms.text import RENDER_VERSION, body
from rooms.tx import Tx

q = sql.beside(__file__)


class Left(NamedTuple):
    """What is left of a version of a post: Markdown with marks, and its HTML."""

    version: int
    text: str
    html: str


class Whole(Struct, frozen=True):
    """A post that is to be cut or uncut, locked."""

    room_id: int
    version: int
    body: str
    html: str


class Back(Struct, frozen=True):
    """A post of which a cut was taken back, and the words of its row."""

    room_id: int
    html: str


async def cut(tx: Tx, post_id: int, left: Left, rule: str, act_id: int) -> None:
    """Leave this of a post. One that is cut already can be cut further; then this act is the one that stands, until it is taken back.

    Raises NotFound, Stale (the post was changed), Malformed (something else than a cut), Conflict (nothing would be left).
    """
    whole = await tx.one(Whole, q["whole"], post_id)
    if whole is None:
        raise NotFound("no-post")
    if whole.version != left.version:
        raise Stale("post-changed", version=whole.version)
    text = body(left.text, "text")
    if not cuts.cut_from(whole.body, text):
        raise Malformed("not-a-cut", field="text")
    if not cuts.same_voices(whole.html, left.html):
        raise Malformed("cut-through-markup", field="text")
    if not cuts.left_of(text):
        raise Conflict("nothing-left")
    await tx.do(q["cut"], post_id, text, left.html, RENDER_VERSION, rule, act_id)
    blanked = await blanking.blank(tx, whole.room_id, post_id)
    post = await history.present(tx, post_id)
    await writing.refer(tx, whole.room_id, post_id, left.html)
    await passages.keep_post(tx, whole.room_id, post, left.html)
    tx.append(whole.room_id, PostCut(post, blanked), about=[journal.post(post_id)])


async def uncut(tx: Tx, post_id: int) -> None:
    """Take the newest cut back, and let the post say what it said before; what its author wrote after the cut stands.

    A cut that was made before is not taken back by that. Where the post is not cut, nothing is done.
    """
    # Locked first, or an edit that comes at the same time would have kept the version that is kept here.
    await tx.one(Whole, q["whole"], post_id)
    back = await tx.one(Back, q["uncut"], post_id)
    if back is None:
        return
    await writing.refer(tx, back.room_id, post_id, back.html)
    post = await history.present(tx, post_id)
    if post.retracted_at is None and post.hidden_at is None:
        await passages.keep_post(tx, back.room_id, post, back.html)
    tx.append(back.room_id, PostRestored(post), about=[journal.post(post_id)])
