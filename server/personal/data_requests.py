"""What people ask about their own data, with the clock of the law. Each is a case in the queue, answered by `moderation.requests`."""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from moderation import requests
from moderation.case import Asked
from moderation.grounds import Ground
from moderation.working_days import WITHIN_DAYS, due
from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict
from rooms.people import Who
from rooms.text import body, clean, within
from rooms.tx import Tx
from server.personal import erasing

q = sql.beside(__file__)

MOST = 200  # requests in a list
LONGEST_WORDS = 2000  # characters

Outcome: TypeAlias = Literal["done", "refused"]


class DataAsking(Command, frozen=True):
    """What a person wants done with their data, and more in words, which a correction cannot do without."""

    kind: Asked
    words: Annotated[str, Meta(max_length=LONGEST_WORDS)] = ""


class DataRequest(Struct, frozen=True):
    """A request, for who asked. `outcome` and what follows None: it waits, until `due_at` at the latest.

    `ground`: of a refusal. `act_id`: the decision, of a refusal of which a review may be asked.
    """

    id: int
    kind: Asked
    words: str
    asked_at: datetime
    due_at: datetime
    outcome: Outcome | None
    decided_at: datetime | None
    ground: Ground | None
    note: str | None
    act_id: int | None


class Made(Struct, frozen=True):
    """A request that was just made."""

    id: int
    asked_at: datetime
    due_at: datetime


async def ask(tx: Tx, who: Who, asking: DataAsking) -> DataRequest:
    """Ask. Raises Malformed for a correction of nothing, Conflict where the same is asked already, or others depend on who wants to be erased."""
    words = within(clean(asking.words, "words").strip(), "words", LONGEST_WORDS)
    if asking.kind == "correction":
        body(words, "words")  # nobody else knows what is wrong
    if asking.kind == "erasure":
        await erasing.must_be_free(tx, who.id)
    until = due(datetime.now(UTC), WITHIN_DAYS)
    made = await tx.one(Made, q["ask"], who.id, asking.kind, words, until)
    if made is None:
        raise Conflict("already-asked")
    await requests.open_case(tx, made.id, asking.kind, made.asked_at, made.due_at)
    tx.facts |= {"request": made.id, "kind": asking.kind}
    request = await tx.one(DataRequest, q["shown"], made.id)
    assert request is not None, "it is there"
    return request


async def mine(tx: Tx, who: Who) -> list[DataRequest]:
    """One's own, the newest first."""
    return await tx.all(DataRequest, q["mine"], who.id, MOST)
