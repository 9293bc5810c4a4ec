"""Editing one text together: what somebody typed is taken, what they lack is handed out, and what stands is saved.

An update may be sent again, and is then nothing new; so no key is needed for it, and nothing is lost where an answer was. Updates
are numbered in the order in which they are taken: whoever has all up to a number lacks exactly those above it.
"""

import asyncio
from typing import Annotated

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.policy import RULES
from rooms.proposals import drafting, seats
from rooms.proposals.drafting import LONGEST_TEXT, TableDraft
from rooms.proposals.joint import keeping
from rooms.proposals.joint.document import Document
from rooms.proposals.joint.keeping import Folded, Stored, Update
from rooms.proposals.stages import WRITTEN
from rooms.thread import LONGEST_TITLE
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_CHANGE = 2 * 1024 * 1024  # bytes: a text of the longest kind, pasted, is a fifth of it


class Typed(Struct, frozen=True, forbid_unknown_fields=True):
    """An update of Yjs, and the number of the newest update that its sender has (None: nothing yet)."""

    change: Annotated[bytes, Meta(min_length=1, max_length=LONGEST_CHANGE)]
    after: int | None = None


class Lacking(Struct, frozen=True):
    """What somebody lacks of the document: `state`, where not all of it is there update by update, and the updates after it.

    `seq`: the number of the newest update. `vector`: Yjs' state vector of the document, to see by it that what was sent is in it;
    None where nothing was sent.
    """

    seq: int
    state: bytes | None
    changes: list[Update]
    vector: bytes | None


class Here(Struct, frozen=True):
    """Where a co-author sits: `table`, the room whose line tells of updates, followed from `epoch` and `table_seq`.

    `chairs`: the number in the room that the proposal is put to, by the number at the table. `me`: one's own at the table. `saved`: the
    number of the newest save, `same`: whether the document is that save as it is. `written`: whether it can be edited in its stage.
    """

    table: int
    epoch: int
    table_seq: int
    chairs: dict[int, int]
    me: int
    saved: int
    same: bool
    written: bool
    lacking: Lacking


class Chair(Struct, frozen=True):
    """A co-author's numbers: at the table, and in the room."""

    chair: int
    number: int


class Mine(Struct, frozen=True):
    """Where the reader sits."""

    table_id: int
    chair: int


async def here(tx: Tx, who: Who, proposal_id: int) -> Here:
    """The document as a whole, for whoever comes to the table. Raises NotFound, for everybody else."""
    mine = await tx.one(Mine, q["mine"], proposal_id, who.id)
    if mine is None:
        raise NotFound("no-proposal")
    table = await standing.reader(tx, who, mine.table_id)
    held = await keeping.stored(tx, proposal_id)
    saved = await keeping.newest(tx, proposal_id)
    chairs = await tx.all(Chair, q["chairs"], proposal_id)
    title, text = await asyncio.to_thread(_read, held)
    state = await seats.state(tx, proposal_id, 0)
    return Here(
        mine.table_id,
        table.epoch,
        table.seq,
        {each.chair: each.number for each in chairs},
        mine.chair,
        saved.number,
        (saved.title, saved.text) == (title, text),
        state.stage in WRITTEN,
        _lacking(held, None),
    )


async def writers(tx: Tx, table_id: int) -> frozenset[int]:
    """Who may type at this table now, by their numbers there; nobody, where the room is no table."""
    roles, stages = sorted(RULES["together.push"].roles), sorted(WRITTEN)
    rows = await tx.conn.fetch(q["writers"], table_id, roles, stages)
    return frozenset(row["number"] for row in rows)


async def since(tx: Tx, who: Who, proposal_id: int, after: int) -> Lacking:
    """What somebody lacks who has all updates up to this number. Raises NotFound, where they do not draft it (any more)."""
    if await tx.one(Mine, q["mine"], proposal_id, who.id) is None:
        raise NotFound("no-proposal")
    base, head = await keeping.reach(tx, proposal_id)
    if base <= after <= head:
        return Lacking(head, None, await keeping.changes(tx, proposal_id, after), None)
    return _lacking(await keeping.stored(tx, proposal_id), None)


async def push(tx: Tx, who: Who, proposal_id: int, typed: Typed) -> tuple[int, Lacking]:
    """Take an update; the table it belongs to, and what its sender lacks.

    Raises as `seats.take`; Conflict (the text is frozen), Malformed (it is no update), TooLarge (the text would be too long): then
    nothing of it is taken.
    """
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage not in WRITTEN:
        raise Conflict("text-frozen")
    held = await keeping.stored(tx, proposal_id)
    taken, vector, folded = await asyncio.to_thread(_taken, held, typed.change, seat.number)
    lacking = _lacking(held, typed.after)
    if taken is None:
        return seat.table_id, Lacking(lacking.seq, lacking.state, lacking.changes, vector)
    changes = [(taken, seat.number)]
    head = await keeping.take(tx, proposal_id, seat.room_id, held, folded, changes)
    return seat.table_id, Lacking(head, lacking.state, lacking.changes, vector)


async def save(tx: Tx, who: Who, proposal_id: int, _: Command) -> TableDraft:
    """Save what stands at the table at this moment. Nothing is saved twice: where nothing changed, the newest save is the answer.

    Raises as `drafting.save`, but for Stale: nobody's words are left out.
    """
    seat = await seats.take(tx, who, proposal_id, authors=True)
    state = await seats.state(tx, proposal_id, seat.number)
    if state.stage not in WRITTEN:
        raise Conflict("text-frozen")
    return await drafting.settle(tx, seat)


def opened(held: Stored) -> tuple[Document, Folded | None]:
    """The document, ready to take an update, and what is to be folded now, where anything is."""
    return (held.looked_at(), None) if held.fold_until() is None else held.opened()


def _taken(held: Stored, change: bytes, by: int) -> tuple[bytes | None, bytes, Folded | None]:
    document, folded = opened(held)
    taken = document.take(change, by)
    if taken is not None:
        document.within(LONGEST_TITLE, LONGEST_TEXT)
    return taken, document.vector, folded


def _read(held: Stored) -> tuple[str, str]:
    document = held.looked_at()
    return document.title, document.text


def _lacking(held: Stored, after: int | None) -> Lacking:
    """What somebody lacks of it. Whoever says to have more than there is has it from another life of the database."""
    if after is None or not held.seq <= after <= held.head:
        return Lacking(held.head, held.state.update, held.changes, None)
    return Lacking(held.head, None, [each for each in held.changes if each.seq > after], None)
