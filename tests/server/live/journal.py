"""The journal a state machine writes and the hub reads: Postgres' part, where reading takes as long as the test says.

It answers the queries of the live path at the seam between them and the database, `tx.all`.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Raw

from rooms.entries import Head, Line
from rooms.errors import Busy
from rooms.journal import Entry
from rooms.standing import Found
from server.identity.inboxes import Watched

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
INBOX = 1000  # + person


class Room:
    """One room's truth."""

    def __init__(self, members: dict[int, int], visibility: str) -> None:
        self.epoch = 1
        self.entries: list[Entry] = []
        self.members = members  # person: number
        self.visibility = visibility


class Journal:
    """All rooms, whose sessions are open, and how many passes of the loop an answer takes on its way."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.sessions: set[int] = set()  # one for each person, numbered like the person
        self.way = 1  # passes before and after a query is answered
        self.away = False
        self.reading = 0

    def write(self, room_id: int, kind: str, **event: Any) -> Entry:
        """Commit an entry and what it means."""
        room = self.rooms[room_id]
        body = Raw(msgspec.json.encode({"type": kind} | event))
        seq = len(room.entries) + 1
        entry = Entry(room_id, room.epoch, seq, NOON, kind, 1, body)
        room.entries.append(entry)
        return entry

    @asynccontextmanager
    async def looking(self) -> AsyncGenerator["Journal", None]:
        """As the Store's."""
        self.reading += 1
        try:
            await self._pass()
            if self.away:
                raise Busy("database-away", retry_after_s=2)
            yield self
            await self._pass()
        finally:
            self.reading -= 1

    async def _pass(self) -> None:
        for _ in range(self.way):
            await asyncio.sleep(0)

    async def all(self, kind: type, query: str, *args: Any) -> list[Any]:  # noqa: ARG002
        """Heads, who people are in rooms, where their inboxes are, or a page of entries."""
        if kind is Head:
            found = [(room_id, self.rooms[room_id]) for room_id in args[0]]
            return [Head(room_id, room.epoch, len(room.entries)) for room_id, room in found]
        if kind is Found:
            places = enumerate(zip(*args, strict=True), 1)
            return [each for n, (room, person) in places for each in self._place(n, room, person)]
        if kind is Watched:
            rooms = enumerate(zip(*args, strict=True), 1)
            return [
                Watched(INBOX + person, room.epoch, len(room.entries), n, seen=True)
                for n, (person, session) in rooms
                if session in self.sessions
                for room in [self.rooms[INBOX + person]]
            ]
        assert kind is Line, kind
        room_id, seq, limit, limit_bytes = args
        room, size, page = self.rooms[room_id], 0, []
        for n in room.entries[seq : seq + limit]:
            if size > limit_bytes:
                break
            size += len(bytes(n.event))
            body = bytes(n.event).decode()
            page.append(Line(n.room_id, room.epoch, n.seq, n.at, n.kind, n.by, body))
        return page

    def _place(self, n: int, room_id: int, person: int) -> list[Found]:
        room = self.rooms[room_id]
        number = room.members.get(person)
        if number is None and room.visibility != "public":
            return []
        return [
            Found(room_id, room.visibility, room.epoch, len(room.entries), number, None, "names", n)
        ]
