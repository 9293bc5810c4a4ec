"""What is kept of every changing act, in its own transaction: the audit row, and the answer under the client's key.

A client makes one key (UUIDv7) per command and sends it again when it does not know the outcome. The first
statement of the run claims the key, so a second one waits for the first and then answers with what that did.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.errors import Conflict
from rooms.people import Who

if TYPE_CHECKING:
    from rooms.run import Done, Run
    from rooms.tx import Tx

q = sql.beside(__file__)

Claim: TypeAlias = tuple[int, UUID]
ERASED_AT_ONCE = 1000  # rows in one statement
_encode = msgspec.json.Encoder().encode


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """What a client sends to have something done. `key` is its own, one per command, the same when it retries.

    As it is, it asks for what needs no more words: join, leave, reopen, take back.
    """

    key: UUID


class Act(NamedTuple):
    """What was done, to be kept. `rooms`: those of the act that are not told; `command` None: nobody asks again.

    `digest`: of what the command asked for, by which its key stands for nothing else.
    """

    name: str
    who: Who | None
    facts: dict[str, Any]
    rooms: Collection[int]
    command: Command | None
    digest: bytes | None
    done: "Done[Any]"


def claim_of(who: Who | None, command: Command) -> Claim:
    """Whose key it is, 0 before there is an account, and the key."""
    return (who.id if who else 0), command.key


def name_of(verb: Callable[..., Any]) -> str:
    """The act's name in the policy table and the audit: `posts.reply` for `rooms.posts.reply`."""
    return f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}"


async def claim(conn: sql.Connection, runs: Sequence["Run[Any]"]) -> set[Claim]:
    """Take the keys of these runs' commands, which are different ones; those that were free until now."""
    claims = {run.claim: run for run in runs if run.claim is not None}
    rows = await conn.fetch(
        q["claim"],
        [person_id for person_id, _ in claims],
        [key for _, key in claims],
        [digest(run.act, run.args) for run in claims.values()],
    )
    return {(row["person_id"], row["key"]) for row in rows}


async def let_go(conn: sql.Connection, claims: Collection[Claim]) -> None:
    """Give keys back that were claimed in this transaction, for acts that did not happen."""
    await conn.execute(
        q["let_go"], [person_id for person_id, _ in claims], [key for _, key in claims]
    )


async def earlier(conn: sql.Connection, run: "Run[Any]") -> str | None:
    """The answer of the run that had the key of this one, None where none has, or it is not over.

    Raises Conflict where the key stood for something else. The ids and the command itself are compared; what was made
    of them (rendered text, a password's hash) is not.
    """
    assert run.claim is not None, "only a command has a key"
    row = await conn.fetchrow(q["earlier"], *run.claim)
    if row is None:
        return None
    if row["digest"] != digest(run.act, run.args):
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


async def write(conn: sql.Connection, acts: Sequence[Act], *, claimed: bool = True) -> None:
    """An audit row for each act, and the answer for whoever asks again with the same key.

    `claimed`: their keys are there; if not, they are put there now: UniqueViolationError where one was used before.
    """
    if not acts:
        return
    *columns, digests = (list(column) for column in zip(*map(_row, acts), strict=True))
    if claimed:
        await conn.execute(q["record"], *columns)
    else:
        await conn.execute(q["record_unclaimed"], *columns, digests)


async def erase(conn: sql.Connection, person_id: int) -> int:
    """Take away what is personal in the rows of a person's acts; how many. The log stands: docs/record.md.

    Facts that name the person in rows of somebody else's acts are ids, which name nobody once the account is gone.
    """
    gone = 0
    while rows := await conn.fetch(q["theirs"], person_id, ERASED_AT_ONCE):
        gone += await conn.fetchval(q["erase"], [row["id"] for row in rows])
    return gone


def _row(act: Act) -> tuple[Any, ...]:
    who, done = act.who, act.done
    rooms = ",".join(map(str, sorted({*act.rooms, *done.seqs})))
    return (
        act.name,
        who.id if who else None,
        who.session_id if who else None,
        _encode(act.facts).decode(),
        f"{{{rooms}}}",
        act.command.key if act.command else None,
        _encode(done).decode() if act.command else None,
        act.digest,
    )


def digest(act: str, args: Sequence[Any]) -> bytes:
    told = [act, *(arg for arg in args if isinstance(arg, int | Command))]
    return hashlib.sha256(_encode(told)).digest()
