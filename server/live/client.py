"""One live client: a sink, who stands behind it, and the rooms it follows, each with its own cursor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec import Struct

from rooms.people import Language
from server.live import protocol, rights
from server.live.rights import Reader
from server.live.sink import Nowhere
from server.problems.sentences import say

if TYPE_CHECKING:
    from rooms.errors import Refused
    from rooms.people import Who
    from server.live.room import LiveRoom
    from server.live.sink import Place, Sink
    from server.live.window import News

SLOW_CLOSE = 1013  # come back later: the line is closed, the cursor is good


NOWHERE = Nowhere()


class Following:
    """A client in a room: the number of the last entry it was given, and its right to the next.

    `joined` is False while what lies behind the window is still being read from the journal, and once it has left.
    A `mute` one is written nothing: its entries only act on the client. `place` and `framing` are its line's, at
    hand for every delivery.
    """

    __slots__ = ("client", "cursor", "framing", "joined", "mute", "place", "reader", "room")

    def __init__(
        self, client: Client, room: LiveRoom, cursor: int, reader: Reader, *, mute: bool = False
    ) -> None:
        self.client = client
        self.room = room
        self.cursor = cursor
        self.reader: Reader | None = reader
        self.joined = False
        self.mute = mute
        self.framing = client.sink.framing
        self.place: Place = NOWHERE if mute else client.sink

    def hear(self, news: News) -> bool:
        """Fold an entry into the right to read on; whether that right still stands."""
        if self.reader is not None:
            self.reader = rights.after(self.reader, news)
        return self.reader is not None


class Client:
    """An open line and what it follows. All its methods run in one pass of the loop, without waiting.

    `watch` is a mute place in the person's inbox, where the end of the session is an entry. It is apart from
    `following`, so that nothing a client says can make the server deaf to it.
    """

    __slots__ = (
        "address",
        "ended",
        "expires",
        "following",
        "full_since",
        "seen",
        "sink",
        "turn",
        "watch",
        "who",
    )

    def __init__(
        self, sink: Sink, who: Who | None, expires: float | None, address: str | None = None
    ) -> None:
        self.sink = sink
        self.who = who
        self.seen = who is None or who.person.seen  # whether others are shown where they are
        self.address = address  # whom the line is counted to; None: nobody
        self.expires = (
            expires  # when the session ends by itself, seconds since 1970; None: there is none
        )
        self.following: dict[int, Following] = {}
        self.watch: Following | None = None
        self.turn = asyncio.Lock()  # its rooms are caught up one after the other
        self.full_since: float | None = None
        self.ended = False

    @property
    def greeted(self) -> bool:
        """Whether hello has been said, which is the first message: at once to a visitor, else with the place in the inbox."""
        return self.who is None or self.watch is not None

    def tell(self, *messages: Struct) -> None:
        """Send control messages."""
        if not self.ended:
            self.sink.tell(*map(protocol.encode, messages))

    def refuse(self, room_id: int, refused: Refused) -> None:
        """Say why a room is not followed, or no longer, in the reader's language."""
        language = self.who.person.language if self.who else Language.VI
        detail = say(refused.reason, language, refused.facts)
        self.tell(protocol.Refused(room_id, refused.status, f"/problems/{refused.reason}", detail))

    def push(self, following: Following) -> bool:
        """Write what the room's window holds after the cursor, while the line takes it.

        False: the window begins after the cursor, the client must start afresh.
        """
        window = following.room.window
        if following.mute:  # its entries have acted already, also those that the window has let go
            following.cursor = window.head
        while following.cursor < window.head and not self.ended:
            ready = window.joined(following.cursor, following.framing)
            if ready is None:
                return self.sink.full()
            if not following.place.offer(ready[0]):
                break
            following.cursor = ready[1]
        return True

    def take(self, following: Following) -> Following | None:
        """Keep the place; the one it takes the place of."""
        if following.mute:
            before, self.watch = self.watch, following
        else:
            before = self.following.get(following.room.id)
            self.following[following.room.id] = following
        return before

    def drop(self, following: Following) -> None:
        """Keep it no longer, if it is kept."""
        if self.watch is following:
            self.watch = None
        elif self.following.get(following.room.id) is following:
            del self.following[following.room.id]

    def on_room(self) -> None:
        """The line takes bytes again: give it what it missed meanwhile."""
        self.full_since = None
        for following in list(self.following.values()):
            if following.joined and not self.push(following):
                following.room.reset(following)

    def end(self, code: int, reason: str) -> None:
        """Close the line and leave all rooms; the client may come back with its cursors."""
        if not self.ended:
            self.ended = True
            self.leave_all()
            self.sink.close(code, reason)

    def leave_all(self) -> None:
        """Follow nothing any more."""
        if self.watch is not None:
            self.watch.room.leave(self.watch)
        for following in list(self.following.values()):
            following.room.leave(following)
