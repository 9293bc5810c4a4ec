"""The order of the queue: what a report weighs, and where that puts its case. Pure; ADR 16 has the reasons.

Weights are in hundredths of a point, so that nothing is rounded twice and an index can page by the rank.
"""

from datetime import datetime

from msgspec import Struct

from moderation.reasons import BEARINGS, Reason, gravest

UNKNOWN = 100  # hundredths that a report of weight 1 counts, by somebody of whom nothing is known
MINUTES_PER_POINT = 120  # of waiting, that a point of weight is worth
A_DAY = 24 * 60  # minutes


class Score(Struct, frozen=True):
    """What a case's place comes from. `reason`: the gravest given; `weight` in hundredths; `due_at`: the soonest."""

    reason: Reason
    weight: int
    due_at: datetime


def weight(reason: Reason, right: int, decided: int) -> int:
    """What one report weighs, in hundredths, by somebody who was right in so many of those decided before.

    Laplace's rule of succession, (right + 1) / (decided + 2), doubled: it lies between 0 and twice the reason's weight.
    """
    return BEARINGS[reason].weight * UNKNOWN * 2 * (right + 1) // (decided + 2)


def minutes_of(weighs: int) -> int:
    """The minutes of waiting that this weight is worth."""
    return weighs * MINUTES_PER_POINT // UNKNOWN


def rank(weighs: int, opened_at: datetime) -> int:
    """The place of a case of this weight, the highest first: it does not change while everybody waits."""
    return minutes_of(weighs) - int(opened_at.timestamp()) // 60


def rank_by(due_at: datetime) -> int:
    """The place of what has a clock of the law: from a day before it strikes, nothing new that one person reports comes before it."""
    return minutes_of(weight(gravest(*Reason), 0, 0)) + A_DAY - int(due_at.timestamp()) // 60


def reported(reason: Reason, right: int, decided: int, at: datetime) -> Score:
    """The score of a report by itself."""
    return Score(reason, weight(reason, right, decided), at + BEARINGS[reason].within)


def together(before: Score, new: Score) -> Score:
    """The score of a case with one more report: no report makes it lighter, milder or later."""
    return Score(
        gravest(before.reason, new.reason),
        before.weight + new.weight,
        min(before.due_at, new.due_at),
    )
