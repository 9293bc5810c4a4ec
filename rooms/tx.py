"""The transaction as a verb sees it: typed rows in, entries out.

Entries are kept until the verb has returned and written then, rooms in the order of their ids: two runs never
wait for each other's journals crosswise, and a room's row is locked only for the last moment before commit.
That lock makes the numbers gapless and their order the order of commits.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from rooms import sql
from rooms.errors import Conflict
from rooms.journal import Entry, Event, Subject
from rooms.policy import Rule
from rooms.rows import made
from rooms.screening import Screen, Words

S = TypeVar("S", bound=Struct)
q = sql.beside(__file__)
_encode = msgspec.json.Encoder().encode


class _Line(NamedTuple):
    kind: str
    by: int | None
    adds: int | None
    body: bytes
    about: tuple[Subject, ...]


class Tx:
    """One transaction. `roles` are those the policy table lets do this act."""

    def __init__(self, conn: sql.Connection, rule: Rule, screen: Screen) -> None:
        self.conn = conn
        self.roles = list(rule.roles)
        self._archived = rule.archived
        self.facts: dict[str, Any] = {}  # for the audit row: ids and choices, never people's words
        self.rooms: set[int] = set()  # for the audit row: those of the act that are not told
        self.entries: list[Entry] = []
        self._screen = screen
        self._lines: dict[int, list[_Line]] = defaultdict(list)

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
        """Ask `moderation` what it thinks of these words. Raises Conflict where a rule refuses them."""
        for finding in self._screen(words):
            if finding.action == "refuse":
                field = "body" if words.place == "post" else words.place
                raise Conflict(finding.rule, field=field, **finding.facts)

    def append(
        self,
        room_id: int,
        event: Event,
        *,
        by: int | None = None,
        adds: int | None = None,
        about: Iterable[Subject] = (),
    ) -> None:
        """Make `event` an entry of the room's journal when the verb has ended.

        `by` is the actor's number in that room, `adds` the post that the entry brings, `about` whatever it
        carries words of.
        """
        kind = str(event.__struct_config__.tag)
        self._lines[room_id].append(_Line(kind, by, adds, _encode(event), tuple(about)))

    async def write_entries(self) -> dict[int, int]:
        """Write what was appended; the newest number of each room told. Called once, by the Store.

        Raises Conflict where a room is archived and the policy table does not let this act go on there.
        """
        seqs: dict[int, int] = {}
        for room_id, lines in sorted(self._lines.items()):
            row = await self.conn.fetchrow(
                q["append"],
                room_id,
                [line.kind for line in lines],
                [line.by for line in lines],
                [line.adds for line in lines],
                [line.body.decode() for line in lines],
                [n for n, line in enumerate(lines, 1) for _ in line.about],
                [f"{s.kind}:{s.id}" for line in lines for s in line.about],
                self._archived,
            )
            if row is None:
                raise Conflict("room-archived")
            seqs[room_id] = row["seq"]
            first = row["seq"] - len(lines) + 1
            self.entries += [
                Entry(room_id, row["epoch"], seq, row["at"], line.kind, line.by, Raw(line.body))
                for seq, line in enumerate(lines, first)
            ]
        return seqs
