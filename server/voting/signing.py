"""Signs the heads of the logs of votes, each under a name of its own: `<host>/votes/<id>`. What is signed is seconds after it was written.

The key is that of the record, see `server.record.notes`: it lies outside the database. The checkpoints of a vote are kept, all of them.
"""

from msgspec import Struct

from rooms import sql
from rooms.tx import Tx
from rooms.voting.ledger import Ledger
from server.record.notes import Signer

q = sql.beside(__file__)


class Head(Struct, frozen=True):
    """The end of a log that is not signed yet, ours until commit. `key` None: no process has signed for it yet, or a backup was restored."""

    vote_id: int
    size: int
    edge: bytes
    key: str | None
    restored: int


async def sign(tx: Tx, _: None, signer: Signer, most: int) -> int:
    """Sign the heads of so many logs at most, an act of the system that is itself on no record; how many were.

    Logs that are signed with a key that this process does not have are left to another.
    """
    done = 0
    for head in await tx.all(Head, q["heads"], most):
        if head.key is not None and not signer.is_of(head.key):
            continue
        ledger = Ledger(head.size, head.edge, await tx.conn.fetchval(q["now"]))
        key = head.key or signer.named(head.restored, f"votes/{head.vote_id}")
        note = signer.note(key, ledger.size, ledger.root, ledger.now)
        await tx.do(q["keep"], head.vote_id, ledger.size, ledger.now, note, key)
        done += 1
    return done
