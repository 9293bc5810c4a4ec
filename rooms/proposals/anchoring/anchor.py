"""What a comment is about, and the event that tells of it."""

from datetime import datetime

from msgspec import Struct

from rooms.journal import Event


class Anchor(Struct, frozen=True):
    """A passage of a version of a proposal, or one of its articles as a whole, that a post is about.

    `place`: of the article; `first`, `length`: in characters of the version's text, as Python counts them. `consultation`: in
    which the comment counts, None where in none.
    """

    post_id: int
    proposal_id: int
    version: int
    place: int
    first: int
    length: int
    whole: bool
    consultation: int | None
    at: datetime


class PostAnchored(Event, frozen=True, tag="post.anchored"):
    """The post that was just added is a comment on a proposal. The words it is about are in the version."""

    anchor: Anchor
