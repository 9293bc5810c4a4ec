"""Commenting on a proposal: on a passage of its newest version, or on one of its articles.

A comment is a post in the proposal's thread, with everything that a post is, and an anchor that says what it is about. Where a
rule wants the post read first, its anchor waits with it.
"""

from typing import Annotated

from msgspec import Meta, Struct

from rooms import posts, sql
from rooms.audit import Command
from rooms.draft import Body, Draft
from rooms.errors import Conflict, Malformed, NotFound, Stale
from rooms.people import Who
from rooms.post import Kind, Said
from rooms.proposals.anchoring.anchor import Anchor, PostAnchored
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_PASSAGE = 1000  # characters
MOST = 5000  # comments on a proposal: as many as can be told apart, followed and answered


class Passage(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of an article's text: the character of the version it begins at, and its words as they stand there."""

    first: Annotated[int, Meta(ge=0)]
    words: Annotated[str, Meta(min_length=1, max_length=LONGEST_PASSAGE)]


class Commenting(Command, frozen=True):
    """A comment: the version that was read, the article, and (None: it is about the article as a whole) the passage."""

    version: int
    place: int
    body: Body
    passage: Passage | None = None
    kind: Kind = Kind.OPINION
    sure: bool = False


class Target(Struct, frozen=True):
    """The article as it stands, and the room. `version`: the newest. `said`: how many comments there are."""

    room_id: int
    version: int
    first: int | None
    source: str | None
    said: int


async def comment(tx: Tx, who: Who, proposal_id: int, commenting: Commenting, html: str) -> Said:
    """Say something about the newest version. `html`: the body, rendered.

    Raises as `posts.reply`; Stale (there is a newer version), NotFound, Malformed (those words do not stand there), Conflict (there
    are as many comments as there can be).
    """
    thread_id = await tx.conn.fetchval(q["lock"], proposal_id)
    if thread_id is None:
        raise NotFound("no-proposal")
    draft = Draft(commenting.key, commenting.body, commenting.kind, sure=commenting.sure)
    said = await _reply(tx, who, thread_id, draft, html)
    target = await tx.one(Target, q["target"], proposal_id, commenting.place)
    assert target is not None, "just locked"
    if commenting.version != target.version:
        raise Stale("text-moved-on", field="version", version=target.version)
    if target.first is None or target.source is None:
        raise NotFound("no-article")
    if target.said >= MOST:
        raise Conflict("too-many-comments", most=MOST)
    first, length, words = _stretch(commenting.passage, target.first, target.source)
    post_id = said.id or None
    anchor_id: int = await tx.conn.fetchval(
        q["anchor"], target.room_id, proposal_id, target.version, commenting.place, first, length, words, post_id, said.held,
    )  # fmt: skip
    if post_id is not None:
        await _tell(tx, target.room_id, anchor_id, said.author)
    return said


async def come_along(tx: Tx, held_id: int, post_id: int) -> None:
    """Let the anchor that waited with a held post be that of the post which was made of it now, if there is one."""
    await tx.conn.fetchval(q["lock_held"], held_id)
    found = await tx.conn.fetchrow(q["let_through"], held_id, post_id)
    if found is not None:
        await _tell(tx, found["room_id"], found["id"], found["author"])


async def _reply(tx: Tx, who: Who, thread_id: int, draft: Draft, html: str) -> Said:
    try:
        return await posts.reply(tx, who, thread_id, draft, html)
    except NotFound:
        raise NotFound("no-proposal") from None


async def _tell(tx: Tx, room_id: int, anchor_id: int, by: int) -> None:
    anchor = await tx.one(Anchor, q["anchored"], anchor_id)
    assert anchor is not None, "it was just written"
    tx.append(room_id, PostAnchored(anchor), by=by)


def _stretch(passage: Passage | None, begins: int, source: str) -> tuple[int, int, str]:
    """The first character in the version's text, the length, and the words; no words for the article as a whole."""
    if passage is None:
        bare = source.rstrip()
        return begins, len(bare), ""
    words, at = passage.words, passage.first - begins
    bare = words.strip()
    if at < 0 or not bare or not source.startswith(words, at):
        raise Malformed("not-that-passage", field="passage")
    lead = len(words) - len(words.lstrip())
    return passage.first + lead, len(bare), bare
