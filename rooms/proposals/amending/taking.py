"""An amendment as it is taken into a version, wholly or in part, and what several bring into it together."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from rooms import sql
from rooms.errors import Conflict, Malformed, Stale
from rooms.members import LONGEST_REASON
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentState, Why
from rooms.proposals.amending.changes import Change, clash, regions
from rooms.proposals.amending.proposing import MOST_CHANGES
from rooms.proposals.joint.bringing import Span
from rooms.proposals.seats import Seat, State
from rooms.screening import Words
from rooms.text import clean, title, within
from rooms.tx import Tx

q = sql.beside(__file__)


class TakeIn(Struct, frozen=True, forbid_unknown_fields=True):
    """An amendment to take in, as it stands in this revision: these of its changes (None: all), and why; in part it must be said."""

    amendment: int
    revision: int
    places: Annotated[list[int], Meta(min_length=1, max_length=MOST_CHANGES)] | None = None
    reason: Why = ""


class TakenIn(NamedTuple):
    """An amendment that is taken in: which of its changes, all where `part` is None."""

    amendment: AmendmentLine
    changes: list[Change]
    part: list[int] | None
    reason: str


async def take(tx: Tx, seat: Seat, state: State, wanted: TakeIn) -> TakenIn:
    """What is taken of an amendment, and why. Raises as `places.take`; Stale (it is of an older version), Malformed (no such change)."""
    amendment = await places.opened_of(tx, seat.id, wanted.amendment)
    places.must_be(amendment, wanted.revision)
    await places.must_show(tx, amendment.id)
    if amendment.base != state.version:
        raise Stale(
            "amendment-behind",
            field="take",
            amendment=amendment.id,
            number=amendment.number,
            base=amendment.base,
            version=state.version,
        )
    changes = await places.changes_of(tx, amendment.id, wanted.revision)
    chosen = sorted(wanted.places or range(1, len(changes) + 1))
    if chosen[0] < 1 or chosen[-1] > len(changes) or len(set(chosen)) < len(chosen):
        raise Malformed("no-change", field="take")
    part = chosen if len(chosen) < len(changes) else None
    reason = wanted.reason
    reason = (
        within(clean(reason, "reason").strip(), "reason", LONGEST_REASON)
        if part is None
        else title(reason, "reason", LONGEST_REASON)
    )
    if reason:
        tx.screen(Words("description", reason))
    return TakenIn(amendment, [changes[place - 1] for place in chosen], part, reason)


def must_fit(text: str, taken: Sequence[TakenIn]) -> None:
    """Raises Conflict, naming the first two that touch, or Malformed where one is there twice."""
    if len({each.amendment.id for each in taken}) < len(taken):
        raise Malformed("amendment-twice", field="take")
    pair = clash([each.changes for each in taken])
    if pair is not None:
        one, other = (taken[place] for place in pair)
        raise Conflict(
            "amendments-touch",
            field="take",
            amendments=[one.amendment.id, other.amendment.id],
            one=one.amendment.number,
            other=other.amendment.number,
            conflicts=regions(text, one.changes, other.changes),
        )


def spans(taken: Sequence[TakenIn]) -> list[Span]:
    """Whose words come in with the amendments, by their place in the new text."""
    whose = {change: each.amendment.by for each in taken for change in each.changes}
    found, moved = list[Span](), 0
    for change in sorted(whose):
        if change.added:
            found.append(Span(change.first + moved, len(change.added), whose[change]))
        moved += change.grows
    return found


async def end(tx: Tx, seat: Seat, taken: TakenIn, version: int) -> None:
    """Let it end in this version."""
    outcome = AmendmentState.ACCEPTED if taken.part is None else AmendmentState.PARTLY
    amendment = taken.amendment
    await tx.do(
        q["end"], amendment.id, seat.id, seat.room_id, amendment.revision, outcome, taken.reason,
        seat.number, version,
    )  # fmt: skip
    if taken.part is not None:
        await tx.do(q["take"], amendment.id, amendment.revision, taken.part)
