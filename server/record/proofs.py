"""What anybody may ask of the log: its newest checkpoint, its key, and proofs between heads. Hashes only.

A proof speaks of sizes up to that of the newest checkpoint, so what is proven is always something signed.
"""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql, tree
from rooms.errors import Malformed, NotFound
from rooms.tree import Range
from rooms.tx import Tx
from server.record import tiles
from server.record.chaining import kept

q = sql.beside(__file__)


class Checkpoint(Struct, frozen=True):
    """A signed head; `note` is the text that was signed, with its signature. `key` belongs to the log of today."""

    size: int
    note: str
    key: str | None


class Proof(Struct, frozen=True):
    """The hashes of a proof, in hexadecimal, in RFC 6962's order."""

    hashes: list[str]


async def newest(tx: Tx) -> Checkpoint:
    """The newest checkpoint. Raises NotFound where nothing was signed yet."""
    found = await tx.one(Checkpoint, q["newest"])
    if found is None:
        raise NotFound("no-record")
    return found


async def of_leaf(tx: Tx, leaf: int, size: int) -> Proof:
    """That the leaf is in the log of this size. Raises Malformed where there is no such leaf or size."""
    _needs(0 <= leaf < size <= (await newest(tx)).size)
    return await _proof(tx, tree.inclusion(leaf, size))


async def of_growth(tx: Tx, first: int, second: int) -> Proof:
    """That the log of size `first` is the beginning of that of size `second`. Raises Malformed."""
    _needs(0 < first <= second <= (await newest(tx)).size)
    return await _proof(tx, tree.consistency(first, second))


def _needs(possible: bool) -> None:
    if not possible:
        raise Malformed("out-of-range")


async def _proof(tx: Tx, ranges: Sequence[Range]) -> Proof:
    found = await kept(tx, sorted(tiles.places(ranges)))
    return Proof([tiles.hash_of(each, found).hex() for each in ranges])
