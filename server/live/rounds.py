"""Giving a room's entries to those who follow it: in rounds, one at a time, each through all of them slice by slice.

A round begins in the next pass of the loop, so that the entries of one pass share one write; what comes while it is
under way is brought by it to those whose turn is still to come, and to the others by the next.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.live.client import Following
    from server.live.counts import Counts
    from server.live.giving import Send
    from server.live.room import LiveRoom
    from server.live.window import Framing, News

log = structlog.get_logger(__name__)

SLICE = 256  # followers written to before other work gets its turn


class Rounds:
    """The rounds of one room."""

    def __init__(self, room: LiveRoom, send: Send, counts: Counts) -> None:
        self._room = room
        self._send = send
        self._counts = counts
        self._fresh: list[News] = []  # taken since the last round began
        self._given: list[News] = []  # those that the round under way brings to everybody
        self._since = 0.0  # when that round was asked for
        self._left: Iterator[Following] | None = None  # of that round; None: there is none
        self._again = False

    def begin(self) -> None:
        """One is due: for those who follow now, or where one is under way, when it is over."""
        if self._left is None:
            self._left = iter(list(self._room.followers))
            self._since = time.perf_counter()
            asyncio.get_running_loop().call_soon(self._flush)
        else:
            self._again = True

    def bring(self, news: News) -> None:
        """This entry is new in the window."""
        self._fresh.append(news)

    def forget(self) -> None:
        """What was new is not there any more."""
        self._fresh.clear()

    def _flush(self) -> None:
        assert self._left is not None, "flushes are scheduled with their round"
        if not self._given:
            self._given, self._fresh = self._fresh, []
        for (framing, cursor), alike in self._lacking(islice(self._left, SLICE)).items():
            with self._ending(*alike):  # or the round would never end
                self._give(framing, cursor, alike)
        if length_hint(self._left):
            asyncio.get_running_loop().call_soon(self._flush)
        else:
            self._end()

    def _lacking(
        self, followers: Iterable[Following]
    ) -> dict[tuple[Framing, int], list[Following]]:
        """Those who lack something, by what that is. They mostly stand at the same place."""
        lacking: dict[tuple[Framing, int], list[Following]] = {}
        at = head = self._room.head
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
        window = self._room.window
        ready = window.joined(cursor, framing)
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
            if after == window.head:
                return
        for following in alike:
            with self._ending(following):
                if not following.client.push(following):
                    self._room.reset(following)

    @contextmanager
    def _ending(self, *failing: Following) -> Iterator[None]:
        """One bad line must not keep the entries from the others."""
        try:
            yield
        except Exception:
            log.exception("a line failed", room=self._room.id)
            for following in failing:
                following.client.end(1011, "failed")

    def _end(self) -> None:
        self._left = None
        self._counts.flush.observe(time.perf_counter() - self._since)
        self._counts.given(self._given)
        self._given = []
        if self._again:
            self._again = False
            self.begin()
