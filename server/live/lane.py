"""The ephemeral lane: who has a room open and where somebody writes. Nothing of it is in any journal.

A line is in one place at most: the room its reader has before them, and the thread they write in. What a place is
worth is asked of the line's right to the room each time the room is counted, so whoever loses that right is gone
with it. Only lines that are in a room are sent what goes on in it. Each process tells the others what it counts, again
every few seconds, and what was not told again is forgotten: so a process that died takes its people with it, and
without a bus each counts its own.

A room that does not show names shows nothing here either: see docs/adr/0011-no-presence-without-names.md.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
import structlog

from rooms.errors import Refused
from rooms.proposals.joint import together
from server.live import protocol
from server.live.board import Board, Value
from server.live.places import ASKED_S, Place, Places
from server.live.presence import NOBODY, Gathering, Part, gathered
from server.live.window import News

if TYPE_CHECKING:
    from server.live.client import Client, Following
    from server.live.hub import Hub
    from server.live.room import LiveRoom

log = structlog.get_logger(__name__)

TICK_S = 0.25
AGE_S = 0.5  # between two looks at what has run out
REPEAT_S = 2.0  # a part is told again
PART, EDITED = "presence", "edited"  # their kinds on the bus

_decode = msgspec.json.Decoder(Part).decode


class Lane:
    """What is said here by lines, and elsewhere by processes, becomes what those who are in a room are shown."""

    def __init__(self, hub: Hub) -> None:
        self.board = Board(self._audience)
        self._hub = hub
        self._me = os.urandom(8).hex()
        self._nobody = Part(self._me)
        self._where: dict[Client, int] = {}
        self._rooms: dict[int, Places] = {}
        self._stale: set[int] = set()  # rooms to be counted anew

    def said(
        self, client: Client, message: protocol.Here | protocol.Typing | protocol.Caret
    ) -> None:
        """A line says where its reader is. Never raises: what it has no right to counts for nothing."""
        if isinstance(message, protocol.Typing):
            room_id = self._where.get(client)
            if room_id is not None:
                self._rooms[room_id].lines[client].write(message.thread, _now())
                self._stale.add(room_id)
        elif isinstance(message, protocol.Caret):
            self._point(client, message.at)
        elif message.room is None:
            self.left(client)
        else:
            self._come(client, message.room, shown=message.shown)

    def _point(self, client: Client, at: list[int] | None) -> None:
        room_id = self._where.get(client)
        if room_id is not None:
            room = self._rooms[room_id]
            room.lines[client].caret = at
            self._stale.add(room_id)
            if at is not None:
                self._ask(room_id, room, _now())

    def _ask(self, room_id: int, room: Places, now: float) -> None:
        """Ask who may write at this table, unless it was asked just now: the journal of the table does not tell."""
        if now - room.asked_at >= ASKED_S:
            room.asked_at = now
            self._hub.beside.start(self._asked(room_id))

    async def _asked(self, room_id: int) -> None:
        writers = frozenset[int]()
        with suppress(Refused):  # the database is away: nobody writes now
            async with self._hub.store.looking() as tx:
                writers = await together.writers(tx, room_id)
        room = self._rooms.get(room_id)
        if room is not None and room.writers != writers:
            room.writers = writers
            self._stale.add(room_id)

    def edited(self, room_id: int, seq: int) -> None:
        """The document at this table has come so far: those who have it before them, here and elsewhere, are told."""
        self._hub.bus.publish(News(room_id, 0, 0, EDITED, b"%d" % seq))
        self._show_edited(room_id, seq)

    def _show_edited(self, room_id: int, seq: int) -> None:
        if room_id in self._rooms:
            told = protocol.encode(protocol.Edited(room_id, seq))
            self.board.show(room_id, "edited", Value(told, told))

    def _come(self, client: Client, room_id: int, *, shown: bool) -> None:
        known = self._where.get(client) == room_id
        if not known or self._rooms[room_id].lines[client].shown != shown:
            self.left(client)
            room = self._rooms.setdefault(room_id, Places(self._nobody))
            room.lines[client] = Place(shown=shown)
            self._where[client] = room_id
            self._stale.add(room_id)
        if following := client.following.get(room_id):
            self.board.owe(following)

    def left(self, client: Client) -> None:
        """The line is nowhere any more."""
        room_id = self._where.pop(client, None)
        if room_id is not None:
            del self._rooms[room_id].lines[client]
            self._stale.add(room_id)

    def changed(self, room: LiveRoom) -> None:
        """A right to the room has changed or ended. Of an inbox: perhaps what its person's lines are shown by."""
        if room.id in self._rooms:
            self._stale.add(room.id)
        for following in room.followers:
            if following.mute and (place := self._where.get(following.client)) is not None:
                self._stale.add(place)

    def joined(self, following: Following) -> None:
        """Somebody follows the room, perhaps again."""
        if self._where.get(following.client) == following.room.id:
            self.board.owe(following)
            self.changed(following.room)

    def hear(self, news: News) -> None:
        """What another process counts, or an echo of our own; how far a document has come."""
        if news.kind == EDITED:
            with suppress(ValueError):
                self._show_edited(news.room_id, int(news.frame))
            return
        try:
            part = _decode(news.frame)
        except msgspec.DecodeError:
            log.warning("not a part", room=news.room_id)
            return
        room = self._rooms.get(news.room_id)  # what nobody here looks at need not be known
        if room is not None and part.process != self._me:
            room.elsewhere.hear(part, _now())
            self._stale.add(news.room_id)

    async def run(self) -> None:
        """Count, tell and show until cancelled."""
        aged = _now()
        while True:
            await asyncio.sleep(TICK_S)
            now = _now()
            if now - aged >= AGE_S:
                aged = now
                for room_id, room in self._rooms.items():
                    self._age(room_id, room, now)
            for room_id in [each for each in self._stale if self.board.due(each) <= now]:
                self._stale.discard(room_id)
                self._count(room_id, now)
            await self.board.round()

    def _age(self, room_id: int, room: Places, now: float) -> None:
        """Forget what was not said again; say again what still is."""
        if room.elsewhere.fade(now) | room.end_writing(now):
            self._stale.add(room_id)
        if room.pointed():
            self._ask(room_id, room, now)
        if not room.told.empty and now - room.told_at >= REPEAT_S:
            self._tell(room_id, room, now)

    def _count(self, room_id: int, now: float) -> None:
        room, live = self._rooms.get(room_id), self._hub.rooms.get(room_id)
        if room is None:
            return
        named = live is not None and live.named
        mine = room.part(self._me, room_id) if named else self._nobody
        if mine != room.told:
            room.told = mine
            self._tell(room_id, room, now)
        if named:
            self._show(room_id, gathered([mine, *room.elsewhere.parts()]))
        if not room.lines:
            del self._rooms[room_id]
            self.board.forget(room_id)

    def _tell(self, room_id: int, room: Places, now: float) -> None:
        room.told_at = now
        self._hub.bus.publish(News(room_id, 0, 0, PART, msgspec.json.encode(room.told)))

    def _show(self, room_id: int, everybody: Gathering) -> None:
        present = protocol.Present(room_id, everybody.count, everybody.named)
        outside = protocol.Present(room_id, everybody.count, NOBODY.named)
        self.board.show(
            room_id, "present", Value(protocol.encode(present), protocol.encode(outside))
        )
        if everybody.carets or self.board.shows(room_id, "carets"):
            carets = protocol.encode(protocol.Carets(room_id, everybody.carets))
            nobody = protocol.encode(protocol.Carets(room_id, {}))
            self.board.show(room_id, "carets", Value(carets, nobody))
        if everybody.writing or self.board.shows(room_id, "writing"):
            writing = protocol.encode(protocol.Writing(room_id, everybody.writing))
            self.board.show(room_id, "writing", Value(writing, writing))

    def _audience(self, room_id: int) -> list[Following]:
        room = self._rooms.get(room_id)
        found = [client.following.get(room_id) for client in room.lines] if room else []
        return [following for following in found if following is not None]


def _now() -> float:
    return asyncio.get_running_loop().time()
