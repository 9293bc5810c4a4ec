"""A move as it is stored, answered and pushed: a post with everything beneath it left a thread for another one of its room."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms.audit import Command
from rooms.journal import Event
from rooms.members import LONGEST_REASON
from rooms.thread import LONGEST_TITLE, Thread

Reason = Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class Splitting(Command, frozen=True):
    """The title of the thread that a post and its answers go to, which is made for them, and why."""

    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    reason: Reason


class Joining(Command, frozen=True):
    """The thread that a post and its answers go to: beneath `parent_id`, an older post of that thread (None: the thread itself)."""

    thread_id: int
    reason: Reason
    parent_id: int | None = None


class Move(Struct, frozen=True):
    """The marker of a move. It stands in `thread_id`, beneath `parent_id` (None: the thread itself), where the post `root_id` was.

    `to_thread_id` and `to_title` are where this move led; the post itself knows where it is now. `posts`: how many were
    moved, the one with all beneath it.
    """

    id: int
    root_id: int
    thread_id: int
    parent_id: int | None
    to_thread_id: int
    to_title: str
    posts: int
    by: int
    at: datetime
    reason: str


class PostsMoved(Event, frozen=True, tag="posts.moved"):
    """A post and everything beneath it stand in another thread of the room since, under the same ids: `move` is the marker that is left.

    `source` and `target` are both threads as they are now. A page of the source takes out the post `move.root_id` and all that
    answers it, and puts the marker there; it knows the branch by itself. A page of the target, unless the thread was just
    opened for this, reads it anew: a branch can have thousands of posts. Markers beneath posts of the branch go along.
    """

    move: Move
    source: Thread
    target: Thread


class Moved(Struct, frozen=True):
    """What a move has done: its marker, and the thread the posts are in now."""

    move: Move
    thread: Thread
