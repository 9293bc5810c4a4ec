"""What is read of amendments: a list of them, and one with its changes, its rivals and what a newer version does to it."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms.proposals.amending.amendment import AmendmentLine
from rooms.proposals.amending.changes import AROUND, Change, Region


class AmendmentCounts(Struct, frozen=True):
    """How many of a proposal's amendments are in which state."""

    open: int
    accepted: int
    partly: int
    rejected: int
    withdrawn: int


class Glimpse(Struct, frozen=True):
    """How what a revision changes begins: the `heading` of the article, and of its first change the first words.

    `…` stands behind them where there are more. All empty where its reasons are not to be read.
    """

    amendment_id: int
    revision: int
    heading: str
    dropped: str
    added: str


class Amendments(Struct, frozen=True):
    """Amendments of a proposal, the newest first, and the number of its room's journal at that moment. `counts`: of all of them.

    `glimpses`: of those that are here, in their order.
    """

    amendments: list[AmendmentLine]
    glimpses: list[Glimpse]
    more: bool
    counts: AmendmentCounts
    epoch: int
    seq: int


class ChangeShown(Struct, frozen=True):
    """A change with the text around it. `place`: which, from 1 on; `taken`: whether it went into a version, None while that is open."""

    place: int
    first: int
    dropped: str
    added: str
    before: str
    after: str
    taken: bool | None


class Rival(Struct, frozen=True):
    """An open amendment to the same version that touches this one; the first fifty are told. `places`: which changes of this one."""

    amendment: AmendmentLine
    places: list[int]


class RebasedShown(Struct, frozen=True):
    """The amendment in the newest version: its changes there, those that stand there already, and where both changed the same words."""

    version: int
    changes: list[ChangeShown]
    done: list[int]
    conflicts: list[Region]


class AmendmentRevision(Struct, frozen=True):
    """A revision: of which version, by whom, how many changes."""

    number: int
    base: int
    by: int
    at: datetime
    changes: int


class AmendmentShown(Struct, frozen=True):
    """An amendment at one number of its room's journal. `hidden`: its reasons are not to be read, so nothing of it is here.

    `rebased` is None where it is not behind, or not open. `revisions`: the newest first.
    """

    amendment: AmendmentLine
    room_id: int
    epoch: int
    seq: int
    hidden: bool
    changes: list[ChangeShown]
    rivals: list[Rival]
    rebased: RebasedShown | None
    revisions: list[AmendmentRevision]


class AmendmentText(Struct, frozen=True):
    """The whole text as the amendment wants it."""

    amendment_id: int
    revision: int
    base: int
    text: str


def around(
    text: str,
    changes: Sequence[Change],
    taken: Sequence[bool] | None,
    numbered: Sequence[int] | None = None,
) -> list[ChangeShown]:
    """Changes with the text around them. `numbered`: their places, None: from 1 on."""
    return [
        ChangeShown(
            place,
            each.first,
            each.dropped,
            each.added,
            text[max(0, each.first - AROUND) : each.first],
            text[each.beyond : each.beyond + AROUND],
            None if taken is None else taken[place - 1],
        )
        for place, each in zip(numbered or range(1, len(changes) + 1), changes, strict=True)
    ]
