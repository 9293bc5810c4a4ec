"""Held posts: what somebody wants to say and a rule wants a moderator to read first.

A held post is no post yet. It has no place in the room's tables or journal, so nothing that reads the room can show it:
its author finds it among their own, moderators through its case. Approved, it is written as any post is
(`rooms.publishing`).
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import Conflict, Malformed
from rooms.files import Attaching
from rooms.journal import Event
from rooms.people import Who
from rooms.post import Kind, Said
from rooms.screening import Author, Finding
from rooms.text import body, mentions, quotes
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 100  # of one's own that are listed in a room, the newest


class Held(Struct, frozen=True):
    """A post that waits. `thread_id` None: it would open a thread, with this `title`."""

    id: int
    room_id: int
    thread_id: int | None
    title: str | None
    parent_id: int | None
    author: int
    kind: Kind
    html: str
    at: datetime


class PostHeld(Event, frozen=True, tag="post.held"):
    """In the author's inbox: what they wanted to say waits for a moderator."""

    held_id: int
    room_id: int
    thread_id: int | None


class Saying(Struct, frozen=True):
    """What somebody wants to say: an answer in a thread, or with a `title` a new one."""

    thread_id: int | None
    title: str | None
    parent_id: int | None
    kind: Kind
    body: str
    html: str
    files: list[Attaching]


async def keep(tx: Tx, author: Author, saying: Saying, findings: Sequence[Finding]) -> Held:
    """Keep what was said until somebody has looked at it; moderation is told, and the author's inbox.

    Raises Conflict where one of its files is not there.
    """
    await _must_refer(tx, author.room_id, saying.html)
    held = await tx.one(
        Held,
        q["keep"],
        author.room_id,
        saying.thread_id,
        saying.title,
        saying.parent_id,
        author.number,
        saying.kind,
        body(saying.body),
        saying.html,
    )
    assert held is not None, "an insert returns its row"
    await _reserve(tx, author, held.id, saying.files)
    tx.facts |= {"held": held.id, "rules": sorted({finding.rule for finding in findings})}
    inbox_id: int = await tx.conn.fetchval(q["inbox"], author.person_id)
    tx.append(inbox_id, PostHeld(held.id, held.room_id, held.thread_id))
    await tx.screening.hold(tx, held.id, findings)
    return held


async def refuse(tx: Tx, held_id: int) -> None:
    """Do not let a held post through. Its words stay for its author, and whoever decides of a review."""
    await tx.do(q["refuse"], held_id)


async def let_through(tx: Tx, held_id: int) -> None:
    """Take it back that a held post was refused: it is among what its author waits for until it is written."""
    await tx.do(q["let_through"], held_id)


def said(held: Held) -> Said:
    """A held post, for whoever sent it."""
    return Said(
        0, held.thread_id or 0, held.parent_id, held.author, held.kind, held.html, 1, held.at,
        None, None, None, None, 0, 0, 0, 0, [], held=held.id,
    )  # fmt: skip


async def mine(tx: Tx, who: Who | None, room_id: int) -> list[Held]:
    """One's own posts that wait in this room, oldest first. Raises NotFound where it may not be read."""
    await standing.reader(tx, who, room_id)
    return [] if who is None else await tx.all(Held, q["mine"], room_id, who.id, MOST)


async def _must_refer(tx: Tx, room_id: int, html: str) -> None:
    """Raises Malformed where it names nobody or quotes nothing, as a post would."""
    if "#" not in html:
        return
    if await tx.conn.fetchval(q["names_nobody"], room_id, mentions(html)):
        raise Malformed("mention-of-nobody", field="body")
    if await tx.conn.fetchval(q["quotes_nothing"], room_id, quotes(html)):
        raise Malformed("quote-of-nothing", field="body")


async def _reserve(tx: Tx, author: Author, held_id: int, files: Sequence[Attaching]) -> None:
    if not files:
        return
    ids = [each.id for each in files]
    taken = await tx.conn.fetch(
        q["reserve"], author.room_id, author.person_id, held_id, ids, [each.alt for each in files]
    )
    if len(taken) != len(ids):
        raise Conflict("file-gone", field="files")
