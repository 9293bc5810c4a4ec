"""Who comes to stay: an open session and, of the same moment, its person's place in their inbox.

Whatever ends the session later is an entry of that inbox numbered above the place, so nothing of it can be missed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rooms import sql
from rooms.roles import Role
from rooms.standing import Standing
from rooms.tx import Tx
from server.identity import sessions
from server.identity.sessions import Row, Session, Shown, hash_of

q = sql.beside(__file__)


class Arriving(Row, frozen=True):
    """A session with its person, and where they stand in their inbox."""

    room_id: int
    visibility: str
    epoch: int
    seq: int
    number: int
    role: Role | None
    naming: str


class Arrival(NamedTuple):
    """Somebody who is signed in, and their place in their inbox at that moment."""

    session: Session
    inbox: Standing


async def arriving(tx: Tx, shown: Sequence[Shown]) -> list[Arrival | None]:
    """Who is behind each token; None where it is unknown, ended or expired."""
    hashes = [hash_of(each.token) for each in shown]
    rows = await tx.all(Arriving, q["arriving"], hashes, [each.program for each in shown])
    found = {(row.token_hash, row.scopes is not None): row for row in rows}
    return [_arrival(found.get((h, each.program))) for h, each in zip(hashes, shown, strict=True)]


def _arrival(row: Arriving | None) -> Arrival | None:
    if row is None:
        return None
    place = Standing(
        row.room_id, row.visibility, row.epoch, row.seq, row.number, row.role, row.naming
    )
    return Arrival(sessions.session_of(row), place)
