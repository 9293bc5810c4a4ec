"""A case: one target and all that was reported of it, on its way from a report to a decision, and perhaps to a review.

A `Case` is the line of it in the queue, and what every entry of the moderation room carries: ids, counts and clocks.
No words of anybody and no reporter are in it, so that whoever follows the queue may read all of its journal.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import Struct

from moderation.reasons import Reason
from rooms.journal import Event

LONGEST_DAYS = 366  # of an act that ends by itself
LEASE = timedelta(minutes=3)  # of a claim; a page that shows the case renews it each minute


class Target(StrEnum):
    """What a case is about."""

    POST = "post"
    HELD = "held"  # a post that nobody reads before a moderator has
    REQUEST = "request"  # what somebody asks about their own data
    TITLE = "title"  # of a thread
    NAME = "name"  # of a person, and their organisation


class Source(StrEnum):
    """Who brought it into the queue."""

    REPORT = "report"
    RULE = "rule"  # the screening
    MODERATOR = "moderator"  # acted in the thread, without a report
    REQUEST = "request"  # the person whose data it is


class Stage(StrEnum):
    """Where a case is: it waits for a decision, it has one, or it waits for a second person.

    The second confirms a ban or an erasure that somebody has proposed, or looks again at what somebody has decided.
    """

    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    REVIEW = "review"


class Act(StrEnum):
    """What can be done about a target, and about the person whose it is.

    `hide` and `remove` take words away, `edit` cuts passages out of them, `restore` takes each back. A held post is let through by `approve` or, after a refusal,
    `restore`, and refused by the other two. A request is answered by `fulfil` or `refuse`, and waits anew by `restore`. The other acts are about
    the person, and `lift` takes one of those back.
    """

    APPROVE = "approve"
    HIDE = "hide"
    REMOVE = "remove"
    EDIT = "edit"
    RESTORE = "restore"
    WARN = "warn"
    MUTE = "mute_in_room"  # does not speak in the room, until an end
    SUSPEND = "suspend"  # may read, and write nothing in the portal, until an end
    BAN = "ban"  # for good, by two people
    LIFT = "lift"
    FULFIL = "fulfil"
    REFUSE = "refuse"


TAKING = frozenset({Act.HIDE, Act.REMOVE, Act.EDIT})  # words from their readers
WORDS = TAKING | {Act.APPROVE, Act.RESTORE}
ENDING = frozenset({Act.MUTE, Act.SUSPEND})  # by themselves
SANCTIONS = ENDING | {Act.WARN, Act.BAN}  # about the person
ANSWERS = frozenset({Act.FULFIL, Act.REFUSE})  # to a request
AGAINST = SANCTIONS | TAKING  # name a rule; the person can ask for a review


Asked: TypeAlias = Literal["export", "correction", "erasure"]  # about one's own data


class Case(Struct, frozen=True):
    """A case as the queue shows it.

    The target is the post, the held one, the title of the thread, or somebody's name; `thread_id` None: a held post that would open one, or a name. A request has none of these and stands in no
    room, nor is there a `reason` against it: it has `asked`. `reason`: the gravest that was given. `weight`: in hundredths of a report by somebody unknown. `rank`: its place, the
    highest first. `due_at`: of what it waits for, or waited for last. `claimed_by`, until `claimed_until`: who works on it, by
    number in the moderation room; None: nobody. `act`, `acted_by`, `decided_at`: the newest act, or the one
    that a review looks at; None: there was none. `within`: the case it waits under, or was decided with; None: it stands by
    itself. `leads`: how many cases wait under it, which share its lease; its `rank` and `due_at` are then those of all of them.
    """

    id: int
    target: Target
    room_id: int | None
    thread_id: int | None
    post_id: int | None
    held_id: int | None
    source: Source
    reason: Reason | None
    asked: Asked | None
    stage: Stage
    reports: int
    weight: int
    rank: int
    opened_at: datetime
    due_at: datetime
    claimed_by: int | None
    claimed_until: datetime | None
    act: Act | None
    acted_by: int | None
    decided_at: datetime | None
    within: int | None
    leads: int


class CaseEvent(Event, frozen=True):
    """Something happened to a case, which is now as its line says."""

    case: Case


class CaseOpened(CaseEvent, frozen=True, tag="case.opened"):
    """A case came into the queue."""


class CaseReported(CaseEvent, frozen=True, tag="case.reported"):
    """One more person reported what the case is about, or a case under it; or it was changed, and rules saw something in it."""


class CaseClaimed(CaseEvent, frozen=True, tag="case.claimed"):
    """Somebody works on the case, or goes on to."""


class CaseReleased(CaseEvent, frozen=True, tag="case.released"):
    """Whoever worked on the case does so no more, and did not decide it."""


class CaseDecided(CaseEvent, frozen=True, tag="case.decided"):
    """The case has an act, the first or a further one. `was`: where the case was until then."""

    act_id: int
    was: Stage


class CaseProposed(CaseEvent, frozen=True, tag="case.proposed"):
    """Somebody proposes what cannot be undone, so the case waits for a second. `proposal_id`: of a ban; the request that asks for an erasure."""

    proposal_id: int


class CaseDeclined(CaseEvent, frozen=True, tag="case.declined"):
    """The second did not confirm it: nothing happens to the person."""

    proposal_id: int


class CaseMerged(CaseEvent, frozen=True, tag="case.merged"):
    """The case was put under another, `lead`, or is that one and got others under it. `due_before`: its clock until then."""

    lead: int
    due_before: datetime


class CaseSplit(CaseEvent, frozen=True, tag="case.split"):
    """The case stands by itself again, taken out from under `lead`, or is that one and leads fewer. `due_before`: its clock until then."""

    lead: int
    due_before: datetime


class ReviewAsked(CaseEvent, frozen=True, tag="review.asked"):
    """The author asks for a review of the act, so the case waits again."""

    act_id: int


class ReviewDecided(CaseEvent, frozen=True, tag="review.decided"):
    """Somebody else looked at the act again. `act_id`: the act that was reviewed."""

    act_id: int
    upheld: bool
