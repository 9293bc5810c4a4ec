"""What anybody who may read the room may hold against the log of a vote: its newest checkpoint, proofs, and all of it as a file.

A proof speaks of sizes up to that of the newest checkpoint, so what is proven is always something signed.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.errors import Conflict, Malformed, NotFound
from rooms.people import Who
from rooms.tree import Range, consistency, inclusion, joined, root
from rooms.tx import Tx
from rooms.voting import casting, showing, vote

q = sql.beside(__file__)


class VoteCheckpoint(Struct, frozen=True):
    """A signed head of a vote's log: `note` is the text that was signed, with its signature; `key`: as verifiers take it."""

    size: int
    note: str
    key: str


class VoteProof(Struct, frozen=True):
    """The hashes of a proof, in hexadecimal, in RFC 6962's order."""

    hashes: list[str]


class Found(Struct, frozen=True):
    """A leaf of a vote's log, and the proof that it is in the log of this size. `ballot`: what the leaf says was cast."""

    leaf: int
    record: str
    ballot: str
    size: int
    hashes: list[str]


class Sealed(Struct, frozen=True):
    """The leaf of a secret ballot."""

    leaf: int
    record: str
    ballot: str


async def newest(tx: Tx, who: Who | None, vote_id: int) -> VoteCheckpoint:
    """The newest checkpoint of a vote. Raises NotFound, also where nothing was signed yet."""
    await showing.reader_of(tx, who, vote_id)
    found = await tx.one(VoteCheckpoint, q["newest"], vote_id)
    if found is None:
        raise NotFound("no-checkpoint")
    return found


async def growth(tx: Tx, who: Who | None, vote_id: int, first: int, second: int) -> VoteProof:
    """That the log of size `first` is the beginning of that of size `second`. Raises NotFound, Malformed."""
    head = await newest(tx, who, vote_id)
    _needs(0 < first <= second <= head.size)
    return VoteProof(await _hashes(tx, vote_id, second, consistency(first, second)))


async def of_leaf(tx: Tx, who: Who | None, vote_id: int, leaf: int, size: int) -> VoteProof:
    """That the leaf is in the log of this size. Raises NotFound, Malformed."""
    head = await newest(tx, who, vote_id)
    _needs(0 <= leaf < size <= head.size)
    return VoteProof(await _hashes(tx, vote_id, size, inclusion(leaf, size)))


async def of_receipt(tx: Tx, who: Who | None, vote_id: int, receipt: str) -> Found:
    """The sealed ballot of a receipt, and that it is in the log. Raises NotFound, Conflict (the box is not sealed yet)."""
    head = await newest(tx, who, vote_id)
    line = await vote.line(tx, vote_id)
    if line.closed_at is None:
        raise Conflict("vote-runs", until=line.closes_at)
    is_one = casting.RECEIPT.fullmatch(receipt)
    found = (
        await tx.one(Sealed, q["of_receipt"], vote_id, bytes.fromhex(receipt)) if is_one else None
    )
    if found is None:
        raise NotFound("no-receipt")
    if found.leaf >= head.size:
        raise NotFound("no-checkpoint")
    hashes = await _hashes(tx, vote_id, head.size, inclusion(found.leaf, head.size))
    return Found(found.leaf, found.record, found.ballot, head.size, hashes)


async def export(tx: Tx, who: Who | None, vote_id: int) -> bytes:
    """The log as far as it is signed, as JSON lines: a header, the leaves in order, the checkpoint. Raises NotFound, Conflict (it runs)."""
    head = await newest(tx, who, vote_id)
    showing.must_be_seen(await vote.line(tx, vote_id))
    records = [row["record"] for row in await tx.conn.fetch(q["records"], vote_id, head.size)]
    told: list[object] = [{"dienhong": "vote", "version": 1, "vote": vote_id, "key": head.key}]
    told += [{"leaf": leaf, "record": record} for leaf, record in enumerate(records)]
    return msgspec.json.Encoder().encode_lines([*told, {"checkpoint": head.note}])


def _needs(possible: bool) -> None:
    if not possible:
        raise Malformed("out-of-range")


async def _hashes(tx: Tx, vote_id: int, size: int, ranges: Sequence[Range]) -> list[str]:
    leaves = [row["hash"] for row in await tx.conn.fetch(q["hashes"], vote_id, size)]
    return [hash_of(each, leaves).hex() for each in ranges]


def hash_of(asked: Range, leaves: Sequence[bytes]) -> bytes:
    """The hash of a range, given those of all leaves."""
    return root([_perfect(leaves, *node) for node in asked.nodes()])


def _perfect(leaves: Sequence[bytes], level: int, number: int) -> bytes:
    hashes = list(leaves[number << level : (number + 1) << level])
    while len(hashes) > 1:
        hashes = [joined(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]
