"""What somebody wants to say in a thread, as their browser sends it."""

from typing import Annotated

from msgspec import Meta, field

from rooms.audit import Command
from rooms.files import Taking
from rooms.post import Kind
from rooms.text import LONGEST_BODY

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
