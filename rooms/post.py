"""A post as it is stored, answered and pushed, and the events that tell of it."""

from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from rooms.files import Attachment
from rooms.journal import Event


class Kind(StrEnum):
    """What a post is in the debate. Support and critique speak of the parent, or of the thread's question."""

    OPINION = "opinion"
    QUESTION = "question"
    EVIDENCE = "evidence"
    SUPPORT = "support"
    CRITIQUE = "critique"
    SOLUTION = "solution"


Hidden: TypeAlias = Literal["hidden", "removed"]  # to be looked at again, or for good


class Post(Struct, frozen=True):
    """A post as stored, answered and pushed.

    `html` is None where it was left out of a long thread, and empty once retracted or hidden, like `files`. `seq` is
    the number of the entry that added the post; 0 inside that very entry, which carries the number itself. Entries
    from before there were files have no `files`. `hidden_at`, `hidden_as` and the rule by which moderation did so are
    None where it did not; `cut_at`, `cut_rule` and the act by which it cut passages out of the words likewise.
    """

    id: int
    thread_id: int
    parent_id: int | None
    author: int
    kind: Kind
    html: str | None
    version: int
    at: datetime
    edited_at: datetime | None
    retracted_at: datetime | None
    retracted_by: int | None
    retracted_reason: str | None
    agrees: int
    disagrees: int
    passes: int
    seq: int
    files: list[Attachment] = []
    hidden_at: datetime | None = None
    hidden_as: Hidden | None = None
    hidden_rule: str | None = None
    cut_at: datetime | None = None
    cut_rule: str | None = None
    cut_act: int | None = None


class Said(Post, frozen=True):
    """What became of what somebody said: the post, or where a rule wants it read first, the post as it will be.

    `held` is then the number it waits under, and it has no id and no place in the journal yet: both are 0. None: it is there.
    """

    held: int | None = None


class PostAdded(Event, frozen=True, tag="post.added"):
    """A post was added. Its own `seq` is 0: it is the number of this entry."""

    post: Post


class PostEdited(Event, frozen=True, tag="post.edited"):
    """The author replaced the words or the kind of a post; `version` counts these."""

    post: Post


class PostRetracted(Event, frozen=True, tag="post.retracted"):
    """The author took a post back. `blanked` are the earlier entries whose words are gone from the journal since."""

    post_id: int
    at: datetime
    by: int
    reason: str
    blanked: list[int]


class PostHidden(Event, frozen=True, tag="post.hidden"):
    """Moderation took a post from its readers, by this rule. `blanked` as of a retraction. It may come back."""

    post_id: int
    at: datetime
    how: Hidden
    rule: str
    blanked: list[int]


class PostRestored(Event, frozen=True, tag="post.restored"):
    """Moderation gave a post back to its readers: as it is now, with its words. One that its author took back has none."""

    post: Post


class PostCut(Event, frozen=True, tag="post.cut"):
    """Moderation cut passages out of a post, by its `cut_rule`: the post as it is now. `blanked` as of a retraction."""

    post: Post
    blanked: list[int]


class PostRedacted(Event, frozen=True, tag="post.redacted"):
    """Somebody whom this post names or quotes was erased, or has a name hidden or back: the post as it is now. `blanked` as of a retraction."""

    post: Post
    blanked: list[int]
