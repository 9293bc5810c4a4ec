"""What people ask about their own data, with the clock of the law: asked by the person, decided by administrators.

An erasure is carried out in the transaction that decides it. Nobody decides what they asked themselves; the database refuses
it too.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from rooms import administration, sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, Malformed, NotFound
from rooms.people import Who
from rooms.text import clean, within
from rooms.tx import Tx
from server.personal import erasing
from server.personal.working_days import due

q = sql.beside(__file__)

WITHIN_DAYS = 2  # working days
MOST = 200  # requests in a list
LONGEST_WORDS = 2000  # characters
LONGEST_REASON = 500

Kind: TypeAlias = Literal["export", "correction", "erasure"]
Outcome: TypeAlias = Literal["done", "refused"]


class DataAsking(Command, frozen=True):
    """What a person wants done with their data, and more in words."""

    kind: Kind
    words: Annotated[str, Meta(max_length=LONGEST_WORDS)] = ""


class DataAnswering(Command, frozen=True):
    """What comes of a request. A refusal says why."""

    outcome: Outcome
    reason: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""


class DataRequest(Struct, frozen=True):
    """A request. `outcome`, `decided_at` and `reason` None: it waits, until `due_at` at the latest."""

    id: int
    person_id: int
    name: str
    kind: Kind
    words: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome | None
    decided_at: datetime | None
    reason: str | None


class Open(Struct, frozen=True):
    """A request, locked for its decision."""

    person_id: int
    kind: Kind
    outcome: Outcome | None


async def ask(tx: Tx, who: Who, asking: DataAsking) -> DataRequest:
    """Ask. Raises Conflict where the same is asked already, or others depend on who wants to be erased."""
    words = within(clean(asking.words, "words").strip(), "words", LONGEST_WORDS)
    if asking.kind == "erasure":
        await erasing.must_be_free(tx, who.id)
    until = due(datetime.now(UTC), WITHIN_DAYS)
    request_id = await tx.conn.fetchval(q["ask"], who.id, asking.kind, words, until)
    if request_id is None:
        raise Conflict("already-asked")
    tx.facts |= {"request": request_id, "kind": asking.kind}
    return await _shown(tx, request_id)


async def mine(tx: Tx, who: Who) -> list[DataRequest]:
    """One's own, the newest first."""
    return await tx.all(DataRequest, q["mine"], who.id, MOST)


async def waiting(tx: Tx, who: Who) -> list[DataRequest]:
    """Those that wait for an answer, by their clock, for an administrator. Raises Forbidden."""
    await administration.required(tx, who)
    return await tx.all(DataRequest, q["waiting"], MOST)


async def answer(tx: Tx, who: Who, request_id: int, answering: DataAnswering) -> DataRequest:
    """Decide a request, and carry it out. Raises Forbidden, NotFound, Conflict (decided, one's own, `must_be_free`)."""
    await administration.required(tx, who)
    request = await tx.one(Open, q["take"], request_id)
    if request is None:
        raise NotFound("no-request")
    if request.person_id == who.id:
        raise Forbidden("own-request")
    if request.outcome is not None:
        raise Conflict("request-decided")
    reason = within(clean(answering.reason, "reason").strip(), "reason", LONGEST_REASON)
    if answering.outcome == "refused" and not reason:
        raise Malformed("empty", field="reason")
    await tx.do(q["decide"], request_id, answering.outcome, who.id, reason)
    tx.facts |= {"kind": request.kind, "outcome": answering.outcome}
    if request.kind == "erasure" and answering.outcome == "done":
        await erasing.erase(tx, request.person_id)
        await tx.do(q["close"], request.person_id, who.id)
    return await _shown(tx, request_id)


async def _shown(tx: Tx, request_id: int) -> DataRequest:
    request = await tx.one(DataRequest, q["shown"], request_id)
    assert request is not None, "it is there"
    return request
