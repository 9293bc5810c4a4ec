"""A consultation as it is listed and pushed, the answers to its comments, and the events that tell of them."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from rooms.journal import Event


class Answer(StrEnum):
    """What came of a comment: taken in, taken in in part, explained why not; or that it does not count."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    EXPLAINED = "explained"
    ASIDE = "aside"


class ConsultationLine(Struct, frozen=True):
    """A consultation. Comments of until `closes_at` count; `version`: the newest when it was opened, and what was said of that before counts too."""

    proposal_id: int
    number: int
    version: int
    opened_by: int
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    closed_by: int | None


class DispositionLine(Struct, frozen=True):
    """What was answered to a comment; `number` counts its answers, the newest is in force. Why is asked for."""

    post_id: int
    number: int
    kind: Answer
    by: int
    at: datetime


class ConsultationOpened(Event, frozen=True, tag="consultation.opened"):
    """A consultation on a proposal was opened. It takes in all comments on its version that counted in none."""

    consultation: ConsultationLine


class ConsultationClosed(Event, frozen=True, tag="consultation.closed"):
    """It was closed: each comment that counts has its answer, and those stay."""

    consultation: ConsultationLine


class CommentDisposed(Event, frozen=True, tag="comment.disposed"):
    """A comment of a consultation was answered, or answered anew. The words of the answer are asked for."""

    proposal_id: int
    disposition: DispositionLine
