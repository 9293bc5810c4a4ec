"""A proposal as it is listed, read and pushed, and the events that tell of it.

Each event carries the whole line of the proposal as it is once the event stands, so a page that was read earlier and the
entries since then are the page of now. Events carry no text: it is asked for, by version.
"""

from datetime import datetime

from msgspec import Struct

from rooms.journal import Event
from rooms.proposals.stages import Stage


class Proposal(Struct, frozen=True):
    """A proposal in a list. People are named by their number in the room it is put to.

    `table_id`: the room where it is drafted. `thread_id`, `title`, `versioned_at` are None and `version` 0 until it is opened.
    `due`: its stage lasts at least until then. `supporters`: all who support a version of it; `standing`: those whose
    support is of the newest.
    """

    id: int
    room_id: int
    table_id: int
    thread_id: int | None
    begun_by: int
    from_thread: int | None
    from_post: int | None
    title: str | None
    version: int
    versioned_at: datetime | None
    stage: Stage
    round: int
    since: datetime
    due: datetime | None
    supporters: int
    standing: int


class Included(Struct, frozen=True):
    """An amendment that went into a version, by its id and its number in the proposal."""

    id: int
    number: int


class Version(Struct, frozen=True):
    """What is told of a version besides its text. `note`: what changed; `base`: the version it came from, None for the first.

    `amendments`: those that made it of its base; none where the table wrote it. Entries from before there were amendments do not have it.
    """

    number: int
    title: str
    note: str
    by: int
    base: int | None
    at: datetime
    amendments: list[Included]


class Staged(Struct, frozen=True):
    """A step of its way: when it was entered, who led into it and why, and how long it lasts at least."""

    number: int
    round: int
    stage: Stage
    since: datetime
    due: datetime | None
    by: int
    reason: str


class DraftSaved(Event, frozen=True, tag="draft.saved"):
    """At the table: the draft has been saved under this number. Its text is asked for."""

    proposal_id: int
    draft: int
    by: int
    at: datetime


class ProposalOpened(Event, frozen=True, tag="proposal.opened"):
    """A proposal stands before the room, with its first version; the entries before this one opened its thread. Told to its table too."""

    proposal: Proposal
    version: Version
    stages: list[Staged]


class ProposalVersioned(Event, frozen=True, tag="proposal.versioned"):
    """It has a new version. Support of an earlier one stays support of that one."""

    proposal: Proposal
    version: Version


class ProposalStaged(Event, frozen=True, tag="proposal.staged"):
    """It is in another stage: led on, withdrawn, or reopened as a new round."""

    proposal: Proposal
    staged: Staged


class SupportGiven(Event, frozen=True, tag="support.given"):
    """A member supports the newest version; whatever they supported before is replaced."""

    proposal: Proposal
    number: int
    version: int


class SupportWithdrawn(Event, frozen=True, tag="support.withdrawn"):
    """A member supports no version any more."""

    proposal: Proposal
    number: int
