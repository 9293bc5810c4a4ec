"""Procedures: templates of the portal that say through which stages a proposal goes, how long, who leads on, and how it is voted on.

A proposal copies one when it is opened. What is set afterwards goes for proposals that are opened afterwards.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rooms import administration, sql
from rooms.audit import Command
from rooms.errors import Conflict, Malformed, NotFound
from rooms.people import Who
from rooms.proposals.stages import Step, in_order
from rooms.text import title
from rooms.thread import LONGEST_TITLE
from rooms.threads import Title
from rooms.tx import Tx
from rooms.voting.rule import Rule, sound

q = sql.beside(__file__)

MOST = 100  # in a list
MOST_KEPT = 500  # in the list of administrators


class Procedure(Struct, frozen=True):
    """A template, and the copy of it that a proposal was opened under."""

    id: int
    title: str
    steps: list[Step]
    ballot: Rule


class ProcedureSetting(Command, frozen=True):
    """A procedure to be chosen from now on. `replaces`: one that is not chosen any more; None: all stay."""

    title: Title
    steps: Annotated[list[Step], Meta(min_length=1, max_length=6)]
    ballot: Rule = Rule()
    replaces: int | None = None


class Kept(Struct, frozen=True):
    """A procedure as administrators see it. `set_by`: None where it came with the portal.

    `retired_at`: it is not chosen any more since then, None: it is in force. `replaced_by`: what was set in its place, None: nothing.
    """

    procedure: Procedure
    set_by: str | None
    at: datetime
    retired_at: datetime | None
    replaced_by: int | None


class Row(Struct, frozen=True):
    """A procedure as it lies in the table."""

    id: int
    title: str
    steps: str
    ballot: str

    def read(self) -> Procedure:
        """The procedure."""
        steps = msgspec.json.decode(self.steps, type=list[Step])
        return Procedure(self.id, self.title, steps, msgspec.json.decode(self.ballot, type=Rule))


class KeptRow(Struct, frozen=True):
    """The same, with what administrators see of it."""

    id: int
    title: str
    steps: str
    ballot: str
    set_by: str | None
    at: datetime
    retired_at: datetime | None
    replaced_by: int | None

    def read(self) -> Kept:
        """As it is told."""
        procedure = Row(self.id, self.title, self.steps, self.ballot).read()
        return Kept(procedure, self.set_by, self.at, self.retired_at, self.replaced_by)


def copied(procedure: str) -> Procedure:
    """A procedure as a proposal keeps it."""
    return msgspec.json.decode(procedure, type=Procedure)


async def listing(tx: Tx) -> list[Procedure]:
    """Those that can be chosen, the oldest first: it is what a proposal goes by where nothing is chosen."""
    return [row.read() for row in await tx.all(Row, q["listing"], MOST)]


async def kept(tx: Tx, who: Who) -> list[Kept]:
    """All there ever were, for administrators: those in force, the oldest first, then the others, the last retired first."""
    await administration.required(tx, who)
    return [row.read() for row in await tx.all(KeptRow, q["kept"], MOST_KEPT)]


async def chosen(tx: Tx, procedure_id: int | None) -> Procedure:
    """The procedure to open a proposal under; None: the first there is. Raises NotFound."""
    row = await tx.one(Row, q["chosen"], procedure_id)
    if row is None:
        raise NotFound("no-procedure", field="procedure")
    return row.read()


async def add(tx: Tx, who: Who, setting: ProcedureSetting) -> Procedure:
    """Set a procedure, for administrators. Raises Malformed where its steps are not in the order of a proposal's life, or its rule contradicts itself.

    What it replaces is not chosen any more from the same moment on; raises NotFound where that is not in force.
    """
    await administration.required(tx, who)
    heading = title(setting.title, longest=LONGEST_TITLE)
    if not in_order(setting.steps):
        raise Malformed("steps-out-of-order", field="steps")
    sound(setting.ballot)
    if setting.replaces is not None:
        tx.facts["replaces"] = setting.replaces
        if await tx.one(Row, q["retire"], setting.replaces) is None:
            raise NotFound("no-procedure", field="replaces")
    steps, ballot = (msgspec.json.encode(each).decode() for each in (setting.steps, setting.ballot))
    row = await tx.one(Row, q["add"], heading, steps, ballot, who.id)
    assert row is not None, "an insert returns its row"
    tx.facts["procedure"] = row.id
    return row.read()


async def retire(tx: Tx, who: Who, procedure_id: int, command: Command) -> Procedure:  # noqa: ARG001 - claimed by the run
    """Let a procedure not be chosen any more, for administrators. Raises NotFound where it is not in force.

    One stays, or no proposal could be opened: raises Conflict for the last.
    """
    await administration.required(tx, who)
    # Two who retire the last two at once wait for each other here.
    in_force = [row["id"] for row in await tx.conn.fetch(q["in_force"])]
    if procedure_id not in in_force:
        raise NotFound("no-procedure")
    if in_force == [procedure_id]:
        raise Conflict("last-procedure")
    tx.facts["procedure"] = procedure_id
    row = await tx.one(Row, q["retire"], procedure_id)
    assert row is not None, "it is locked"
    return row.read()
