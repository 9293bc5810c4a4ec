"""Strikes: what a portal's policy suggests about somebody, from what of theirs was found to break the rules.

It only suggests: a person decides, and may decide otherwise. A violation is a case in which something stands, be it that words were hidden
or removed or that their author was warned. What came before the last suspension has been answered by that one and does not count
again; suspensions count for ever, unless they were taken back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from moderation.case import LONGEST_DAYS

MOST_STEPS = 20


class Counted(StrEnum):
    """What a step counts."""

    VIOLATIONS = "violations"
    SUSPENSIONS = "suspensions"


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """From `least` of what is counted on, within so many days (None: ever), this is suggested. `days`: for how long; None: no end."""

    counts: Counted
    least: Annotated[int, Meta(ge=1, le=1000)]
    within_days: Annotated[int, Meta(ge=1, le=3660)] | None
    act: Literal["warn", "mute_in_room", "suspend", "ban"]
    days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)] | None = None


class Past(Struct, frozen=True):
    """What stands against somebody: when each violation was decided, and when each suspension began."""

    violations: list[datetime]
    suspensions: list[datetime]


class Reached(Struct, frozen=True):
    """A step that somebody's past has come to, and how many there are of what it counts."""

    step: Step
    found: int


DEFAULT = (
    Step(Counted.VIOLATIONS, 5, 30, "suspend", 7),
    Step(Counted.VIOLATIONS, 10, 90, "suspend", 30),
    Step(Counted.SUSPENSIONS, 3, None, "ban"),
)
GRAVITY = ("warn", "mute_in_room", "suspend", "ban")


def suggest(steps: Sequence[Step], past: Past, now: datetime) -> Reached | None:
    """The step reached whose act is the gravest, and of these the longest; None: none is reached, or nothing is new.

    A step's window has its oldest moment in it: what was decided exactly so many days ago counts.
    """
    new = _unanswered(past)
    if not new:
        return None
    reached = []
    for step in steps:
        counted = new if step.counts == Counted.VIOLATIONS else past.suspensions
        found = sum(_within(at, step, now) for at in counted)
        if found >= step.least:
            reached.append(Reached(step, found))
    return max(reached, key=_gravity, default=None)


def must_make_sense(steps: Sequence[Step]) -> str | None:
    """What is wrong with a policy, by the name of the field; None: nothing. An end is for what ends by itself, and for that alone."""
    if len(steps) > MOST_STEPS:
        return "steps"
    ends = {"mute_in_room", "suspend"}
    return next(("days" for step in steps if (step.days is None) is (step.act in ends)), None)


def _unanswered(past: Past) -> list[datetime]:
    """Violations later than the last suspension."""
    last = max(past.suspensions, default=None)
    return [at for at in past.violations if last is None or at > last]


def _within(at: datetime, step: Step, now: datetime) -> bool:
    return step.within_days is None or now - at <= timedelta(days=step.within_days)


def _gravity(reached: Reached) -> tuple[int, int]:
    return GRAVITY.index(reached.step.act), reached.step.days or 0
