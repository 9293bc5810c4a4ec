"""Annulling a vote, with a reason, by an owner of the room: the only way to undo one. What was said of it stays; a new one may be opened.

One that runs is closed by it, without being counted. The box of a secret one is then not opened: what is in it after two or three have cast
would say who cast what, and whoever may annul could look that way.
"""

from msgspec import Struct

from rooms import sql, standing
from rooms.audit import Command
from rooms.commitment import committed, new_salt
from rooms.errors import Conflict, Forbidden
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.screening import Words
from rooms.text import title
from rooms.threads import Reason
from rooms.tx import Tx
from rooms.voting import leaves, ledger, vote
from rooms.voting.vote import Vote, VoteAnnulled

q = sql.beside(__file__)


class Annulling(Command, frozen=True):
    """Why a vote counts for nothing."""

    reason: Reason


class Lock(Struct, frozen=True):
    """Who annuls, and the vote, locked."""

    room_id: int
    number: int
    may: bool
    archived: bool
    annulled: bool


async def annul(tx: Tx, who: Who, vote_id: int, annulling: Annulling) -> Vote:
    """Let a vote count for nothing. Raises NotFound, Forbidden, Conflict (annulled already, a decision stands on it)."""
    lock = await tx.one(Lock, q["lock"], vote_id, who.id, tx.roles)
    if lock is None:
        raise await standing.outsider(tx, await tx.conn.fetchval(q["room_of"], vote_id), "no-vote")
    if not lock.may:
        raise Forbidden("role-may-not")
    if lock.archived:
        raise Conflict("room-archived")
    if lock.annulled:
        raise Conflict("vote-annulled")
    if await tx.conn.fetchval(
        q["settled"], vote_id
    ):  # asked under the lock: whoever leads on holds the vote
        raise Conflict("vote-decided")
    reason = title(annulling.reason, "reason", LONGEST_REASON)
    tx.screen(Words("description", reason))
    salt = new_salt()
    held = await ledger.take(tx, vote_id)
    await tx.do(q["annul"], vote_id, lock.number, reason, salt)
    leaf = leaves.annulling(vote_id, held.now, committed(salt, reason))
    await ledger.append(tx, vote_id, held, [leaf])
    line = await vote.line(tx, vote_id)
    tx.append(lock.room_id, VoteAnnulled(line), by=lock.number)
    return line
