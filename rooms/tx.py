"""The transaction as a verb sees it: typed rows in, entries out.

Entries are kept until the verb has returned: `rooms.appending` numbers and writes them then.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from rooms import screening, sql
from rooms.errors import Conflict
from rooms.journal import Event, Subject
from rooms.rows import made
from rooms.rule import Rule
from rooms.screening import Author, Finding, Screening, Words

S = TypeVar("S", bound=Struct)
_encode = msgspec.json.Encoder().encode


class Line(NamedTuple):
    """An entry to be: everything but its number and its time."""

    kind: str
    by: int | None
    adds: int | None
    body: bytes
    about: tuple[Subject, ...]
    quiet: bool


class Tx:
    """One transaction, for one run. `roles` are those the policy table lets do this act; `archived`: also there."""

    def __init__(self, conn: sql.Connection, rule: Rule, screened: Screening) -> None:
        self.conn = conn
        self.roles = list(rule.roles)
        self.archived = rule.archived
        self.facts: dict[str, Any] = {}  # for the audit row: ids and choices, never people's words
        self.rooms: set[int] = set()  # for the audit row: those of the act that are not told
        self.lines: list[tuple[int, Line]] = []  # by room, to be written when the verb has ended
        self.screening = screened

    async def one(self, kind: type[S], query: str, *args: Any) -> S | None:
        """The query's row as a `kind`, None where there is no row."""
        row = await self.conn.fetchrow(query, *args)
        return None if row is None else made(kind, row)

    async def all(self, kind: type[S], query: str, *args: Any) -> list[S]:
        """The query's rows, each as a `kind`."""
        return [made(kind, row) for row in await self.conn.fetch(query, *args)]

    async def do(self, query: str, *args: Any) -> None:
        """Run a statement whose rows nobody reads."""
        await self.conn.execute(query, *args)

    def screen(self, words: Words) -> None:
        """Ask the rules that go for every text. Raises Conflict where one of them refuses these words."""
        for finding in self.screening.everywhere(words):
            field = "body" if words.place == "post" else words.place
            raise Conflict(finding.rule, field=field, **finding.facts)

    async def judge(self, author: Author, said: Sequence[Words], *, sure: bool) -> list[Finding]:
        """What the rules found in what this member wants to say in a room, and let pass. Raises as `screening.obey`."""
        for words in said:
            self.screen(words)
        findings = await self.screening.judge(self, author, said)
        screening.obey(findings, sure=sure)
        return findings

    def append(
        self,
        room_id: int,
        event: Event,
        *,
        by: int | None = None,
        adds: int | None = None,
        about: Iterable[Subject] = (),
        quiet: bool = False,
    ) -> None:
        """Make `event` an entry of the room's journal when the verb has ended.

        `by` is the actor's number in that room, `adds` the post that the entry brings, `about` whatever it
        carries words of. `quiet`: whoever acts does not learn of the entry by the answer.
        """
        kind = str(event.__struct_config__.tag)
        self.lines.append((room_id, Line(kind, by, adds, _encode(event), tuple(about), quiet)))
