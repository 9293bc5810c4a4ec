"""The log of a vote: it only grows, and whoever appends holds the row that says where it ends.

Of its tree only the edge is kept, the hashes of the perfect subtrees that make it up from the left: all that appending and the root need.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.tree import EMPTY, joined, leaf_hash, root
from rooms.tx import Tx

q = sql.beside(__file__)

HASH_BYTES = 32


class Ledger(Struct, frozen=True):
    """The end of a vote's log, ours until commit. `now`: the clock, read when it was ours."""

    size: int
    edge: bytes
    now: datetime

    @property
    def root(self) -> bytes:
        """The root of the tree, 32 bytes."""
        return root(_split(self.edge)) if self.size else EMPTY


async def begin(tx: Tx, vote_id: int) -> Ledger:
    """The log of a vote that was just written."""
    await tx.do(q["begin"], vote_id)
    return await take(tx, vote_id)


async def take(tx: Tx, vote_id: int) -> Ledger:
    """The end of the log; whoever else appends waits until this transaction is over."""
    held = await tx.one(Ledger, q["take"], vote_id)
    assert held is not None, "a vote has a log"
    return held


async def append(tx: Tx, vote_id: int, held: Ledger, records: Sequence[str]) -> Ledger:
    """Write these leaves behind the last one; where the log ends then."""
    hashes = [leaf_hash(record.encode()) for record in records]
    edge, size = grown(held.size, held.edge, hashes), held.size + len(records)
    await tx.do(q["append"], vote_id, held.size, records, hashes, size, edge)
    return Ledger(size, edge, held.now)


def grown(size: int, edge: bytes, hashes: Sequence[bytes]) -> bytes:
    """The edge of a log of this size once it has these leaves too. Pure."""
    nodes = _split(edge)
    for each in hashes:
        nodes.append(each)
        full = size
        while full & 1:
            right, left = nodes.pop(), nodes.pop()
            nodes.append(joined(left, right))
            full >>= 1
        size += 1
    return b"".join(nodes)


def _split(edge: bytes) -> list[bytes]:
    return [edge[at : at + HASH_BYTES] for at in range(0, len(edge), HASH_BYTES)]
