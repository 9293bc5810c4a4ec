"""Taking a member out of a room for good: what they said, and what others' posts name and repeat of them.

Their posts are taken back, as they could have done themselves; the rows forget the words as well, which a retraction keeps.
Posts of others keep everything else. Positions and reactions stay: they are counts. The caller has ended the membership, so that nothing
of theirs comes in between, and says by which right.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from msgspec import Struct

from rooms import blanking, history, journal, passages, sql
from rooms.post import PostRedacted, PostRetracted
from rooms.proposals.amending import forgetting
from rooms.text import unnaming
from rooms.tx import Tx

q = sql.beside(__file__)


class Theirs(Struct, frozen=True):
    """A post of the member's, as it is now. `fresh`: it had words until this moment."""

    id: int
    fresh: bool
    at: datetime


class Reason(Struct, frozen=True):
    """An entry in which the member said why they took a post back."""

    seq: int
    post_id: int
    body: str


class Others(Struct, frozen=True):
    """A text of somebody else that may name or quote the member. `version` None: what its post says now."""

    post_id: int
    version: int | None
    body: str
    html: str


class Waiting(Struct, frozen=True):
    """A held post of somebody else."""

    id: int
    body: str
    html: str


async def unsay(tx: Tx, room_id: int, number: int, name: str) -> None:
    """Let the member's words be gone from a room; `name` stands in others' posts where theirs did."""
    theirs = await tx.all(Theirs, q["theirs"], room_id, number)
    reasons = await _reasons(tx, room_id, number)
    await tx.do(q["forget"], room_id, number)
    await tx.do(q["undraft"], room_id, number)
    await forgetting.forget(tx, room_id, number)
    await tx.do(q["unvote"], room_id, number)
    for post in theirs:
        if post.fresh or post.id in reasons:
            blanked = await blanking.blank_all(tx, room_id, post.id) + reasons.get(post.id, [])
            event = PostRetracted(post.id, post.at, number, "", blanked)
            tx.append(room_id, event, by=number)
    await redact(tx, room_id, number, {post.id for post in theirs}, name)


async def redact(tx: Tx, room_id: int, number: int, posts: Collection[int], name: str) -> None:
    """Let others' posts mention the member by this name, and quote none of these posts of theirs."""
    changed = set[int]()
    for text in await tx.all(Others, q["others"], room_id, number, list(posts)):
        html = unnaming.in_html(text.html, number, posts, name)
        body = unnaming.in_body(text.body, html, number, posts, name)
        if (html, body) != (text.html, text.body):
            query = q["rewrite"] if text.version is None else q["rewrite_earlier"]
            await tx.do(query, text.post_id, text.version or 0, body, html)
            changed.add(text.post_id)
    for waiting in await tx.all(Waiting, q["held"], room_id, number):
        html = unnaming.in_html(waiting.html, number, posts, name)
        body = unnaming.in_body(waiting.body, html, number, posts, name)
        if (html, body) != (waiting.html, waiting.body):
            await tx.do(q["rewrite_held"], waiting.id, body, html)
    for post_id in sorted(changed):
        post = await history.present(tx, post_id)
        blanked = await blanking.blank(tx, room_id, post_id)
        if post.retracted_at is None and post.hidden_at is None:
            await passages.keep_post(tx, room_id, post, post.html or "")
        tx.append(room_id, PostRedacted(post, blanked), about=[journal.post(post_id)])


async def _reasons(tx: Tx, room_id: int, number: int) -> dict[int, list[int]]:
    """The entries in which the member gave a reason, by post; the reasons are gone."""
    found: dict[int, list[int]] = defaultdict(list)
    for each in await tx.all(Reason, q["reasons"], room_id, number):
        body = journal.without_words(each.body.encode()).decode()
        await tx.do(q["blank"], room_id, each.seq, body)
        found[each.post_id].append(each.seq)
    return found
