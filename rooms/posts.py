"""Posts: what people say in a thread, answer, correct and take back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct, field
from msgspec.structs import astuple, replace

from rooms import blanking, files, held, journal, passages, silence, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, Stale
from rooms.files import Taking
from rooms.held import Saying
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.post import Kind, Post, PostAdded, PostEdited, PostRetracted, Said
from rooms.roles import Role
from rooms.screening import Author, Finding, Words, asks
from rooms.text import LONGEST_BODY, RENDER_VERSION, body, clean, mentions, quotes, tokens, within
from rooms.tx import Tx

q = sql.beside(__file__)

Body = Annotated[str, Meta(min_length=1, max_length=LONGEST_BODY)]


class Draft(Command, frozen=True):
    """A reply as its author's browser sends it: Markdown, to a post of the thread or (None) to the thread.

    `files` are their own, brought into the room before. `sure`: they were asked to look at it again, and have.
    """

    body: Body
    kind: Kind = Kind.OPINION
    parent_id: int | None = None
    files: Taking = field(default_factory=list)
    sure: bool = False


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


class Place(Struct, frozen=True):
    """Where a reply would go, as its author sees it. `n`: which of those that were asked for, from 1 on.

    `silenced`: the act of moderation by which they may not speak here; None: there is none.
    """

    n: int
    room_id: int
    number: int
    role: Role
    may: bool
    closed: bool
    silenced: int | None
    rules: int | None
    portal_rules: int | None

    def author(self, who: Who) -> Author:
        """The person as rules know them."""
        return Author(self.room_id, who.id, self.number, self.role, self.rules, self.portal_rules)


class Own(Struct, frozen=True):
    """A post as the person who wants to change it sees it."""

    room_id: int
    number: int
    role: Role
    may: bool
    author: int
    version: int
    closed: bool
    retracted: bool
    hidden: bool
    silenced: int | None
    rules: int | None
    portal_rules: int | None

    def by(self, who: Who) -> Author:
        """The person as rules know them."""
        return Author(self.room_id, who.id, self.number, self.role, self.rules, self.portal_rules)


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


async def reply(
    tx: Tx, who: Who, thread_id: int, draft: Draft, html: str, at: datetime | None = None
) -> Said:
    """Add a post to an open thread; `html` is the draft's body rendered. `at` None: now, as in all verbs here.

    Raises NotFound, Forbidden (an observer, or not in this public room yet), Conflict (closed, archived),
    Malformed (the parent stands in another thread, a mention or quotation of nothing).
    """
    found = await places(tx, [thread_id], [who.id])
    if not found:
        await silence.must_not_hold(tx, who)
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of"], thread_id), "no-thread"
        )
    (place,) = found
    if place.silenced is not None:
        raise await silence.refusal(tx, place.silenced)
    if not place.may:
        raise Forbidden("role-may-not")
    if place.closed:
        raise Conflict("thread-closed")
    return await say(
        place.author(who), New(tx, place.room_id, place.number, thread_id, draft, html, at)
    )


async def say(author: Author, new: New) -> Said:
    """Write a post, unless a rule wants a moderator to read it first: then it is held."""
    tx, draft = new.tx, new.draft
    findings = await tx.judge(author, [Words("post", body(draft.body), new.html)], sure=draft.sure)
    if asks(findings, "hold"):
        saying = Saying(
            new.thread_id, None, draft.parent_id, draft.kind, draft.body, new.html, draft.files
        )
        return held.said(await held.keep(tx, author, saying, findings))
    (post,) = await write([new._replace(covered=asks(findings, "hide"))])
    await tx.screening.flag(tx, author, post.id, findings)
    return said(post)


def said(post: Post) -> Said:
    """A post that is there, for whoever sent it."""
    return Said(*astuple(post))


async def places(tx: Tx, threads: list[int], people: list[int]) -> list[Place]:
    """Where replies to these threads by these people would go; nothing for one that may not see the thread."""
    return await tx.all(Place, q["places"], threads, people, tx.roles)


async def write(new: Sequence[New]) -> list[Post]:
    """Write posts in one transaction, and the entry of each; in their order.

    Raises what the screening or the database has against any of them.
    """
    if not new:
        return []
    words = [body(each.draft.body) for each in new]
    for each, said in zip(new, words, strict=True):
        each.tx.screen(Words("post", said, each.html))
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
    )
    return [await _told(each, post) for each, post in zip(new, posts, strict=True)]


async def _told(new: New, post: Post) -> Post:
    tx, room_id = new.tx, new.room_id
    if new.draft.files:
        post = replace(
            post, files=await files.take(tx, room_id, new.number, post.id, new.draft.files)
        )
    if "#" in new.html:
        await _refer(tx, room_id, post.id, new.html)
    tx.facts["post"] = post.id
    if new.covered is not None:
        covered = await tx.one(Post, q["cover"], post.id, new.covered.reason or "other")
        assert covered is not None, "the post was just written"
        post = covered
        await passages.forget_post(tx, post.id)
    tx.append(room_id, PostAdded(post), by=new.number, adds=post.id, about=[journal.post(post.id)])
    return post


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
    author = own.by(who)
    findings = await tx.judge(author, [Words("post", words, html)], sure=correction.sure)
    waits = [each for each in findings if each.action in {"hold", "hide"}]
    if waits:  # what is out already cannot
        raise Conflict("edit-would-wait", field="body", findings=waits)
    post = await tx.one(Post, q["edit"], post_id, words, html, RENDER_VERSION, correction.kind, at)
    assert post is not None, "the post is locked"
    await _refer(tx, own.room_id, post_id, html)
    await passages.keep_post(tx, own.room_id, post, html)
    tx.append(own.room_id, PostEdited(post), by=own.number, about=[journal.post(post_id)])
    await tx.screening.flag(tx, author, post_id, findings)
    return post


async def retract(
    tx: Tx, who: Who, post_id: int, retraction: Retraction, at: datetime | None = None
) -> Post:
    """Take one's own post back: its place and answers stay, its words leave the page and the journal.

    One that is hidden can be taken back too; then it stays gone when it is shown again.
    """
    own = await _own(tx, who, post_id)
    reason = within(clean(retraction.reason, "reason").strip(), "reason", LONGEST_REASON)
    post = await tx.one(Post, q["retract"], post_id, own.number, reason, at)
    assert post is not None, "the post is locked"
    assert post.retracted_at is not None, "just retracted"
    blanked = await blanking.blank(tx, own.room_id, post_id)
    event = PostRetracted(post_id, post.retracted_at, own.number, reason, blanked)
    tx.append(own.room_id, event, by=own.number)
    return post


async def _own(tx: Tx, who: Who, post_id: int, *, speaks: bool = False) -> Own:
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


async def _refer(tx: Tx, room_id: int, post_id: int, html: str) -> None:
    """Keep whom the post mentions and what it quotes. The database knows whether they are in the room."""
    await tx.do(q["refer"], room_id, post_id, mentions(html), quotes(html))
