"""A conversation played again, in its own order, as people who send commands to a portal.

Each statement and each vote is one command. They are sent in the order of time, many at once, but one person's
one after the other, and a vote only once its statement has been acknowledged.
"""

import asyncio
import heapq
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from server.polis.export import Export, Statement, Vote
from server.polis.players import Player, Stage, seq_in
from server.polis.proof import Acknowledged, Ledger, Proof, journal
from server.polis.site import Declined, Site, Unanswered

WINDOW = 256  # commands that wait for their turn, their statement or an answer
GRACE_S = 30.0  # for what is under way when the time is over


class Replay:
    """One run. `speed` is how many times faster than it was, None: as fast as the portal answers."""

    def __init__(self, export: Export, site: Site, stage: Stage, speed: float | None) -> None:
        self.ledger = Ledger()
        self.latencies_ms = array("d")
        self.refused: Counter[str] = Counter()
        self.unanswered = 0
        self.unheard = 0  # votes on statements that the portal did not take
        self.unplayed = 0  # the time was over
        self.seconds = 0.0
        self._export = export
        self._site = site
        self._stage = stage
        self._speed = speed
        self._ends = float("inf")
        self._posts: dict[int, asyncio.Future[int | None]] = {}
        self._window = asyncio.Semaphore(WINDOW)

    async def play(self, max_seconds: float | None, advance: Callable[[], None]) -> None:
        """Send everything; `advance` is called for each command that is done with."""
        begun = time.monotonic()
        self._ends = ends = begun + (max_seconds or float("inf"))
        self._site.until = ends + GRACE_S
        async with asyncio.TaskGroup() as sending:
            first_ms = None
            for at_ms, what in self._acts():
                first_ms = at_ms if first_ms is None else first_ms
                if self.unplayed or not await self._wait(begun, ends, at_ms - first_ms):
                    self.unplayed += 1  # and everything after it
                    continue
                if isinstance(what, Statement):
                    self._posts[what.id] = asyncio.get_running_loop().create_future()
                sending.create_task(self._send(what, advance))
        self.seconds = time.monotonic() - begun

    async def prove(self) -> Proof:
        """Compare the journal with what was acknowledged."""
        self._site.until = time.monotonic() + GRACE_S
        stage = self._stage
        entries = await journal(self._site, stage.room_id, stage.seq, stage.players[0].cookie)
        return self.ledger.compare(entries, stage.seq, {player.number for player in stage.players})

    def _acts(self) -> Iterator[tuple[int, Statement | Vote]]:
        """Statements and votes in the order of time; none is older than what it is about."""
        said = ((s.at_ms, 0, s) for s in self._export.kept)
        voted = ((v.at_ms, 1, v) for v in self._export.all_votes())
        merged: Iterator[tuple[int, int, Statement | Vote]]
        merged = heapq.merge(said, voted, key=lambda act: act[:2])
        return ((at_ms, what) for at_ms, _, what in merged)

    async def _wait(self, begun: float, ends: float, since_ms: int) -> bool:
        """Wait until it is time and there is room; False: the time of the run is over."""
        if self._speed is not None:
            due = begun + since_ms / 1000 / self._speed
            if due > ends:
                return False
            await asyncio.sleep(due - time.monotonic())
        with suppress(TimeoutError):
            async with asyncio.timeout(None if ends == float("inf") else ends - time.monotonic()):
                await self._window.acquire()
                return True
        return False

    async def _send(self, what: Statement | Vote, advance: Callable[[], None]) -> None:
        try:
            player = self._stage.players[_who(what) % len(self._stage.players)]
            async with player.turn:
                await self._play(player, what)
        except Declined as declined:
            self.refused[declined.reason] += 1
        except Unanswered:
            self.unanswered += 1
        finally:
            if isinstance(what, Statement) and not self._posts[what.id].done():
                self._posts[what.id].set_result(None)
            self._window.release()
            advance()

    async def _play(self, player: Player, what: Statement | Vote) -> None:
        begun = time.monotonic()
        if begun > self._ends:
            self.unplayed += 1
        elif isinstance(what, Statement):
            path = f"/threads/{self._stage.thread_id}/posts"
            done, _ = await self._site.command("POST", path, player.cookie, body=what.markdown)
            post_id = int(done["result"]["id"])
            self._acknowledge(begun, done, Acknowledged("post.added", player.number, post_id, None))
            self._posts[what.id].set_result(post_id)
        elif (post := await self._posts[what.statement]) is None:
            if time.monotonic() > self._ends:
                self.unplayed += 1
            else:
                self.unheard += 1
        else:
            begun, path = time.monotonic(), f"/posts/{post}/position"
            done, _ = await self._site.command("PUT", path, player.cookie, position=what.side)
            side = what.side.value
            self._acknowledge(
                begun, done, Acknowledged("position.taken", player.number, post, side)
            )

    def _acknowledge(self, begun: float, done: dict[str, Any], entry: Acknowledged) -> None:
        self.latencies_ms.append((time.monotonic() - begun) * 1000)
        self.ledger.acknowledge(seq_in(done, self._stage.room_id), entry)


def _who(what: Statement | Vote) -> int:
    return what.author if isinstance(what, Statement) else what.voter
