"""Sends what lies in the outbox: each letter at least once, and never again once the mail server's yes is kept.

Between that yes and its being kept lies one statement. Whoever is killed just there leaves a letter that is sent
again, under the same Message-ID, by which the mailbox knows it. A mail server that cannot be reached costs no letter
a try: nothing is taken from the outbox before the line stands.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import structlog

from rooms import outbox
from rooms.errors import Busy
from rooms.outbox import Waiting
from rooms.store import Store
from server.mail import envelope
from server.mail.desk import Desk
from server.mail.envelope import Sealed
from server.mail.kinds import KINDS
from server.mail.office import Away, Line, Refused, Unsure

log = structlog.get_logger(__name__)

LINES = 4  # to the mail server at a time, no more than there are letters
LOOK_S = 1.0  # between two looks at an empty outbox
TRIES = 9  # of a letter that the server will not take now: for about a day and a half
FIRST_WAIT_S = 30.0  # then four times as long, and again
LONGEST_WAIT_S = 12 * 3600.0
AWAY_S = (1.0, 60.0)  # while the mail server cannot be reached: the first wait and the longest
MARGIN_S = 3.0  # for writing a letter: so much longer than sending may last it is one process's
LAST_LETTER_S = 5.0  # for the letters under way when the server is asked to stop


class Sender:
    """A few lines to the mail server, each with one letter at a time."""

    def __init__(self, url: str, mail_from: str, timeout_s: float, desk: Desk) -> None:
        self._from = mail_from
        self._timeout_s = timeout_s
        self._desk = desk
        self._lines = [Line(url, timeout_s) for _ in range(LINES)]
        self._away_s = 0.0

    @asynccontextmanager
    async def running(self, store: Store) -> AsyncGenerator[None, None]:
        """Send until the block ends; the letters under way then have a moment to be finished."""
        stopping = asyncio.Event()
        task = asyncio.create_task(self._run(store, stopping))
        try:
            yield
        finally:
            stopping.set()
            await asyncio.wait([task], timeout=min(LAST_LETTER_S, self._timeout_s))
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self, store: Store, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            wait_s = LOOK_S
            try:
                wait_s = await self._round(store)
            except Busy as busy:
                log.warning("mail waits", reason=busy.reason)
            except Exception:
                log.exception("mail failed")
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await stopping.wait()
        await self._hang_up()

    async def _round(self, store: Store) -> float:
        """A letter for each line, if there are so many; how long to wait before the next."""
        async with store.looking() as tx:
            waiting = await outbox.waiting(tx, LINES)
        if not waiting:
            await self._hang_up()
            return LOOK_S
        turns = (self._turn(store, line) for line in self._lines[:waiting])
        done = await asyncio.gather(*turns, return_exceptions=True)
        away = [error for error in done if isinstance(error, Away)]
        if away:
            first_s, longest_s = AWAY_S
            self._away_s = min(longest_s, max(first_s, 2 * self._away_s))
            log.warning("mail server away", kind=str(away[0]), wait_s=self._away_s)
            return self._away_s
        self._away_s = 0.0
        for error in done:
            if isinstance(error, BaseException):
                raise error
        return 0.0

    async def _turn(self, store: Store, line: Line) -> None:
        """One letter over this line, begun so early that it ends before somebody else may take it. Raises Away."""
        await line.stand()
        begin_by = time.monotonic() + MARGIN_S
        letter = (await store.run(outbox.take, None, self._timeout_s + MARGIN_S)).result
        if letter is None:
            return
        try:
            sealed = await self._sealed(store, letter)
        except Busy:
            raise
        except Exception as error:
            log.exception("letter not written", letter=letter.id, kind=letter.kind)
            await self._later(store, letter, type(error).__name__)
            return
        if isinstance(sealed, str):
            await self._drop(store, letter, sealed)
            return
        if time.monotonic() > begin_by:
            log.warning("too slow for a letter", letter=letter.id, kind=letter.kind)
            return
        try:
            await line.send(sealed)
        except Refused as refused:
            await self._drop(store, letter, f"refused {refused}")
        except Unsure as unsure:
            await self._later(store, letter, str(unsure))
        else:
            await _kept(store, letter)

    async def _sealed(self, store: Store, letter: Waiting) -> Sealed | str:
        """The letter with its words of now, or why there is none to send."""
        kind = KINDS.get(letter.kind)
        if kind is None:
            return "unknown kind"
        if datetime.now(UTC) - letter.at > kind.lasts:
            return "too old"
        async with store.reading() as tx:
            text = await kind.write(tx, self._desk, letter)
        if text is None:
            return "nothing to tell"
        unsubscribe = None
        if kind.ends and letter.person_id is not None:
            unsubscribe = self._desk.unsubscribe(letter.person_id, letter.language)
        try:
            return envelope.seal(
                self._from, letter.recipient, letter.id, letter.key, text, unsubscribe
            )
        except envelope.Unaddressable:
            return "no address"

    async def _drop(self, store: Store, letter: Waiting, reason: str) -> None:
        await store.run(outbox.drop, None, letter.id, reason[:200])
        log.info("letter dropped", letter=letter.id, kind=letter.kind, reason=reason)

    async def _later(self, store: Store, letter: Waiting, kind: str) -> None:
        if letter.tries >= TRIES:
            await self._drop(store, letter, f"given up: {kind}")
            return
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 4 ** (letter.tries - 1))
        await store.run(outbox.put_off, None, letter.id, wait_s)
        log.warning("letter put off", letter=letter.id, kind=letter.kind, after=kind, wait_s=wait_s)

    async def _hang_up(self) -> None:
        for line in self._lines:
            await line.hang_up()


async def _kept(store: Store, letter: Waiting) -> None:
    """Keep that the letter was sent, however long the database takes to come back: this process does not send it again."""
    while True:
        try:
            await store.run(outbox.sent, None, letter.id)
        except Busy:
            await asyncio.sleep(LOOK_S)
        else:
            return
