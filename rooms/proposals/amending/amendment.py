"""An amendment as it is listed, read and pushed, and the events that tell of it. Of words they carry only why it ended.

Its reasons are a post. Whoever may not read that post, because it was hidden, taken back or erased, reads no change of it either,
and not why it ended.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from rooms.journal import Event
from rooms.members import LONGEST_REASON
from rooms.proposals.proposal import Proposal

Why = Annotated[str, Meta(max_length=LONGEST_REASON)]


class AmendmentState(StrEnum):
    """What became of it. Open ones are not considered any more once the stage of amendments is over; that is no row."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class AmendmentLine(Struct, frozen=True):
    """An amendment in a list. People are named by their number in the room of its proposal.

    `number`: of the proposal's, from 1 on. `post_id`: its reasons. `base`: the version that its newest `revision` changes, in so
    many `changes`. `reason`, `decided_by` and `decided_at` are None while it is open; `version`: that it went into. `reason`: why it ended,
    empty where nobody said why or its post shows no words; “…” where whoever said why was erased.
    """

    id: int
    proposal_id: int
    number: int
    post_id: int
    by: int
    at: datetime
    base: int
    revision: int
    changes: int
    state: AmendmentState
    reason: str | None
    decided_by: int | None
    decided_at: datetime | None
    version: int | None


class AmendmentProposed(Event, frozen=True, tag="amendment.proposed"):
    """A member proposes changes to the text; the entry before this one has their reasons, a post."""

    proposal: Proposal
    amendment: AmendmentLine


class AmendmentRevised(Event, frozen=True, tag="amendment.revised"):
    """It asks for something else now, or for the same in a newer version of the text."""

    proposal: Proposal
    amendment: AmendmentLine


class AmendmentEnded(Event, frozen=True, tag="amendment.ended"):
    """It is taken in, wholly or in part, or rejected, or its member withdrew it. The entries before this one brought the version."""

    proposal: Proposal
    amendment: AmendmentLine


class AmendmentRedacted(Event, frozen=True, tag="amendment.redacted"):
    """Whoever said why it ended was erased: the amendment as it is now. `blanked` are the earlier entries that say no more why."""

    amendment: AmendmentLine
    blanked: list[int]
