"""Writing posts: the rows of several at once, what the search finds them by, what they refer to, and the entry of each.

The drafts they were are emptied with it (`rooms.unsent`).

Nobody's right is asked here and no rule: whoever calls has found that these members may say this, in these words.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from rooms import files, journal, passages, sql
from rooms.draft import Draft
from rooms.post import Post, PostAdded
from rooms.screening import Finding
from rooms.text import RENDER_VERSION, body, mentions, quotes, tokens
from rooms.tx import Tx

q = sql.beside(__file__)


class New(NamedTuple):
    """A post that a member was found to be allowed to write. `at` None: now. `covered`: the rule that hides it from the start."""

    tx: Tx
    room_id: int
    number: int
    thread_id: int
    draft: Draft
    html: str
    at: datetime | None = None
    covered: Finding | None = None


async def write(new: Sequence[New]) -> list[Post]:
    """Write posts in one transaction, and the entry of each; in their order.

    Raises what the database has against any of them.
    """
    if not new:
        return []
    words = [body(each.draft.body) for each in new]
    terms = [passages.terms_of(each.html) for each in new]
    posts = await new[0].tx.all(
        Post,
        q["write"],
        [each.room_id for each in new],
        [each.thread_id for each in new],
        [each.draft.parent_id for each in new],
        [each.number for each in new],
        [each.draft.kind for each in new],
        words,
        [each.html for each in new],
        [each.at for each in new],
        [each.length for each in terms],
        [each.folded for each in terms],
        ["\n".join(each.found_by) for each in terms],
        RENDER_VERSION,
        tokens.VERSION,
        [each.draft.key for each in new],
    )
    return [await _told(each, post) for each, post in zip(new, posts, strict=True)]


async def _told(new: New, post: Post) -> Post:
    tx, room_id = new.tx, new.room_id
    if new.draft.files:
        post = replace(
            post, files=await files.take(tx, room_id, new.number, post.id, new.draft.files)
        )
    if "#" in new.html:
        await refer(tx, room_id, post.id, new.html)
    tx.facts["post"] = post.id
    if new.covered is not None:
        covered = await tx.one(Post, q["cover"], post.id, new.covered.reason or "other")
        assert covered is not None, "the post was just written"
        post = covered
        await passages.forget_post(tx, post.id)
    tx.append(room_id, PostAdded(post), by=new.number, adds=post.id, about=[journal.post(post.id)])
    return post


async def refer(tx: Tx, room_id: int, post_id: int, html: str) -> None:
    """Keep whom the post mentions and what it quotes. The database knows whether they are in the room."""
    await tx.do(q["refer"], room_id, post_id, mentions(html), quotes(html))
