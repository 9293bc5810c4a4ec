"""The closed list of reasons, for reports and for acts: how grave each is, and how soon it must be looked at.

The numbers of the rules that the public reads are the places in this list. How each is said stands beside its reader: in the
browser's words, and in the documents'.
"""

from datetime import timedelta
from enum import StrEnum

from msgspec import Struct


class Reason(StrEnum):
    """What is wrong with something; the gravest first."""

    ILLEGAL = "illegal"
    PERSONAL = "personal-facts"  # somebody's private life, made public
    HATRED = "hatred"
    INSULT = "insult"
    FALSE = "false"  # stated as a fact, and known not to be one
    SPAM = "spam"
    OFF_TOPIC = "off-topic"
    OTHER = "other"  # as the words with it say


class Bearing(Struct, frozen=True):
    """What follows from a reason: the weight of one report, in points, and the time to decide in."""

    weight: int
    within: timedelta


BEARINGS: dict[Reason, Bearing] = {
    Reason.ILLEGAL: Bearing(8, timedelta(hours=24)),
    Reason.PERSONAL: Bearing(6, timedelta(hours=24)),
    Reason.HATRED: Bearing(5, timedelta(hours=24)),
    Reason.INSULT: Bearing(3, timedelta(hours=48)),
    Reason.FALSE: Bearing(3, timedelta(hours=48)),
    Reason.SPAM: Bearing(2, timedelta(hours=48)),
    Reason.OFF_TOPIC: Bearing(1, timedelta(hours=72)),
    Reason.OTHER: Bearing(1, timedelta(hours=72)),
}

REVIEW_WITHIN = timedelta(hours=72)  # a review is decided
REVIEW_ASKED_WITHIN = timedelta(days=30)  # of the act it is asked of


def gravest(*reasons: Reason) -> Reason:
    """The one that stands first in the list. Raises ValueError where there is none."""
    order = list(Reason)
    return min(reasons, key=order.index)
