"""What is kept of every changing act, in its own transaction: the audit row, and the answer under the client's key.

A client makes one key (UUIDv7) per command and sends it again when it does not know the outcome. The first
statement of the run claims the key, so a second one waits for the first and then answers with what that did.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.errors import Conflict
from rooms.people import Who

if TYPE_CHECKING:
    from rooms.store import Done
    from rooms.tx import Tx

q = sql.beside(__file__)

ERASED_AT_ONCE = 1000  # rows in one statement
_encode = msgspec.json.Encoder().encode


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends to have something done. `key` is its own, one per command, the same when it retries.

    As it is, it asks for what needs no more words: join, leave, reopen, take back.
    """

    key: UUID


def name_of(verb: Callable[..., Any]) -> str:
    """The act's name in the policy table and the audit: `posts.reply` for `rooms.posts.reply`."""
    return f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}"


def ids(args: Sequence[Any]) -> dict[str, Any]:
    """What the act was called on: the ids among its arguments."""
    return {"on": [arg for arg in args if isinstance(arg, int)]}


async def claim(
    conn: sql.Connection, who: Who | None, command: Command, act: str, args: Sequence[Any]
) -> str | None:
    """Take the key for this run: None, or the answer of the run that had it before.

    Raises Conflict where the key stood for something else. The ids and the command itself are compared;
    what was made of them (rendered text, a password's hash) is not.
    """
    if await conn.fetchval(q["claim"], who.id if who else 0, command.key, _digest(act, args)):
        return None
    answer = await earlier(conn, who, command, act, args)
    assert answer is not None, "a claimed key has a row"
    return answer


async def earlier(
    conn: sql.Connection, who: Who | None, command: Command, act: str, args: Sequence[Any]
) -> str | None:
    """The answer of the run that had the key, None where none has. Raises Conflict as `claim` does."""
    row = await conn.fetchrow(q["earlier"], who.id if who else 0, command.key)
    if row is None:
        return None
    if row["digest"] != _digest(act, args):
        raise Conflict("already-used", field="key")
    answer: str = row["answer"]
    return answer


async def known(conn: sql.Connection, who: Who, key: UUID) -> bool:
    """Whether a command of this person's had the key, whatever it was."""
    found: bool = await conn.fetchval(q["known"], who.id, key)
    return found


async def forget_answers(tx: "Tx", _: None, days: int) -> int:
    """Let go of keys and answers older than this, an act of the system; how many. Keys of imports stay.

    A client that asks again later than that is not known any more: its outbox must not wait so long.
    """
    gone: int = await tx.conn.fetchval(q["forget_answers"], days)
    return gone


async def write(
    conn: sql.Connection,
    who: Who | None,
    act: str,
    facts: dict[str, Any],
    rooms: Collection[int],
    command: Command | None,
    done: "Done[Any]",
) -> None:
    """The audit row, with these rooms and those that were told, and the answer for whoever asks again with the same key."""
    person_id, session_id = (who.id, who.session_id) if who else (None, None)
    text, about = _encode(facts).decode(), sorted({*rooms, *done.seqs})
    if command is None:
        await conn.execute(q["record"], act, person_id, session_id, text, about)
    else:
        answer = _encode(done).decode()
        await conn.execute(
            q["record_and_answer"],
            act,
            person_id,
            session_id,
            text,
            about,
            person_id or 0,
            command.key,
            answer,
        )


async def erase(conn: sql.Connection, person_id: int) -> int:
    """Take away what is personal in the rows of a person's acts; how many. The log stands: docs/record.md.

    Facts that name the person in rows of somebody else's acts are ids, which name nobody once the account is gone.
    """
    gone = 0
    while rows := await conn.fetch(q["theirs"], person_id, ERASED_AT_ONCE):
        gone += await conn.fetchval(q["erase"], [row["id"] for row in rows])
    return gone


def _digest(act: str, args: Sequence[Any]) -> bytes:
    told = [act, *(arg for arg in args if isinstance(arg, int | Command))]
    return hashlib.sha256(_encode(told)).digest()
