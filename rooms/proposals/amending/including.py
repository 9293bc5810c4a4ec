"""Taking amendments into the text: several at once become the next version, each wholly or in part.

They are all of the newest version and must not touch each other, so the next version is that one with exactly these changes; the
database holds both together by itself. What the table has saved meanwhile is moved past them, where it does not touch them either.
"""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct
from msgspec.structs import replace

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Malformed, NotFound, Stale
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.proposals import drafting, presenting, seats, views
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentEnded, AmendmentLine, AmendmentState, Why
from rooms.proposals.amending.changes import Change, apply, clash, rebase, regions, together
from rooms.proposals.amending.proposing import MOST_CHANGES
from rooms.proposals.drafting import LONGEST_TEXT
from rooms.proposals.joint.bringing import Span, Wording
from rooms.proposals.presenting import LONGEST_NOTE, Shown, Text
from rooms.proposals.proposal import Included, Proposal, ProposalVersioned
from rooms.proposals.seats import Seat, State
from rooms.screening import Words
from rooms.text import body, clean, title, within
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 50  # amendments in one version
MOST_TAKEN = 10_000  # changes, of all of them: with more it is another text


class TakeIn(Struct, frozen=True, forbid_unknown_fields=True):
    """An amendment to take in, as it stands in this revision: these of its changes (None: all), and why; in part it must be said."""

    amendment: int
    revision: int
    places: Annotated[list[int], Meta(min_length=1, max_length=MOST_CHANGES)] | None = None
    reason: Why = ""


class Including(Command, frozen=True):
    """The version to take them into, and what changed. `replace_draft`: where the table's newer save touches them, it gives way."""

    version: int
    take: Annotated[list[TakeIn], Meta(min_length=1, max_length=MOST)]
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)]
    replace_draft: bool = False
    sure: bool = False


class Sources(NamedTuple):
    """What the next version is made of: the newest text, what is taken, and the table's newest save."""

    text: str
    lists: list[list[Change]]
    draft: int
    saved: str

    @property
    def made(self) -> str:
        """The next version's text; none where they do not fit together, which the verb says."""
        if clash(self.lists) is not None:
            return ""
        return apply(self.text, together(self.lists))


class Prepared(NamedTuple):
    """The next version, rendered, and what the save of this number differs by from the newest one."""

    pieces: Sequence[Shown]
    draft: int
    typed: Sequence[Change]


class Taken(NamedTuple):
    """An amendment that is taken in: which of its changes, all where `part` is None."""

    amendment: AmendmentLine
    changes: list[Change]
    part: list[int] | None
    reason: str


async def sources(tx: Tx, who: Who, proposal_id: int, including: Including) -> Sources | None:
    """What the next version would be made of. None: not for this person, or there is no such version."""
    try:
        saved = await views.draft(tx, who, proposal_id, None)
    except NotFound:
        return None
    version = await tx.one(Text, q["version"], proposal_id, including.version)
    if version is None:
        return None
    lists = []
    for each in including.take:
        found = await tx.all(Change, q["changes"], proposal_id, each.amendment, each.revision, each.places, including.version)  # fmt: skip
        lists.append(found)
    return Sources(version.text, lists, saved.number, saved.text)


async def include(
    tx: Tx, who: Who, proposal_id: int, including: Including, prepared: Prepared
) -> Proposal:
    """Put the newest version with these amendments before the room, as the next one.

    Raises as `presenting.publish` and `places.take`; Conflict (two of them touch, or the table's newer save touches one), Stale (one was
    put otherwise, or is of an older version), Malformed (no such change, too many).
    """
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await places.taken(tx, seat)
    if including.version != state.version:
        raise Stale("version-changed", field="version", version=state.version)
    taken = [await _taken(tx, seat, state, each) for each in including.take]
    version = await tx.one(Text, q["version"], proposal_id, including.version)
    assert version is not None, "the newest version"
    _must_fit(version.text, taken)
    changes = together([each.changes for each in taken])
    if len(changes) > MOST_TAKEN:
        raise Malformed("too-many-taken", field="take", changes=len(changes), most=MOST_TAKEN)
    text = within(apply(version.text, changes), "take", LONGEST_TEXT)
    if not text.strip():
        raise Malformed("empty", field="take")
    made = "".join(each.article.source for each in prepared.pieces)
    if (prepared.draft, made) != (state.draft, text):
        raise Stale("draft-changed", field="version", draft=state.draft)
    texts = _texts(version.text, text, changes, prepared.typed, gives_way=including.replace_draft)
    note = body(including.note, "note", LONGEST_NOTE).strip()
    now = Text(version.title, text)
    said = Words("description", note)
    await presenting.judge_text(
        tx, who, seat, now, prepared.pieces, sure=including.sure, further=said
    )
    first = Wording(texts[0], _spans(taken))
    await drafting.keep(tx, seat, None, first, *map(Wording, texts[1:]))
    written = await presenting.write(
        tx, seat, state.version + 1, state.draft + 1, now, note, prepared.pieces
    )
    for each in taken:
        await _end(tx, seat, each, written.number)
    tx.facts |= {
        "version": written.number,
        "amendments": [each.amendment.id for each in taken],
    }
    included = [Included(each.amendment.id, each.amendment.number) for each in taken]
    included.sort(key=lambda each: each.number)
    line = await seats.line(tx, proposal_id)
    told = ProposalVersioned(line, replace(written, amendments=included))
    tx.append(seat.room_id, told, by=seat.number)
    for each in taken:
        ended = AmendmentEnded(line, await places.line(tx, each.amendment.id))
        tx.append(seat.room_id, ended, by=seat.number)
    return line


async def _taken(tx: Tx, seat: Seat, state: State, wanted: TakeIn) -> Taken:
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
    return Taken(amendment, [changes[place - 1] for place in chosen], part, reason)


def _must_fit(text: str, taken: Sequence[Taken]) -> None:
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


def _texts(
    version: str,
    text: str,
    changes: Sequence[Change],
    typed: Sequence[Change],
    *,
    gives_way: bool,
) -> list[str]:
    """The saves that follow at the table: what the version is made of, and what was typed there meanwhile, moved past it."""
    left = rebase(version, typed, changes)
    if left.conflicts and not gives_way:
        raise Conflict("draft-touched", conflicts=left.conflicts)
    if left.conflicts or not left.changes:
        return [text]
    return [text, within(apply(text, left.changes), "draft", LONGEST_TEXT)]


def _spans(taken: Sequence[Taken]) -> list[Span]:
    """Whose words come in with the amendments, by their place in the new text."""
    whose = {change: each.amendment.by for each in taken for change in each.changes}
    found, moved = list[Span](), 0
    for change in sorted(whose):
        if change.added:
            found.append(Span(change.first + moved, len(change.added), whose[change]))
        moved += change.grows
    return found


async def _end(tx: Tx, seat: Seat, taken: Taken, version: int) -> None:
    outcome = AmendmentState.ACCEPTED if taken.part is None else AmendmentState.PARTLY
    amendment = taken.amendment
    await tx.do(
        q["end"], amendment.id, seat.id, seat.room_id, amendment.revision, outcome, taken.reason,
        seat.number, version,
    )  # fmt: skip
    if taken.part is not None:
        await tx.do(q["take"], amendment.id, amendment.revision, taken.part)
