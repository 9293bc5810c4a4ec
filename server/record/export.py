"""The log as a file: a line for each row, and the checkpoint that signs them all. docs/record.md has the form.

Written row by row within one snapshot, so the size of the log does not matter. `verify.py` reads it back.
"""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from rooms import sql
from rooms.commitment import instant
from rooms.rows import made
from rooms.tx import Tx
from server.record import canonical, proofs
from server.record.verify import HEADER

q = sql.beside(__file__)

FETCHED = 1000  # rows at once


class Leaf(Struct, frozen=True):
    """A row of the log as it is exported. Either the salt or, once erased, the commitment is there."""

    leaf: int
    id: int
    at: datetime
    act: str
    room_ids: list[int]
    person_id: int | None
    session_id: int | None
    facts: str
    salt: bytes | None
    commitment: bytes | None


async def lines(tx: Tx) -> AsyncIterator[str]:
    """The export, line by line, of a `store.reading()`. Raises NotFound where nothing was signed yet."""
    newest = await proofs.newest(tx)
    yield HEADER
    async for row in tx.conn.cursor(q["leaves"], newest.size, prefetch=FETCHED):
        yield _line(_told(made(Leaf, row)))
    yield _line({"checkpoint": newest.note})


def _told(leaf: Leaf) -> dict[str, Any]:
    told = {
        "leaf": leaf.leaf,
        "id": leaf.id,
        "at": instant(leaf.at),
        "act": leaf.act,
        "rooms": leaf.room_ids,
    }
    if leaf.salt is None:
        return told | {"commitment": (leaf.commitment or b"").hex()}
    said = canonical.personal(leaf.person_id, leaf.session_id, leaf.facts)
    return told | {"said": said, "salt": leaf.salt.hex()}


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
