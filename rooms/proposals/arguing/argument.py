"""An argument as it is listed, and the events that tell what became of one. Its words come with posts, as everywhere."""

from datetime import datetime
from enum import StrEnum

from rooms.journal import Event
from rooms.post import Post


class Column(StrEnum):
    """For a proposal, against it, or asked about it."""

    SUPPORT = "support"
    CRITIQUE = "critique"
    QUESTION = "question"


class Stance(StrEnum):
    """What a post that is taken up speaks for."""

    SUPPORT = "support"
    CRITIQUE = "critique"


class Argument(Post, frozen=True):
    """A post that stands for or against a proposal, or asks about it.

    `column` is where it stands; for one that was taken up from elsewhere in the room, by `used_by` at `used_at`, it need not be its `kind`.
    `strength`: from 0 to 1, by its tally. `replies`: to it directly, that can be read. `answer_id`: the reply by which it was answered, written by
    `answer_author`, as `answered_by` says; None: it is open. `still_open_at`: when its author said so of the
    last answer, None where they did not. `mine`: the position of whoever reads.
    """

    column: Column = Column.SUPPORT
    strength: float = 0.0
    replies: int = 0
    used_by: int | None = None
    used_at: datetime | None = None
    answer_id: int | None = None
    answer_author: int | None = None
    answered_by: int | None = None
    answered_at: datetime | None = None
    still_open_at: datetime | None = None
    mine: str | None = None


class ArgumentReused(Event, frozen=True, tag="argument.reused"):
    """A post that stands elsewhere in the room was taken up for or against a proposal."""

    proposal_id: int
    post_id: int
    stance: Stance
    by: int
    at: datetime


class ArgumentReleased(Event, frozen=True, tag="argument.released"):
    """A post that was taken up for a proposal was put back."""

    proposal_id: int
    post_id: int
    by: int
    at: datetime


class ArgumentAnswered(Event, frozen=True, tag="argument.answered"):
    """A reply was marked as the answer to an argument or a question of a proposal; one that was marked before gives way."""

    proposal_id: int
    post_id: int
    answer_id: int
    answer_author: int
    by: int
    at: datetime


class ArgumentReopened(Event, frozen=True, tag="argument.reopened"):
    """An argument or a question of a proposal is open again. `still_open`: its author says that the reply does not answer it."""

    proposal_id: int
    post_id: int
    by: int
    at: datetime
    still_open: bool
