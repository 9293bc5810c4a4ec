"""The live path of one process: rooms followed here, the clients that follow them, and the journal behind both.

News comes from this process's own commits and from the bus; it may be late, doubled or lost. Entries reach
followers only through `LiveRoom.hear`, in the order of their numbers, and whatever is missing is read from
Postgres: when a gap shows, and by the sweep, which asks once a second how far the followed rooms have come.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress

import structlog
from msgspec import Struct

from rooms import entries, standing
from rooms.errors import Busy, Conflict, NotFound, Refused, TooMany
from rooms.journal import Entry, frame
from rooms.people import Who
from rooms.standing import Standing
from rooms.store import Store
from server.identity import sessions
from server.identity.sessions import Inbox
from server.live import protocol
from server.live.bus import Bus
from server.live.catchup import catch_up
from server.live.client import Client, Following
from server.live.rights import Reader, after
from server.live.room import LiveRoom
from server.live.wheel import Wheel
from server.live.window import News

log = structlog.get_logger(__name__)

PAGE = 500  # entries read at once
PAGE_BYTES = 512 * 1024
PATIENCE_S = 0.02  # for an entry that is merely late, before the journal is read for it
SWEEP_S = 1.0
SWEEP_WITHOUT_BUS_S = 0.15


class Limits(Struct, frozen=True):
    """How much this process keeps. `room_bytes`: of one room's newest entries; `process_bytes`: of all of them."""

    room_bytes: int = 1 << 20
    process_bytes: int = 256 << 20
    rooms_per_client: int = 100
    clients_per_person: int = 10


def news_of(entry: Entry) -> News:
    """The entry as it travels."""
    return News(entry.room_id, entry.epoch, entry.seq, entry.kind, frame(entry))


class Hub:
    """Clients come in by `enter`, follow by `follow`, and are gone after `exit`."""

    def __init__(self, bus: Bus, limits: Limits, build: str) -> None:
        self.rooms: dict[int, LiveRoom] = {}
        self.clients: dict[Client, None] = {}
        self.repaired = 0  # entries that only the sweep noticed
        self.limits = limits
        self.build = build
        self.draining = False
        self.store: Store
        self._bus = bus
        self._wheel = Wheel(self.clients)
        self._tasks: set[asyncio.Task[None]] = set()
        self._lines: Counter[int] = Counter()  # open lines by person
        self._held = 0  # bytes in all windows

    @asynccontextmanager
    async def running(self, store: Store) -> AsyncGenerator[None, None]:
        """Hear the news, sweep and keep the lines alive until the block ends."""
        self.store = store
        loops = [
            asyncio.create_task(self._bus.run(self.hear, self.sweep_soon)),
            asyncio.create_task(self._sweep()),
            asyncio.create_task(self._wheel.run()),
        ]
        try:
            yield
        finally:
            self.drain()
            for task in [*loops, *self._tasks]:
                task.cancel()
            await asyncio.gather(*loops, *self._tasks, return_exceptions=True)

    def announce(self, written: Sequence[Entry]) -> None:
        """Tell the followers here at once and the other processes by the bus. Never raises, never waits."""
        for entry in written:
            news = news_of(entry)
            self._bus.publish(news)
            try:
                self.hear(news)
            except (
                Exception
            ):  # the change is committed and must be answered; the sweep will find the entry
                log.exception("entry not delivered", room=entry.room_id, seq=entry.seq)

    def hear(self, news: News) -> None:
        """Take news from anywhere."""
        room = self.rooms.get(news.room_id)
        if room is not None:
            before = room.window.bytes
            room.hear(news)
            self._held += room.window.bytes - before
            self._bound()

    def enter(self, client: Client) -> None:
        """Let a client in. Raises Busy while the server goes, Conflict where the person has too many lines."""
        if self.draining:
            raise Busy("restarting", retry_after_s=1)
        if client.who is not None:
            if self._lines[client.who.id] >= self.limits.clients_per_person:
                raise TooMany("too-many-lines")
            self._lines[client.who.id] += 1
        self.clients[client] = None
        self._wheel.add(client)

    def exit(self, client: Client) -> None:
        """The client is gone. Called once for each that was let in."""
        client.ended = True
        client.leave_all()
        del self.clients[client]
        if client.who is not None:
            self._lines[client.who.id] -= 1
            if not self._lines[client.who.id]:
                del self._lines[client.who.id]

    async def follow(
        self, client: Client, room_id: int, epoch: int, cursor: int, *, mute: bool = False
    ) -> None:
        """Give the client every entry of the room numbered above `cursor`, once, in order, until it leaves.

        `mute`: nothing is written, the entries only act on the client. Raises NotFound where the client may not
        read the room, Conflict where the cursor is ahead of the journal; tells the client to start afresh where
        the epoch is another.
        """
        place, room = await self._place(client.who, room_id)
        if client.ended:
            return
        if epoch != place.epoch:
            client.tell(protocol.Reset(room_id, place.epoch, place.seq))
            return
        if cursor > max(place.seq, room.head):
            raise Conflict("ahead-of-journal", seq=place.seq)
        if (
            room_id not in client.following
            and len(client.following) >= self.limits.rooms_per_client
        ):
            raise Conflict("too-many-rooms")
        reader: Reader | None = Reader(place.number, place.visibility == "public", place.seq)
        for news in room.rights_since(place.seq) or ():
            reader = after(reader, news) if reader else None
        if reader is None:
            raise NotFound("no-room")
        self.rooms[room_id] = room
        following = Following(client, room, cursor, reader, mute=mute)
        room.followers[following] = None
        before = client.following.get(room_id)
        client.following[room_id] = following
        if (
            before is not None
        ):  # followed again: only now, or the room would be forgotten in between
            before.room.leave(before)
        if not mute:
            client.tell(protocol.Followed(room_id, place.epoch, max(place.seq, room.head)))
        if not room.join(following):
            self._start(catch_up(self, following))
        if room.head < place.seq:
            self._fill(room)

    async def _place(self, who: Who | None, room_id: int) -> tuple[Standing, LiveRoom]:
        """The person's standing, and the room as it is followed here, with no right forgotten between the two."""
        for _ in range(5):
            async with self.store.looking() as tx:
                place = await standing.reader(tx, who, room_id)
            room = self.rooms.get(room_id) or LiveRoom(
                room_id, place.epoch, place.seq, self.limits.room_bytes, self._late, self._forget
            )
            if room.epoch != place.epoch:
                room.restart(place.epoch, place.seq)
            if place.seq >= room.head or room.rights_since(place.seq) is not None:
                return place, room
        raise Busy("contended", retry_after_s=1)

    async def inbox(self, who: Who) -> Inbox:
        """The person's inbox, at a number at which the session was still open. Raises SignInFirst."""
        async with self.store.looking() as tx:
            return await sessions.inbox(tx, who)

    def unfollow(self, client: Client, room_id: int) -> None:
        """Stop giving the client this room, if it follows it."""
        following = client.following.get(room_id)
        if following is not None:
            following.room.leave(following)

    def drain(self) -> None:
        """Send every client away, each with a moment of its own to come back; let nobody in any more."""
        self.draining = True
        for place, client in enumerate(list(self.clients)):
            client.tell(protocol.Bye(500 + place * 9500 // max(1, len(self.clients))))
            client.end(1012, "restarting")

    def sweep_soon(self) -> None:
        """Something may have been missed: look now."""
        self._start(self._look(repair=False))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S if self._bus.well() else SWEEP_WITHOUT_BUS_S)
            await self._look(repair=True)

    async def _look(self, *, repair: bool) -> None:
        if not self.rooms:
            return
        with suppress(Refused):
            async with self.store.looking() as tx:
                found = await entries.heads(tx, list(self.rooms))
            for head in found:
                room = self.rooms.get(head.id)
                if room is None:
                    continue
                if head.epoch != room.epoch:
                    room.restart(head.epoch, head.seq)
                elif head.seq > room.head:
                    self.repaired += repair
                    self._fill(room)

    def _late(self, room: LiveRoom) -> None:
        """An entry came before the one it follows. Mostly that one is on its way."""
        asyncio.get_running_loop().call_later(PATIENCE_S, self._fill_if_waiting, room)

    def _fill_if_waiting(self, room: LiveRoom) -> None:
        if room.waits():
            self._fill(room)

    def _fill(self, room: LiveRoom) -> None:
        if room.filling is None or room.filling.done():
            room.filling = self._start(self._read_on(room))

    async def _read_on(self, room: LiveRoom) -> None:
        """Read the room's journal from its head on, until there is no more."""
        with suppress(Refused):
            while self.rooms.get(room.id) is room:
                async with self.store.looking() as tx:
                    found = await entries.after(tx, room.id, room.head, PAGE, PAGE_BYTES)
                for entry in found:
                    self.hear(news_of(entry))
                if not found:
                    return

    def _bound(self) -> None:
        """Keep all windows together under their bound: the fullest gives up half."""
        while self._held > self.limits.process_bytes:
            fullest = max(self.rooms.values(), key=lambda room: room.window.bytes)
            self._held -= fullest.window.halve()

    def _forget(self, room: LiveRoom) -> None:
        """Nobody follows the room any more."""
        if self.rooms.get(room.id) is room:
            self._held -= room.window.bytes
            del self.rooms[room.id]

    def _start(self, work: "asyncio._CoroutineLike[None]") -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("live task failed", exc_info=error)
