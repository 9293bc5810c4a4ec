"""What a decision record holds. It is told page by page: each list stands on page n with its n-th PAGE rows, the oldest first.

Of arguments fewer fit, and the strongest come first.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from rooms.proposals.procedures import Procedure
from rooms.proposals.proposal import Proposal, Staged, Version
from rooms.proposals.recording.amendments import AmendmentRecorded
from rooms.proposals.recording.arguments import ArgumentsRecorded
from rooms.proposals.recording.consultations import ConsultationRecorded
from rooms.proposals.recording.links import Link
from rooms.proposals.views import ArticleShown
from rooms.roles import Role
from rooms.voting.vote import Vote

SCHEMA: Literal["dienhong.decision-record/1"] = "dienhong.decision-record/1"
PAGE = 100  # rows of each list
MOST_PAGES = 1000


class Person(Struct, frozen=True):
    """Somebody whom this page names by number, as the room shows them now. `role`: what they are in the room.

    `author`: a co-author of the proposal. `left`: not in the room any more.
    """

    number: int
    name: str
    organisation: str
    role: Role
    author: bool
    left: bool


class Share(Struct, frozen=True):
    """How many characters of a version one member wrote. `by` None: it was written before this was kept."""

    version: int
    by: int | None
    characters: int


class VersionRecorded(Struct, frozen=True):
    """A version: who put it before the room, when, and what changed. `supporters`: members whose support is of this one now.

    `digest`: SHA-256 of its text in UTF-8, hexadecimal. `changes`: None for the first. `hands`: whose the text is, by most of it first;
    none where that was not kept.
    """

    version: Version
    digest: str
    supporters: int
    text: Link
    changes: Link | None
    hands: list[Share]


class Outcome(Struct, frozen=True):
    """What became of it. None: there is none yet.

    `roll`: who might vote; `result`: how it was voted; `checkpoint`: the signed head of the log that holds that; all of the vote that
    counts, the newest that was counted and not annulled. `sealed`: that head as text, so that a printed record is a witness of the log;
    None also for the moment until it is signed. `decision`, `answer`: the official ones; `tasks`: what followed.
    """

    roll: Link | None = None
    result: Link | None = None
    checkpoint: Link | None = None
    sealed: str | None = None
    decision: Link | None = None
    answer: Link | None = None
    tasks: list[Link] = []


class Totals(Struct, frozen=True):
    """How many there are of each list, on all pages together. `supporters` of any version."""

    versions: int
    stages: int
    amendments: int
    consultations: int
    supporters: int


class Record(Struct, frozen=True):
    """The decision record of a proposal at one number of its room's journal, or one page of it.

    `code`: what it is cited by. `from_`: the thread or post it came out of, the post more exactly; none for one that was begun
    by itself. `discussion`: its thread. `authors`: co-authors by their numbers. `articles`: the newest text, on the first page.
    `procedure`: the one it was opened under, frozen then. `votes`: the newest first, on the first page. `next`: None on the last page.
    """

    schema: Literal["dienhong.decision-record/1"]
    code: str
    portal: str
    room_title: str
    proposal: Proposal
    epoch: int
    seq: int
    as_of: datetime
    opened_at: datetime
    room: Link
    text: Link
    discussion: Link
    origin: list[Link]
    authors: list[int]
    procedure: Procedure
    totals: Totals
    versions: list[VersionRecorded]
    stages: list[Staged]
    amendments: list[AmendmentRecorded]
    arguments: ArgumentsRecorded
    consultations: list[ConsultationRecorded]
    votes: list[Vote]
    outcome: Outcome
    articles: list[ArticleShown]
    people: list[Person]
    page: int
    pages: int
    next: Link | None
