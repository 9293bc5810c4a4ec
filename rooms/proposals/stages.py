"""What may come next: the pure decision behind the stages of a proposal.

A proposal goes through the steps of its own procedure, one after the other, each once in a round. It may be withdrawn before
the vote, and then reopened as a new round. The database decides the same by itself (`stage_follows`); a test holds both together.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

LONGEST_STEP_D = 366  # days


class Stage(StrEnum):
    """Where a proposal is, in the order of its life; withdrawn is out of it."""

    DRAFTING = "drafting"
    DISCUSSION = "discussion"
    AMENDMENTS = "amendments"
    FROZEN = "frozen"
    VOTE = "vote"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


ORDER = [stage for stage in Stage if stage not in {Stage.DRAFTING, Stage.WITHDRAWN}]
BEFORE_THE_VOTE = frozenset({Stage.DRAFTING, Stage.DISCUSSION, Stage.AMENDMENTS, Stage.FROZEN})
WRITTEN = frozenset({Stage.DRAFTING, Stage.DISCUSSION, Stage.AMENDMENTS})  # its text may change
SUPPORTED = frozenset({Stage.DISCUSSION, Stage.AMENDMENTS, Stage.FROZEN})

By: TypeAlias = Literal["authors", "keepers", "either"]


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A stage of a procedure. `days`: it lasts at least so long, 0: as long as it takes. `by`: who leads into it."""

    stage: Stage
    days: Annotated[int, Meta(ge=0, le=LONGEST_STEP_D)] = 0
    by: By = "either"


class At(NamedTuple):
    """Where a proposal is: its stage, in which round, and how long that lasts at least (None: no time is set)."""

    stage: Stage
    round: int
    due: datetime | None


class Onward(Struct, frozen=True):
    """A stage that may come next, in which round, who may lead into it, and not before when (None: at once)."""

    stage: Stage
    round: int
    by: By
    earliest: datetime | None


def in_order(steps: Sequence[Step]) -> bool:
    """Whether these can be the steps of a procedure: from the discussion on, in the order of a proposal's life, each once."""
    places = [ORDER.index(step.stage) for step in steps if step.stage in ORDER]
    return (
        len(places) == len(steps) > 0
        and steps[0].stage == Stage.DISCUSSION
        and places == sorted(set(places))
    )


def ways(steps: Sequence[Step] | None, at: At | None) -> list[Onward]:
    """What may come next. `steps` None: it has not been opened, and no procedure is chosen; `at` None: it is begun."""
    if at is None:
        return [Onward(Stage.DRAFTING, 1, "authors", None)]
    if at.stage == Stage.WITHDRAWN:
        again = Stage.DRAFTING if steps is None else Stage.DISCUSSION
        return [Onward(again, at.round + 1, "authors", None)]
    found = []
    if (step := _after(steps or [], at.stage)) is not None:
        found.append(Onward(step.stage, at.round, step.by, at.due))
    if at.stage in BEFORE_THE_VOTE:
        found.append(Onward(Stage.WITHDRAWN, at.round, "authors", None))
    return found


def _after(steps: Sequence[Step], stage: Stage) -> Step | None:
    names = [Stage.DRAFTING, *(step.stage for step in steps)]
    place = names.index(stage)
    return steps[place] if place < len(steps) else None
