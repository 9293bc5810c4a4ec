"""Taking amendments into the text: several at once become the next version, each wholly or in part.

They are all of the newest version and must not touch each other, so the next version is that one with exactly these changes; the
database holds both together by itself. What the table has saved meanwhile is moved past them, where it does not touch them either.
"""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Malformed, NotFound, Stale
from rooms.people import Who
from rooms.proposals import drafting, presenting, seats, views
from rooms.proposals.amending import places, taking
from rooms.proposals.amending.amendment import AmendmentEnded
from rooms.proposals.amending.changes import Change, apply, clash, rebase, together
from rooms.proposals.amending.taking import TakeIn
from rooms.proposals.drafting import LONGEST_TEXT
from rooms.proposals.joint.bringing import Wording
from rooms.proposals.presenting import LONGEST_NOTE, Shown, Text
from rooms.proposals.proposal import Included, Proposal, ProposalVersioned
from rooms.screening import Words
from rooms.text import body, within
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 50  # amendments in one version
MOST_TAKEN = 10_000  # changes, of all of them: with more it is another text


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
    taken = [await taking.take(tx, seat, state, each) for each in including.take]
    version = await tx.one(Text, q["version"], proposal_id, including.version)
    assert version is not None, "the newest version"
    taking.must_fit(version.text, taken)
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
    first = Wording(texts[0], taking.spans(taken))
    await drafting.keep(tx, seat, None, first, *map(Wording, texts[1:]))
    written = await presenting.write(
        tx, seat, state.version + 1, state.draft + 1, now, note, prepared.pieces
    )
    for each in taken:
        await taking.end(tx, seat, each, written.number)
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
