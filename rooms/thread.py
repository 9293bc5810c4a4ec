"""A thread as it is stored, answered and pushed, and the events that tell of it."""

from datetime import datetime

from msgspec import Struct

from rooms.journal import Event
from rooms.post import Hidden

LONGEST_TITLE = 200  # characters


class Thread(Struct, frozen=True):
    """A thread as stored, answered and pushed. `posts` counts retracted ones too, for their places stay.

    `slow_s`: how far apart each member's posts are to be, in seconds; None: as close as they like. It ends by itself at
    `slow_until`; None: when somebody ends it.
    """

    id: int
    room_id: int
    title: str
    opened_by: int
    opened_at: datetime
    posts: int
    last_at: datetime
    closed_at: datetime | None
    closed_by: int | None
    closed_reason: str | None
    slow_s: int | None = None
    slow_at: datetime | None = None
    slow_by: int | None = None
    slow_reason: str | None = None
    slow_until: datetime | None = None


class ThreadOpened(Event, frozen=True, tag="thread.opened"):
    """A thread was opened; what brings its first post is the entry after this one: `post.added`, or `posts.moved`."""

    thread: Thread


class ThreadClosed(Event, frozen=True, tag="thread.closed"):
    """A thread takes no more posts, and why."""

    thread_id: int
    at: datetime
    by: int
    reason: str


class ThreadReopened(Event, frozen=True, tag="thread.reopened"):
    """A closed thread takes posts again."""

    thread_id: int


class ThreadSlowed(Event, frozen=True, tag="thread.slowed"):
    """Each member posts once in so many seconds in a thread from now on, and why; until then, or (None) until it is ended."""

    thread_id: int
    at: datetime
    by: int
    every_s: int
    reason: str
    until: datetime | None


class ThreadUnslowed(Event, frozen=True, tag="thread.unslowed"):
    """A slow thread is slow no more."""

    thread_id: int


class ThreadRetitled(Event, frozen=True, tag="thread.retitled"):
    """Moderation took a thread's title from its readers, by this rule, or gave it back (both None). `title`: what it is called now.

    `blanked` are the earlier entries that bear this title since, and not the one that was taken.
    """

    thread_id: int
    title: str
    how: Hidden | None
    rule: str | None
    blanked: list[int]
