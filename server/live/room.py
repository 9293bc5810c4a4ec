"""One followed room in this process: its newest entries, and the followers it gives them to.

Entries enter by `hear` alone and only in the order of their numbers; whatever arrives early waits, whatever
arrives twice is dropped. Followers are written to from `flush` alone, once per pass of the loop, so that the
entries of one pass share one write.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from rooms import journal
from rooms.errors import NotFound
from server.live import protocol, rights
from server.live.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.live.client import Following
    from server.live.window import News

SLICE = 256  # followers written to before other work gets its turn
EARLY = 512  # entries that may wait for the one before them
SESSION_ENDED = "session.ended"
RETRACTED = "post.retracted"


class _Blanked(msgspec.Struct):
    blanked: list[int]


class _Session(msgspec.Struct):
    session: int


class _Told(msgspec.Struct):
    event: msgspec.Raw


class LiveRoom:
    """A room that somebody in this process follows. `missing` is called when an entry came too early, `empty`
    when the last follower has left."""

    def __init__(
        self,
        room_id: int,
        epoch: int,
        head: int,
        limit_bytes: int,
        missing: Callable[[LiveRoom], None],
        empty: Callable[[LiveRoom], None],
    ) -> None:
        self.id = room_id
        self.epoch = epoch
        self.window = Window(head, limit_bytes)
        self.followers: dict[Following, None] = {}  # a set that keeps its order
        self.filling: asyncio.Task[None] | None = None
        self._missing = missing
        self._empty = empty
        self._early: dict[int, News] = {}
        self._rights: list[News] = []  # those entries of the window that can change a right
        self._round: Iterator[Following] | None = None
        self._again = False

    @property
    def head(self) -> int:
        """The number of the newest entry known here."""
        return self.window.head

    def hear(self, news: News) -> None:
        """Take an entry from wherever it comes. Only the next one counts; an early one waits for it."""
        if news.epoch != self.epoch:
            self.restart(news.epoch, news.seq)
        elif news.seq > self.head + 1:
            if len(self._early) < EARLY:
                self._early[news.seq] = news
            self._missing(self)
        elif news.seq == self.head + 1:
            self._take(news)
            while (following := self._early.pop(self.head + 1, None)) is not None:
                self._take(following)
            self._early = {seq: early for seq, early in self._early.items() if seq > self.head}
            self._schedule()

    def waits(self) -> bool:
        """Whether entries are here that the one before them is missing for."""
        return bool(self._early)

    def _take(self, news: News) -> None:
        self.window.add(news)
        if news.kind == RETRACTED:
            self._blank(news)
        elif news.kind == SESSION_ENDED:
            self._end_session(news)
        elif rights.concerns(news):
            self._rights.append(news)
            for following in list(self.followers):
                if not following.hear(news):
                    self.let_go(following)
        self._rights = [past for past in self._rights if past.seq > self.window.base]

    def _blank(self, news: News) -> None:
        told = msgspec.json.decode(news.frame, type=_Told)
        for seq in msgspec.json.decode(told.event, type=_Blanked).blanked:
            self.window.replace(seq, journal.frame_without_words)

    def _end_session(self, news: News) -> None:
        told = msgspec.json.decode(news.frame, type=_Told)
        session = msgspec.json.decode(told.event, type=_Session).session
        for following in list(self.followers):
            who = following.client.who
            if who is not None and who.session_id == session:
                following.client.end(4401, "session-ended")

    def let_go(self, following: Following) -> None:
        """The right ends with the entry just taken, the newest in the window: it is the last one given."""
        client = following.client
        if following.joined:
            client.push(following)
        self.leave(following)
        client.refuse(self.id, NotFound("no-room"))

    def rights_since(self, seq: int) -> list[News] | None:
        """The entries above `seq` that can change a right; None where some may be forgotten."""
        return None if seq < self.window.base else [news for news in self._rights if news.seq > seq]

    def join(self, following: Following) -> bool:
        """Give a follower what the window holds after its cursor and keep it; False: it stands before the window.

        Nothing is awaited between the two, so no entry can fall between them.
        """
        if following.cursor < self.window.base:
            return False
        following.joined = True
        return following.client.push(following)

    def leave(self, following: Following) -> None:
        """Give this follower nothing more."""
        self.followers.pop(following, None)
        following.reader = None
        if following.client.following.get(self.id) is following:
            del following.client.following[self.id]
        if not self.followers:
            self._empty(self)

    def reset(self, following: Following) -> None:
        """Too far behind for the line: the page takes a fresh snapshot."""
        self.leave(following)
        following.client.tell(protocol.Reset(self.id, self.epoch, self.head))

    def restart(self, epoch: int, head: int) -> None:
        """The database was restored: numbers mean something else now, everybody starts afresh."""
        self.epoch = epoch
        self.window = Window(head, self.window.limit)
        self._early.clear()
        self._rights.clear()
        for following in list(self.followers):
            self.reset(following)

    def _schedule(self) -> None:
        if self._round is None:
            self._round = iter(list(self.followers))
            asyncio.get_running_loop().call_soon(self._flush)
        else:
            self._again = True

    def _flush(self) -> None:
        assert self._round is not None, "flushes are scheduled with their round"
        for _ in range(SLICE):
            following = next(self._round, None)
            if following is None:
                self._round = None
                if self._again:
                    self._again = False
                    self._schedule()
                return
            if (
                following.joined
                and following.reader is not None
                and not following.client.push(following)
            ):
                self.reset(following)
        asyncio.get_running_loop().call_soon(self._flush)
