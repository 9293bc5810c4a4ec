"""The live path of one process: rooms followed here, the clients that follow them, and the journal behind both.

News comes from this process's own commits and from the bus; it may be late, doubled or lost. Entries reach
followers only through `LiveRoom.hear`, in the order of their numbers, and whatever is missing is read from
Postgres: when a gap shows, and by the sweep, which asks once a second how far the followed rooms have come.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

import structlog
from msgspec import Struct

from rooms.errors import Busy, Conflict, NotFound, Refused, SignInFirst
from rooms.journal import Entry
from rooms.people import Who
from rooms.standing import Standing
from rooms.store import Store
from server.identity.inboxes import Inbox
from server.live import giving, protocol
from server.live.admission import Admission
from server.live.beside import Beside
from server.live.bus import Bus
from server.live.catchup import catch_up
from server.live.client import Client, Following
from server.live.counts import Counts
from server.live.giving import Send
from server.live.lane import Lane
from server.live.limits import Limits
from server.live.memory import Memory
from server.live.pages import Pages
from server.live.rights import Reader, after
from server.live.room import LiveRoom
from server.live.standings import Standings
from server.live.sweep import Sweep, news_of
from server.live.wheel import Wheel
from server.live.window import News

log = structlog.get_logger(__name__)

# a client that is sent away comes back after the first, and all of them over the time of the second
BACK_MS, BACK_WITHIN_MS = 500, 10_000


class Seat(NamedTuple):
    """How far a person's inbox had come when their session was open, and where they stand in it at this moment."""

    epoch: int
    seq: int
    place: Standing
    room: LiveRoom


class Hub:
    """Clients come in by `enter`, follow by `follow`, and are gone after `exit`."""

    def __init__(self, bus: Bus, limits: Limits, build: str, send: Send = giving.in_python) -> None:
        self.rooms: dict[int, LiveRoom] = {}
        self.clients: dict[Client, None] = {}
        self.limits = limits
        self.build = build
        self.draining = False
        self.store: Store
        self.standings: Standings
        self.pages: Pages
        self.bus = bus
        self.send = send  # entries to many sockets
        self.counts = Counts()
        self.beside = Beside()
        self.sweep = Sweep(self)
        self.lane = Lane(self)
        self._wheel = Wheel(self.clients)
        self.admission = Admission(limits)
        self.memory = Memory(self.rooms, limits.process_bytes)

    @asynccontextmanager
    async def running(self, store: Store) -> AsyncGenerator[None, None]:
        """Hear the news, sweep and keep the lines alive until the block ends."""
        self.store, self.standings, self.pages = store, Standings(store), Pages(store)
        self.beside.for_ever(lambda: self.bus.run(self.hear, self.sweep.soon))
        for loop in (self.sweep.run, self._wheel.run, self.lane.run):
            self.beside.for_ever(loop)
        try:
            yield
        finally:
            self.drain()
            await self.beside.end()

    def announce(self, written: Sequence[Entry]) -> None:
        """Tell the followers here at once and the other processes by the bus. Never raises, never waits."""
        for entry in written:
            news = news_of(entry)
            self.bus.publish(news)
            try:
                self.hear(news)
            except Exception:  # the change is committed and must be answered
                log.exception("entry not delivered", room=entry.room_id, seq=entry.seq)

    def hear(self, news: News) -> None:
        """Take news from anywhere."""
        if news.seq == 0:
            return self.lane.hear(news)
        room = self.rooms.get(news.room_id)
        if room is not None:
            try:
                room.hear(news)
            finally:
                self.memory.count(room)
        return None

    def admit(self, who: Who | None, address: str | None) -> None:
        """Raises Busy while the server goes, TooMany where the person, or an address, has too many lines."""
        if self.draining:
            raise Busy("restarting", retry_after_s=1)
        self.admission.admit(who, address)

    def enter(self, client: Client) -> None:
        """Let a client in. Raises like `admit`."""
        self.admit(client.who, client.address)
        self.admission.enter(client)
        self.clients[client] = None
        self._wheel.add(client)

    def exit(self, client: Client) -> None:
        """The client is gone. Called once for each that was let in."""
        client.ended = True
        client.leave_all()
        self.lane.left(client)
        del self.clients[client]
        self.admission.leave(client)

    async def watch(self, client: Client, inbox: Standing | None = None) -> Seat | None:
        """End the client's line when its session ends, which is an entry of the person's inbox.

        `inbox`: their place in it, where it was read together with the session; None: both are read now. Answers None
        where nobody is signed in. Raises SignInFirst where the session is over.
        """
        if client.who is None:
            return None
        at = inbox or await self._inbox(client, client.who)
        room = self._reached(inbox) if inbox is not None else None
        if inbox is not None and room is not None:
            place = inbox
        else:
            place, room = await self._place(client.who, at.room_id)
        if place.epoch != at.epoch:
            raise Busy("contended", retry_after_s=1)
        reader = Reader(place.number, public=False, since=place.seq)
        self._take(Following(client, room, at.seq, reader, mute=True), place)
        return Seat(at.epoch, at.seq, place, room)

    async def _inbox(self, client: Client, who: Who) -> Inbox:
        found = await self.standings.inboxes.ask((who.id, who.session_id))
        if found is None:
            raise SignInFirst("session-ended")
        client.seen = found.seen
        return found

    async def follow(self, client: Client, room_id: int, epoch: int, cursor: int) -> None:
        """Give the client every entry of the room numbered above `cursor`, once, in order, until it leaves.

        Raises NotFound where the client may not read the room, Conflict where the cursor is ahead of the journal;
        tells the client to start afresh where the epoch is another.
        """
        try:
            place, room = await self._place(client.who, room_id)
            self.begin(client, place, room, epoch, cursor)
        except Refused:
            self.counts.refused += 1
            raise

    def begin(
        self,
        client: Client,
        place: Standing,
        room: LiveRoom,
        epoch: int,
        cursor: int,
        *said: Struct,
    ) -> None:
        """Follow by a standing read just now: nothing was waited for since. `said` is told first. Raises like `follow`."""
        if epoch != place.epoch:
            self.unfollow(client, room.id)
            self.counts.reset += 1
            client.tell(*said, protocol.Reset(room.id, place.epoch, place.seq))
            return
        if cursor > max(place.seq, room.head):
            raise Conflict("ahead-of-journal", seq=place.seq)
        full = len(client.following) >= self.limits.rooms_per_client
        if full and room.id not in client.following:
            raise Conflict("too-many-rooms")
        reader: Reader | None = Reader(
            place.number, place.visibility == "public", place.seq, place.role
        )
        for news in room.rights_since(place.seq) or ():
            reader = after(reader, news) if reader else None
        if reader is None:
            raise NotFound("no-room")
        client.tell(*said, protocol.Followed(room.id, place.epoch, max(place.seq, room.head)))
        self._take(Following(client, room, cursor, reader), place)

    def _take(self, following: Following, place: Standing) -> None:
        """Make a place in a room be one, all in one pass."""
        client, room = following.client, following.room
        if client.ended:
            return
        self.rooms[room.id] = room
        room.followers[following] = None
        before = client.take(following)
        if before is not None:  # only now, or the room would be forgotten in between
            before.room.leave(before)
        if room.join(following):
            self.counts.joined += not following.mute
        else:
            self.beside.start(catch_up(self, following))
        if room.head < place.seq:
            self.sweep.fill(room)
        self.lane.joined(following)

    async def _place(self, who: Who | None, room_id: int) -> tuple[Standing, LiveRoom]:
        """The person's standing, and the room as it is followed here, with no right forgotten between the two."""
        for _ in range(5):
            place = await self.standings.places.ask((who.id if who else None, room_id))
            if place is None:
                raise NotFound("no-room")
            room = self._reached(place)
            if room is not None:
                return place, room
        raise Busy("contended", retry_after_s=1)

    def _reached(self, place: Standing) -> LiveRoom | None:
        """The room as it is followed here; None where it has forgotten what befell rights since the place was read."""
        room = self.rooms.get(place.room_id) or LiveRoom(
            place.room_id,
            place.epoch,
            place.seq,
            self.limits.room_bytes,
            self.sweep.late,
            self._forget,
            self.counts,
            self.send,
        )
        room.named, room.changed = place.naming == "names", self.lane.changed
        if room.epoch != place.epoch:
            self.restart(room, place.epoch, place.seq)
        known = place.seq >= room.head or room.rights_since(place.seq) is not None
        return room if known else None

    def unfollow(self, client: Client, room_id: int) -> None:
        """Stop giving the client this room, if it follows it."""
        following = client.following.get(room_id)
        if following is not None:
            following.room.leave(following)

    def drain(self) -> None:
        """Send every client away, each with a moment of its own to come back; let nobody in any more."""
        self.draining = True
        last = max(1, len(self.clients) - 1)
        for place, client in enumerate(list(self.clients)):
            client.tell(protocol.Bye(BACK_MS + place * BACK_WITHIN_MS // last))
            client.end(1012, "restarting")

    def restart(self, room: LiveRoom, epoch: int, head: int) -> None:
        """The room's numbers mean something else now."""
        room.restart(epoch, head)
        self.memory.count(room)

    def _forget(self, room: LiveRoom) -> None:
        """Nobody follows the room any more."""
        if self.rooms.get(room.id) is room:
            self.memory.release(room)
            del self.rooms[room.id]
