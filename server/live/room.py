"""One followed room in this process: its newest entries, and the followers it gives them to.

Entries enter by `hear` alone and only in the order of their numbers; whatever arrives early waits, whatever
arrives twice is dropped. Followers are written to from `flush` alone, once per pass of the loop, so that the
entries of one pass share one write.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING

import msgspec
import structlog

from rooms import journal
from rooms.errors import NotFound
from server.live import giving, protocol, rights
from server.live.client import SLOW_CLOSE
from server.live.counts import Counts
from server.live.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from server.live.client import Following
    from server.live.giving import Send
    from server.live.window import Framing, News

log = structlog.get_logger(__name__)

SLICE = 256  # followers written to before other work gets its turn
EARLY = 512  # entries that may wait for the one before them
RETRACTED = "post.retracted"


class _Blanked(msgspec.Struct):
    blanked: list[int]


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
        self._send = send
        self._fresh: list[News] = []  # taken since the last round began
        self._given: list[News] = []  # those that the round under way brings to everybody
        self._since = 0.0  # when that round was asked for
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
            self._counts.early += 1
            if len(self._early) < EARLY:
                self._early[news.seq] = news
            self._missing(self)
        elif news.seq == self.head + 1:
            self._schedule()  # first: whatever an entry does, those already taken are given
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
        self._fresh.append(news)
        if news.kind == RETRACTED:
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
        for seq in msgspec.json.decode(told.event, type=_Blanked).blanked:
            self.window.replace(seq, journal.frame_without_words)

    def act(self, following: Following, news: News) -> None:
        """Let an entry take from a follower what it takes: the session, or the right to this room."""
        client = following.client
        if news.kind == rights.SESSION_ENDED:
            if client.who is not None and rights.ends(news, client.who.session_id):
                client.end(4401, "session-ended")
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
        for (
            news
        ) in self._acts:  # rights are known as of a later number, the session as of the cursor
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
        self._fresh.clear()
        for following in list(self.followers):
            self.reset(following)

    def _schedule(self) -> None:
        if self._round is None:
            self._round = iter(list(self.followers))
            self._since = time.perf_counter()
            asyncio.get_running_loop().call_soon(self._flush)
        else:
            self._again = True

    def _flush(self) -> None:
        assert self._round is not None, "flushes are scheduled with their round"
        if not self._given:
            self._given, self._fresh = self._fresh, []
        for (framing, cursor), alike in self._lacking(islice(self._round, SLICE)).items():
            with self._ending(*alike):  # or the round would never end
                self._give(framing, cursor, alike)
        self._go_on()

    def _lacking(
        self, followers: Iterable[Following]
    ) -> dict[tuple[Framing, int], list[Following]]:
        """Those who lack something, by what that is. They mostly stand at the same place."""
        lacking: dict[tuple[Framing, int], list[Following]] = {}
        at = head = self.window.head
        framing, alike = None, []
        for following in followers:
            cursor = following.cursor
            # A cursor may be ahead of what has been heard here: it was given by a snapshot.
            if not following.joined or cursor >= head:
                continue
            if cursor != at or following.framing is not framing:
                if following.place.full():
                    continue  # or all it has missed would be joined for it again with every entry
                at, framing = cursor, following.framing
                alike = lacking.setdefault((framing, at), [])
            alike.append(following)
        return lacking

    def _give(self, framing: Framing, cursor: int, alike: list[Following]) -> None:
        """What the window holds after the cursor, to all who stand there: past their lines where it can be.

        Their right was seen in this pass of the loop, and nothing else has its turn before it ends.
        """
        ready = self.window.joined(cursor, framing)
        if ready is not None:
            framed, after = ready
            directly = [following.place.direct for following in alike]
            for following in alike:  # now, while they are still in the processor's cache
                following.cursor = after
            for index, sent in self._send(directly, framed):
                following = alike[index]
                with self._ending(following):
                    if not following.place.offer(framed, sent):
                        following.cursor = cursor
            if after == self.window.head:
                return
        for following in alike:
            with self._ending(following):
                if not following.client.push(following):
                    self.reset(following)

    @contextmanager
    def _ending(self, *failing: Following) -> Iterator[None]:
        """One bad line must not keep the entries from the others."""
        try:
            yield
        except Exception:
            log.exception("a line failed", room=self.id)
            for following in failing:
                following.client.end(1011, "failed")

    def _go_on(self) -> None:
        """The next slice of the round, or the next round if one is due."""
        assert self._round is not None, "called from within one"
        if length_hint(self._round):
            asyncio.get_running_loop().call_soon(self._flush)
            return
        self._round = None
        self._measure()
        if self._again:
            self._again = False
            self._schedule()

    def _measure(self) -> None:
        self._counts.flush.observe(time.perf_counter() - self._since)
        self._counts.given(self._given)
        self._given = []
