"""Drafting: a proposal is begun at a table of its own, and saved there as often as its co-authors like.

A save is the whole text, from the save it was made of. Where somebody else has saved meanwhile it is refused, and nothing is
lost. What is typed together (`rooms.proposals.joint`) and a save are one text: each comes into the other.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import journal, silence, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Stale
from rooms.member import MemberJoined
from rooms.members import enter
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.joint import bringing, keeping
from rooms.proposals.joint.bringing import Wording
from rooms.proposals.joint.hands import Hand
from rooms.proposals.proposal import DraftSaved, Proposal
from rooms.proposals.seats import Seat
from rooms.proposals.stages import WRITTEN
from rooms.roles import Role
from rooms.screening import Words
from rooms.text import clean, title, within
from rooms.thread import LONGEST_TITLE
from rooms.threads import Title
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_TEXT = 100_000  # characters

Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]


class Beginning(Command, frozen=True):
    """A proposal to be drafted: what it comes from in the room, where it comes from anything, and its first text."""

    title: Title
    text: Text = ""
    from_thread: int | None = None
    from_post: int | None = None


class Saving(Command, frozen=True):
    """The whole text. `base` is the number of the save that it was made of; if that is no longer the newest, Stale."""

    title: Title
    text: Text
    base: int


class Floor(Struct, frozen=True):
    """A member who wants to begin a proposal in a room."""

    number: int
    may: bool
    silenced: int | None
    archived: bool
    naming: str


class TableDraft(Struct, frozen=True):
    """A save, with its text. `by` is the co-author's number in the room that the proposal is put to."""

    proposal_id: int
    number: int
    title: str
    text: str
    by: int
    at: datetime


async def begin(tx: Tx, who: Who, room_id: int, beginning: Beginning) -> Proposal:
    """Begin a proposal; whoever does is its first co-author. Nobody else learns of it. Raises NotFound, Forbidden, Conflict."""
    floor = await tx.one(Floor, q["floor"], room_id, who.id, tx.roles)
    if floor is None:
        raise await standing.outsider(tx, room_id, "no-room")
    await silence.must_let(tx, floor)
    if floor.archived:
        raise Conflict("room-archived")
    heading, text = _words(tx, beginning.title, beginning.text)
    table_id: int = await tx.conn.fetchval(q["table"], floor.naming)
    member = await enter(tx, table_id, who.id, Role.OWNER)
    proposal_id: int = await tx.conn.fetchval(
        q["begin"], room_id, table_id, floor.number, beginning.from_thread, beginning.from_post
    )
    await tx.do(q["stage"], proposal_id, room_id, floor.number)
    saved = await tx.one(
        TableDraft, q["save"], proposal_id, room_id, 1, heading, text, floor.number
    )
    assert saved is not None, "an insert returns its row"
    await keeping.sign(tx, proposal_id, 1, [(len(text), floor.number)] if text else [])
    tx.facts["proposal"] = proposal_id
    tx.append(
        table_id, MemberJoined(member), by=member.number, about=[journal.member(member.number)]
    )
    tx.append(table_id, DraftSaved(proposal_id, 1, floor.number, saved.at), by=member.number)
    return await seats.line(tx, proposal_id)


async def save(tx: Tx, who: Who, proposal_id: int, saving: Saving) -> TableDraft:
    """Save the draft as a whole. Raises as `seats.take`; Conflict (its text is frozen), Stale (somebody has saved since)."""
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage not in WRITTEN:
        raise Conflict("text-frozen")
    if saving.base != state.draft:
        raise Stale("draft-changed", field="base", draft=state.draft)
    heading, text = _words(tx, saving.title, saving.text)
    return await keep(tx, seat, heading, Wording(text))


async def keep(tx: Tx, seat: Seat, heading: str | None, *wordings: Wording) -> TableDraft:
    """Write these saves, each made of the one before it; the last of them. `heading` None: as the newest has it. The proposal is locked.

    What turns the newest save into the last of them comes into the document at the table too, as edits between what is typed there
    and not saved yet. Raises TooLarge where they come to too long a text together.
    """
    last = await keeping.newest(tx, seat.id)
    held = await keeping.stored(tx, seat.id)
    heading = last.title if heading is None else heading
    brought = await asyncio.to_thread(bringing.brought, last, held, heading, wordings, seat.number)
    brought.document.within(LONGEST_TITLE, LONGEST_TEXT)
    await keeping.take(tx, seat.id, seat.room_id, held, brought.folded, brought.changes)
    for number, (wording, hands) in enumerate(
        zip(wordings, brought.hands, strict=True), last.number + 1
    ):
        draft = await _write(tx, seat, number, heading, wording.text, hands)
    return draft


async def settle(tx: Tx, seat: Seat) -> TableDraft:
    """Save what stands at the table as it is; where that is saved already, the newest save. Raises Malformed (no title)."""
    last = await keeping.newest(tx, seat.id)
    held = await keeping.stored(tx, seat.id)
    document, folded = await asyncio.to_thread(held.opened)
    heading, text = _words(tx, document.title, document.text)
    made = await asyncio.to_thread(bringing.settled, document, heading, text, seat.number)
    await keeping.take(tx, seat.id, seat.room_id, held, folded if made else None, made)
    if (heading, text) == (last.title, last.text):
        draft = await tx.one(TableDraft, q["saved"], seat.id, last.number)
        assert draft is not None, "the newest save"
        return draft
    return await _write(tx, seat, last.number + 1, heading, text, document.hands)


async def _write(
    tx: Tx, seat: Seat, number: int, heading: str, text: str, hands: Sequence[Hand]
) -> TableDraft:
    draft = await tx.one(
        TableDraft, q["save"], seat.id, seat.room_id, number, heading, text, seat.number
    )
    assert draft is not None, "an insert returns its row"
    await keeping.sign(tx, seat.id, number, hands)
    tx.facts["draft"] = number
    tx.append(seat.table_id, DraftSaved(seat.id, number, seat.number, draft.at), by=seat.chair)
    return draft


def _words(tx: Tx, heading: str, text: str) -> tuple[str, str]:
    heading = title(heading, longest=LONGEST_TITLE)
    text = within(clean(text, "text"), "text", LONGEST_TEXT)
    tx.screen(Words("title", heading))
    tx.screen(Words("description", text))
    return heading, text
