"""What is kept of a document: every update in the order in which it was taken, the older ones folded into one state.

Whoever calls holds the proposal, so there is one order. Nothing of a document stays in a process: it is read, edited and written
within one transaction, so a server that dies takes nothing with it and two know the same.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.errors import NotFound
from rooms.proposals.joint.document import Document, State, begun
from rooms.proposals.joint.hands import Hand
from rooms.tx import Tx

q = sql.beside(__file__)

FOLDED_AT, LEFT = 100, 50  # updates: so many are folded, so many stay for who is a little behind
FOLDED_BYTES = 1024 * 1024  # in the updates, whatever their number
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Hand]).decode


class Kept(Struct, frozen=True):
    """All updates up to `seq`, in one."""

    seq: int
    state: bytes
    hands: str


class Update(Struct, frozen=True):
    """An update as it was taken, and whose it is: their number in the room."""

    seq: int
    change: bytes
    by: int


class Reach(Struct, frozen=True):
    """What there is of a document, by numbers."""

    base: int
    head: int


class Newest(Struct, frozen=True):
    """The newest save. `hands` None: it was made before that was kept."""

    number: int
    title: str
    text: str
    by: int
    hands: str | None

    @property
    def whose(self) -> list[Hand]:
        """Whose its text is, in characters."""
        return [(len(self.text), None)] if self.hands is None else _decode(self.hands)


class Folded(NamedTuple):
    """The updates up to `seq`, to be kept as one state."""

    seq: int
    state: State


class Stored(NamedTuple):
    """A document as it is kept. `fresh`: no row of it is written yet."""

    seq: int
    state: State
    changes: list[Update]
    fresh: bool

    @property
    def head(self) -> int:
        """The number of the newest update, 0 where there is none."""
        return self.changes[-1].seq if self.changes else self.seq

    def opened(self) -> tuple[Document, Folded | None]:
        """The document, and what is to be folded now, where anything is. Takes time: not for the loop."""
        document, folded = Document(self.state), None
        last = self.fold_until()
        for change in self.changes:
            document.take(change.change, change.by)
            if change.seq == last:
                folded = Folded(last, document.state)
        return document, folded

    def looked_at(self) -> Document:
        """The document to be read, or to take an update: whose its text is has not been followed, which is most of the work."""
        document = Document(State(self.state.update, []), handed=False)
        for change in self.changes:
            document.follow(change.change, None)
        return document

    def fold_until(self) -> int | None:
        """The number up to which it is to be folded now; None: there is no need."""
        if sum(len(each.change) for each in self.changes) > FOLDED_BYTES:
            return self.head
        return self.changes[-LEFT - 1].seq if len(self.changes) >= FOLDED_AT else None


async def newest(tx: Tx, proposal_id: int) -> Newest:
    """The newest save. Raises NotFound."""
    found = await tx.one(Newest, q["newest"], proposal_id)
    if found is None:
        raise NotFound("no-proposal")
    return found


async def stored(tx: Tx, proposal_id: int) -> Stored:
    """The document. Raises NotFound."""
    kept = await tx.one(Kept, q["state"], proposal_id)
    if kept is None:
        saved = await newest(tx, proposal_id)
        return Stored(0, begun(saved.title, saved.text, saved.whose), [], fresh=True)
    state = State(kept.state, _decode(kept.hands))
    return Stored(kept.seq, state, await changes(tx, proposal_id, kept.seq), fresh=False)


async def reach(tx: Tx, proposal_id: int) -> tuple[int, int]:
    """The number that the state holds everything up to, and the number of the newest update."""
    found = await tx.one(Reach, q["reach"], proposal_id)
    return (0, 0) if found is None else (found.base, found.head)


async def changes(tx: Tx, proposal_id: int, after: int) -> list[Update]:
    """The updates above this number, in order."""
    return await tx.all(Update, q["changes"], proposal_id, after)


async def take(
    tx: Tx, proposal_id: int, room_id: int, held: Stored, folded: Folded | None,
    changes: Sequence[tuple[bytes, int]],
) -> int:  # fmt: skip
    """Write updates behind those that are there; the number of the last of them."""
    if held.fresh and changes:
        first = held.state
        await tx.do(q["begin"], proposal_id, room_id, first.update, _encode(first.hands).decode())
    head = held.head
    for change, by in changes:
        head += 1
        await tx.do(q["take"], proposal_id, room_id, head, change, by)
    if folded is not None:
        hands = _encode(folded.state.hands).decode()
        await tx.do(q["fold"], proposal_id, folded.seq, folded.state.update, hands)
        await tx.do(q["forget"], proposal_id, folded.seq)
    return head


async def sign(tx: Tx, proposal_id: int, draft: int, hands: Sequence[Hand]) -> None:
    """Keep with a save whose its text is, in characters."""
    await tx.do(q["hand"], proposal_id, draft, _encode(hands).decode())
