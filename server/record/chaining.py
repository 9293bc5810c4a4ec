"""Takes committed audit rows into the log: numbers them, hashes them, signs the new head. One transaction each time.

Ids of rows are given before their commit, so a row may appear long after others with higher ids: a cursor over
ids would skip it. Every row therefore waits in `audit_pending` from its own commit until it is taken, however
late it comes; the numbers of the log are given here and have no gaps. Who holds the row of `audit_head` appends,
and no other process waits for it.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from rooms import sql, tree
from rooms.commitment import committed, new_salt
from rooms.tree import Range
from rooms.tx import Tx
from server.record import canonical, tiles
from server.record.canonical import Row
from server.record.notes import Signer
from server.record.tiles import Place

q = sql.beside(__file__)

AT_ONCE = 500  # rows in one transaction


class State(StrEnum):
    """How a turn of the follower ended."""

    DONE = "done"  # nothing waits any more
    MORE = "more"
    ELSEWHERE = "elsewhere"  # another process is at it
    OTHER_KEY = "other-key"  # the log is signed with a key that this process does not have


class Head(Struct, frozen=True):
    """The end of the log. `key` None: no process has signed for it yet, or a backup was restored."""

    size: int
    key: str | None
    restored: int


class Tile(Struct, frozen=True):
    """A row of the kept tree."""

    level: int
    number: int
    hashes: bytes


async def extend(tx: Tx, _: None, signer: Signer) -> State:
    """Take up to `AT_ONCE` rows into the log, an act of the system that is itself on no record."""
    head = await tx.one(Head, q["head"])
    if head is None:
        return State.ELSEWHERE
    if head.key is not None and not signer.is_of(head.key):
        return State.OTHER_KEY
    rows = await tx.all(Row, q["pending"], AT_ONCE)
    if not rows and head.key is not None:
        return State.DONE
    edge = await kept(tx, list(tiles.edge(head.size)))
    leaves = await _number(tx, head.size, rows)
    changed = tiles.grown(head.size, edge, leaves)
    for place, hashes in changed.items():
        await tx.do(q["keep_tile"], place.level, place.number, hashes)
    size = head.size + len(rows)
    key = head.key or signer.named(head.restored)
    await tx.do(q["move_head"], size, key)
    now: datetime = await tx.conn.fetchval(q["now"])
    root = tiles.hash_of(Range(0, size), {**edge, **changed})
    await tx.do(q["keep_checkpoint"], size, now, signer.note(key, size, root, now))
    return State.MORE if len(rows) == AT_ONCE else State.DONE


async def adopt(tx: Tx, _: None, signer: Signer) -> str:
    """Let this key sign from now on, an act of the system: for one that was lost, or is to be replaced. The key."""
    restored: int = await tx.conn.fetchval(q["restored"])
    key = signer.named(restored)
    tx.facts["key"] = key
    await tx.do(q["adopt"], key)
    return key


async def kept(tx: Tx, places: Sequence[Place]) -> dict[Place, bytes]:
    """These tiles, as they are kept."""
    levels, numbers = [place.level for place in places], [place.number for place in places]
    found = await tx.all(Tile, q["tiles"], levels, numbers)
    return {Place(tile.level, tile.number): tile.hashes for tile in found}


async def _number(tx: Tx, first: int, rows: Sequence[Row]) -> list[bytes]:
    """Give the rows their numbers; the hashes of their leaves."""
    salts, hashes = [], []
    for row in rows:
        salt = new_salt() if row.commitment is None else None
        said = canonical.personal(row.person_id, row.session_id, row.facts)
        commitment = row.commitment or committed(salt or b"", said)
        salts.append(salt)
        hashes.append(tree.leaf_hash(canonical.leaf(row, commitment)))
    await tx.do(q["number"], first, [r.id for r in rows], salts, [r.commitment for r in rows])
    return hashes
