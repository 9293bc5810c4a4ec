"""One followed room in this process: its newest entries, and the followers it gives them to.

Entries enter by `hear` alone and only in the order of their numbers; whatever arrives early waits, whatever
arrives twice is dropped. Followers are written to in rounds (`server.live.rounds`).
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from rooms import journal
from rooms.errors import NotFound
from server.live import giving, protocol, rights
from server.live.client import SLOW_CLOSE
from server.live.counts import Counts
from server.live.rounds import Rounds
from server.live.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.live.client import Following
    from server.live.giving import Send
    from server.live.window import News

EARLY = 512  # entries that may wait for the one before them
BLANKING = frozenset(  # take words, a title or a name out of earlier entries
    {
        "post.retracted",
        "post.hidden",
        "post.cut",
        "post.redacted",
        "amendment.redacted",
        "thread.retitled",
        "member.name_hidden",
        "member.erased",
    }
)


class _Shown(msgspec.Struct):
    name: str
    organisation: str


class _Blanked(msgspec.Struct):
    blanked: list[int]
    member: _Shown | None = None
    thread_id: int | None = None
    title: str | None = None


class _Told(msgspec.Struct):
    event: msgspec.Raw


def _nothing(_: LiveRoom) -> None:
    """Nobody asks."""


class LiveRoom:
    """A room that somebody in this process follows.

    `missing` is called when an entry came too early, `empty` when the last follower has left.
    """

    def __init__(
        self,
        room_id: int,
        epoch: int,
        head: int,
        limit_bytes: int,
        missing: Callable[[LiveRoom], None],
        empty: Callable[[LiveRoom], None],
        counts: Counts | None = None,
        send: Send = giving.in_python,
    ) -> None:
        self.id = room_id
        self.epoch = epoch
        self.window = Window(head, limit_bytes)
        self.followers: dict[Following, None] = {}  # a set that keeps its order
        self.filling: asyncio.Task[None] | None = None
        self.counted = 0  # bytes of the window that the hub has added to its sum
        self.named = False  # whether it shows its members by name
        self.changed: Callable[[LiveRoom], None] = _nothing  # called when a right to it did
        self._missing = missing
        self._empty = empty
        self._early: dict[int, News] = {}
        self._acts: list[News] = []  # those entries of the window that can take something away
        self._counts = counts or Counts()
        self._rounds = Rounds(self, send, self._counts)

    @property
    def head(self) -> int:
        """The number of the newest entry known here."""
        return self.window.head

    def hear(self, news: News) -> None:
        """Take an entry from wherever it comes. Only the next one counts; an early one waits for it."""
        if news.epoch != self.epoch:
            self.restart(news.epoch, news.seq)
        elif news.seq > self.head + 1:
            self._counts.early += 1
            if len(self._early) < EARLY:
                self._early[news.seq] = news
            self._missing(self)
        elif news.seq == self.head + 1:
            self._rounds.begin()  # first: whatever an entry does, those already taken are given
            self._take(news)
            while (following := self._early.pop(self.head + 1, None)) is not None:
                self._take(following)
            self._early = {seq: early for seq, early in self._early.items() if seq > self.head}
        else:
            self._counts.duplicates += 1

    def waits(self) -> bool:
        """Whether entries are here that the one before them is missing for."""
        return bool(self._early)

    def _take(self, news: News) -> None:
        self.window.add(news)
        self._counts.entries += 1
        self._rounds.bring(news)
        if news.kind in BLANKING:
            self._blank(news)
        elif rights.concerns(news):
            self._acts.append(news)
            for following in list(self.followers):
                self.act(following, news)
            self.changed(self)
        while self._acts and self._acts[0].seq <= self.window.base:
            self._acts.pop(0)

    def _blank(self, news: News) -> None:
        told = msgspec.json.decode(news.frame, type=_Told)
        gone = msgspec.json.decode(told.event, type=_Blanked)
        change = journal.frame_without_words
        if gone.member is not None:
            change = partial(journal.frame_without_name, **msgspec.structs.asdict(gone.member))
        elif gone.thread_id is not None and gone.title is not None:
            change = partial(
                journal.frame_without_title, thread_id=gone.thread_id, title=gone.title
            )
        for seq in gone.blanked:
            self.window.replace(seq, change)

    def act(self, following: Following, news: News) -> None:
        """Let an entry take from a follower what it takes: the session, or the right to this room."""
        client = following.client
        if news.kind == rights.SESSION_ENDED:
            if client.who is not None and rights.ends(news, client.who.session_id):
                client.end(4401, rights.reason(news))
        elif news.kind == rights.PRESENCE_CHOSEN:
            client.seen = rights.seen(news)
        elif not following.hear(news):
            self.let_go(following)

    def let_go(self, following: Following) -> None:
        """The right ends with the entry just taken, the newest in the window: it is the last one given."""
        client = following.client
        if following.joined:
            client.push(following)
        self.leave(following)
        client.refuse(self.id, NotFound("no-room"))

    def rights_since(self, seq: int) -> list[News] | None:
        """The entries above `seq` that can change a right; None where some may be forgotten."""
        return None if seq < self.window.base else [news for news in self._acts if news.seq > seq]

    def join(self, following: Following) -> bool:
        """Give a follower what the window holds after its cursor and keep it; False: it stands before the window.

        Nothing is awaited between the two, so no entry can fall between them.
        """
        if following.cursor < self.window.base:
            return False
        # Rights are known as of a later number, the session as of the cursor.
        for news in self._acts:
            if news.seq > following.cursor and news.kind == rights.SESSION_ENDED:
                self.act(following, news)
        following.joined = True
        return following.client.push(following)

    def leave(self, following: Following) -> None:
        """Give this follower nothing more."""
        self.followers.pop(following, None)
        following.reader = None
        following.joined = False
        following.client.drop(following)
        self.changed(self)
        if not self.followers:
            self._empty(self)

    def reset(self, following: Following) -> None:
        """Too far behind for the line: the page takes a fresh snapshot. A mute one has no page, its line is closed."""
        self.leave(following)
        if following.mute:
            following.client.end(SLOW_CLOSE, "behind")
        else:
            following.client.tell(protocol.Reset(self.id, self.epoch, self.head))

    def restart(self, epoch: int, head: int) -> None:
        """The database was restored: numbers mean something else now, everybody starts afresh."""
        self.epoch = epoch
        self.window = Window(head, self.window.limit)
        self._early.clear()
        self._acts.clear()
        self._rounds.forget()
        for following in list(self.followers):
            self.reset(following)
