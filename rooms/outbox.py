"""The outbox as its sender sees it: take a letter, send it, say what became of it.

Who takes a letter has it alone until its time is over. One that was sent is marked at once; where it is not known
whether it was, because the sender died or the line did, it is sent again under the same Message-ID.
"""

from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.people import Language
from rooms.tx import Tx

q = sql.beside(__file__)


class Waiting(Struct, frozen=True):
    """A letter that is to be sent now. `at`: when it was written; `tries` counts this one, `facts` is JSON."""

    id: int
    key: str
    kind: str
    recipient: str
    language: Language
    facts: str
    person_id: int | None
    at: datetime
    tries: int


async def waiting(tx: Tx, most: int) -> int:
    """How many letters are due, `most` at most."""
    number: int = await tx.conn.fetchval(q["waiting"], most)
    return number


async def take(tx: Tx, _: None, lease_s: float) -> Waiting | None:
    """A letter that is due, an act of the system. Nobody else is given it for `lease_s`. None: there is none."""
    return await tx.one(Waiting, q["take"], lease_s)


async def sent(tx: Tx, _: None, letter_id: int) -> None:
    """The letter was taken over by the mail server, an act of the system: it is never sent again."""
    await tx.do(q["sent"], letter_id)


async def put_off(tx: Tx, _: None, letter_id: int, wait_s: float) -> None:
    """Try again later, an act of the system."""
    await tx.do(q["put_off"], letter_id, wait_s)


async def drop(tx: Tx, _: None, letter_id: int, reason: str) -> None:
    """Do not send it, an act of the system. `reason` is a word of ours, or a mail server's number."""
    await tx.do(q["drop"], letter_id, reason)


async def forget(tx: Tx, _: None, days: int) -> int:
    """Let go of addresses and facts of letters that were done with longer ago than this, an act of the system; how many.

    Their keys stay, so none is written a second time.
    """
    gone: int = await tx.conn.fetchval(q["forget"], days)
    return gone
