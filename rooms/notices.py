"""Notices: that an entry of a room concerns a person. They are gathered from the journal and told to the person's inbox.

A notice names its entry and holds no words. What it says is read when somebody looks, with the rights of that
moment, so nothing of a room stays behind in the inbox of one who was taken out of it.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from rooms import letters, sql
from rooms.entries import Stretch
from rooms.journal import Event
from rooms.letters import Letter
from rooms.tx import Tx

q = sql.beside(__file__)

HEARS = frozenset(
    {
        "post.added",
        "post.edited",
        "post.retracted",
        "member.joined",
        "member.role_changed",
        "member.removed",
        "thread.closed",
        "proposal.versioned",
        "posts.moved",
        "comment.disposed",
        "amendment.ended",
        "vote.opened",
        "vote.reminded",
    }
)


class About(StrEnum):
    """What a notice tells: one is mentioned or answered, was added to a room, or something was decided about one."""

    MENTION = "mention"
    REPLY = "reply"
    ADDED = "added"
    ROLE = "role"
    REMOVED = "removed"
    RETRACTED = "retracted"
    CLOSED = "closed"
    MOVED = "moved"  # posts of one's own, or of a thread one opened, stand in another thread
    MODERATED = "moderated"  # an act about one's own words
    REVIEWED = "reviewed"  # what came of the review one had asked for
    REPORTED = "reported"  # what came of what one had reported
    DRAFTING = "drafting"  # one is asked to draft a proposal
    DISPOSED = "disposed"  # a comment one made on a proposal was answered
    ACCEPTED = "accepted"  # an amendment one proposed was taken in
    PARTLY = "partly"  # a part of it was
    REJECTED = "rejected"  # none of it was
    VOTING = "voting"  # a vote was opened, and one is on its roll
    REMINDED = "reminded"  # it ends soon, and one has not voted
    VERSIONED = "versioned"  # a proposal has a new text that one supports: does the support stand?


class NoticeAdded(Event, frozen=True, tag="notice.added"):
    """In a person's inbox: an entry of a room concerns them. What it says is asked for, with the rights of then."""

    notice: int
    about: About
    room_id: int
    thread_id: int | None
    post_id: int | None
    by: int | None


class Gathered(Struct, frozen=True):
    """A notice that was just written, and how its person wants to hear of it."""

    id: int
    about: About
    room_id: int
    thread_id: int | None
    post_id: int | None
    by: int | None
    person_id: int
    inbox_id: int
    email: str
    language: str
    at_once: bool


async def gather(tx: Tx, of: Sequence[Stretch]) -> None:
    """Write the notices of these entries, each once; a second time changes nothing.

    Each is an entry of its person's inbox, and a letter for those who want one at once. Nobody hears of what they
    did themselves, and nobody who has no address to sign in with hears of anything.
    """
    columns = (
        [room_id for room_id, _, _ in of],
        [first for _, first, _ in of],
        [last for _, _, last in of],
    )
    await tell(tx, await tx.all(Gathered, q["gather"], *columns))


async def tell(tx: Tx, written: Sequence[Gathered]) -> None:
    """Let each of these notices be an entry of its person's inbox, and a letter where they want one at once."""
    for n in written:
        event = NoticeAdded(n.id, n.about, n.room_id, n.thread_id, n.post_id, n.by)
        tx.append(n.inbox_id, event)
    due = {
        f"notice:{n.id}": Letter("notice", n.email, n.language, {"notice": n.id}, n.person_id)
        for n in written
        if n.at_once
    }
    if due:
        await letters.enclose_all(tx, due)


async def forget(tx: Tx, _: None, days: int, most: int) -> int:
    """Let go of notices older than this, read or not, `most` at a time, an act of the system; how many."""
    gone: int = await tx.conn.fetchval(q["forget"], days, most)
    return gone
