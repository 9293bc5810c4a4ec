"""Posts: what people say in a thread, answer, correct and take back."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import astuple

from rooms import (
    blanking,
    held,
    journal,
    passages,
    silence,
    slowing,
    sql,
    standing,
    unsent,
    writing,
)
from rooms.audit import Command
from rooms.draft import Body, Draft
from rooms.errors import Conflict, Forbidden, Stale
from rooms.held import Saying
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.post import Kind, Post, PostEdited, PostRetracted, Said
from rooms.roles import KEEPERS
from rooms.screening import Author, Speaker, Words, asks
from rooms.text import RENDER_VERSION, body, clean, within
from rooms.tx import Tx
from rooms.writing import New

q = sql.beside(__file__)


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text to be shown as it would look, and not kept."""

    body: Body


class Correction(Command, frozen=True):
    """An edit of one's own post. `version` is the one that was edited: if it is no longer the newest, Stale."""

    body: Body
    kind: Kind
    version: int
    sure: bool = False


class Retraction(Command, frozen=True):
    """The author's wish to take a post back."""

    reason: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""


class Place(Speaker, frozen=True):
    """Where a reply would go, as its author sees it. `n`: which of those that were asked for, from 1 on.

    `slow_s`: how far apart their posts there are to be; None: they need not be.
    """

    n: int
    closed: bool
    slow_s: int | None


class Own(Speaker, frozen=True):
    """A post as the person who wants to change it sees it."""

    author: int
    version: int
    closed: bool
    retracted: bool
    hidden: bool


async def reply(
    tx: Tx, who: Who, thread_id: int, draft: Draft, html: str, at: datetime | None = None
) -> Said:
    """Add a post to an open thread; `html` is the draft's body rendered. `at` None: now, as in all verbs here.

    What answers a post that was moved from this thread goes where that is now.

    Raises NotFound, Forbidden (an observer, or not in this public room yet), Conflict (closed, archived),
    TooMany (a slow thread, and it is not their turn yet), Malformed (the parent stands in another thread, a mention or quotation of nothing).
    """
    found = await places(tx, [thread_id], [who.id])
    if found and draft.parent_id is not None:
        # Asked once the thread is locked: what was to be answered may have been moved meanwhile.
        moved_to = await tx.conn.fetchval(q["moved_to"], draft.parent_id, thread_id)
        if moved_to is not None:
            thread_id, found = moved_to, await places(tx, [moved_to], [who.id])
    if not found:
        await silence.must_not_hold(tx, who)
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of"], thread_id), "no-thread"
        )
    (place,) = found
    await silence.must_let(tx, place)
    if place.closed:
        raise Conflict("thread-closed")
    if place.slow_s is not None:
        await slowing.take_turn(tx, place, thread_id, place.slow_s)
    return await say(place, New(tx, place.room_id, place.number, thread_id, draft, html, at))


async def say(author: Author, new: New) -> Said:
    """Write a post, unless a rule wants a moderator to read it first: then it is held."""
    tx, draft = new.tx, new.draft
    findings = await tx.judge(author, [Words("post", body(draft.body), new.html)], sure=draft.sure)
    if asks(findings, "hold"):
        saying = Saying(
            new.thread_id, None, draft.parent_id, draft.kind, draft.body, new.html, draft.files
        )
        await unsent.sent(tx, author.person_id, draft.key)
        return held.said(await held.keep(tx, author, saying, findings))
    (post,) = await writing.write([new._replace(covered=asks(findings, "hide"))])
    await tx.screening.flag(tx, post.id, findings)
    return said(post)


def said(post: Post) -> Said:
    """A post that is there, for whoever sent it."""
    return Said(*astuple(post))


async def places(tx: Tx, threads: list[int], people: list[int]) -> list[Place]:
    """Where replies to these threads by these people would go; nothing for one that may not see the thread."""
    return await tx.all(Place, q["places"], threads, people, tx.roles, list(KEEPERS))


async def edit(
    tx: Tx, who: Who, post_id: int, correction: Correction, html: str, at: datetime | None = None
) -> Post:
    """Replace the words of one's own post; what it said before stays in its history."""
    own = await _own(tx, who, post_id, speaks=True)
    if own.hidden:
        raise Conflict("post-hidden")
    if own.closed:
        raise Conflict("thread-closed")
    if own.version != correction.version:
        raise Stale("post-changed", version=own.version)
    words = body(correction.body)
    findings = await tx.judge(own, [Words("post", words, html)], sure=correction.sure)
    waits = [each for each in findings if each.action in {"hold", "hide"}]
    if waits:  # what is out already cannot
        raise Conflict("edit-would-wait", field="body", findings=waits)
    post = await tx.one(Post, q["edit"], post_id, words, html, RENDER_VERSION, correction.kind, at)
    assert post is not None, "the post is locked"
    await writing.refer(tx, own.room_id, post_id, html)
    await passages.keep_post(tx, own.room_id, post, html)
    tx.append(own.room_id, PostEdited(post), by=own.number, about=[journal.post(post_id)])
    await tx.screening.flag(tx, post_id, findings)
    return post


async def retract(
    tx: Tx, who: Who, post_id: int, retraction: Retraction, at: datetime | None = None
) -> Post:
    """Take one's own post back: its place and answers stay, its words leave the page and the journal.

    One that is hidden can be taken back too; then it stays gone when it is shown again. Who may not speak can do it as well, and gives no
    reason: Forbidden, as the room would read it.
    """
    own = await _own(tx, who, post_id)
    reason = within(clean(retraction.reason, "reason").strip(), "reason", LONGEST_REASON)
    if reason and own.silenced is not None:
        raise await silence.refusal(tx, own.silenced, "reason")
    post = await tx.one(Post, q["retract"], post_id, own.number, reason, at)
    assert post is not None, "the post is locked"
    assert post.retracted_at is not None, "just retracted"
    blanked = await blanking.blank_all(tx, own.room_id, post_id)
    event = PostRetracted(post_id, post.retracted_at, own.number, reason, blanked)
    tx.append(own.room_id, event, by=own.number)
    return post


async def _own(tx: Tx, who: Who, post_id: int, *, speaks: bool = False) -> Own:
    own = await tx.one(Own, q["own"], post_id, who.id, tx.roles)
    if own is None:  # or moved while we waited for its thread
        own = await tx.one(Own, q["own"], post_id, who.id, tx.roles)
    if own is None:
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of_post"], post_id), "no-post"
        )
    if speaks and own.silenced is not None:
        raise await silence.refusal(tx, own.silenced)
    if own.author != own.number:
        raise Forbidden("not-yours")
    if not own.may:
        raise Forbidden("role-may-not")
    if own.retracted:
        raise Conflict("post-retracted")
    return own
