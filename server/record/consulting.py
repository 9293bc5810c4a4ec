"""Reading the record: an administrator's right, asked in the query, and itself an act that is recorded.

An act tells a post, and the post a number: so of a room that shows no names the record does not say whose act it was.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import administration, sql
from rooms.people import Who
from rooms.policy import RULES
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 50  # rows

Id = Annotated[int, Meta(ge=1, le=2**63 - 1)]


class Consultation(Struct, frozen=True, forbid_unknown_fields=True):
    """Which rows: those that fit whatever is given. `since` and `until` (before it) are instants; `before` is a row's id."""

    person: Id | None = None
    act: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    room: Id | None = None
    since: Annotated[datetime, Meta(tz=True)] | None = None
    until: Annotated[datetime, Meta(tz=True)] | None = None
    before: Id | None = None


class RecordRow(Struct, frozen=True):
    """A row of the audit. `leaf` None: it awaits its place in the log. `facts` is JSON, as it is hashed.

    `masked`: one of its rooms does not show names, or somebody reported a post; so `person_id` and `person` are None, and inboxes are left out.
    """

    id: int
    at: datetime
    act: str
    person_id: int | None
    person: str | None
    masked: bool
    room_ids: list[int]
    facts: str
    leaf: int | None


class LogState(Struct, frozen=True):
    """How the log stands. `checkpoint` and `key` None: nothing was signed yet."""

    size: int
    waiting: int
    key: str | None
    checkpoint: str | None


class RecordPage(Struct, frozen=True):
    """Rows, the newest first, and how the log stands. `next` None: there are no older ones; else a `before`."""

    rows: list[RecordRow]
    next: int | None
    acts: list[str]
    log: LogState


async def look(tx: Tx, who: Who, question: Consultation) -> RecordPage:
    """A page of the record. Raises Forbidden for whoever is no administrator."""
    await administration.required(tx, who)
    tx.facts["asked"] = {
        name: value for name in question.__struct_fields__ if (value := getattr(question, name))
    }
    rows = await tx.all(
        RecordRow, q["rows"], who.id, question.before, question.person, question.act, question.room,
        question.since, question.until, PAGE + 1,
    )  # fmt: skip
    log = await tx.one(LogState, q["log"])
    assert log is not None, "the head is one row"
    last = rows[PAGE - 1].id if len(rows) > PAGE else None
    acts = sorted(act for act, rule in RULES.items() if rule.recorded)
    return RecordPage(rows[:PAGE], last, acts, log)
