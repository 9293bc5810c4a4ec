"""What a state machine of the hub is made of: its stage, what must hold at any moment, and how its acts are done."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from structlog.testing import capture_logs

from rooms.errors import Refused
from rooms.journal import Entry
from server.live import catchup, pages, rounds, sweep
from server.live.bus import Alone
from server.live.hub import Hub
from server.live.limits import Limits
from server.live.pages import Pages
from server.live.standings import Standings
from server.live.sweep import news_of
from server.live.window import News
from tests.server.live.journal import INBOX, Journal, Room
from tests.server.live.judge import PAGE_BYTES, ROOM_BYTES, Judge, Reader

PROCESS_BYTES, MOST_ENTRIES = 5000, 12
PEOPLE = (1, 2, 3)
HEARD = st.sampled_from(["in order", "never"])
DEBATE, PUBLIC = 1, 2


class Stage(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.logs = self.stack.enter_context(capture_logs())
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(catchup, "MOST_ENTRIES", MOST_ENTRIES)
        patch.setattr(pages, "ENTRIES", 3)
        patch.setattr(pages, "BYTES", PAGE_BYTES)
        patch.setattr(catchup, "FULL_STEP_S", 0)
        patch.setattr(sweep, "PATIENCE_S", 0)
        patch.setattr(rounds, "SLICE", 2)
        self.loop = asyncio.new_event_loop()
        self.journal = Journal()
        self.journal.rooms = {
            DEBATE: Room({1: 1, 2: 2, 3: 3}, "invited"),
            PUBLIC: Room({1: 1}, "public"),
        } | {INBOX + person: Room({person: 1}, "invited") for person in PEOPLE}
        self.sessions = {person: person for person in PEOPLE}  # the newest of each
        self.journal.sessions = set(PEOPLE)
        self.judge = Judge(self.journal)
        self.past: list[News] = []
        self.readers: list[Reader] = []
        self.hub = self._new_hub()

    # What must hold

    @invariant()
    def everybody_was_given_a_run(self) -> None:
        for reader in self.readers:
            self.judge.check(reader)

    @invariant()
    def the_bytes_are_counted(self) -> None:
        live = self.hub.rooms.values()
        assert (
            self.hub.memory.held_bytes == sum(each.window.bytes for each in live) <= PROCESS_BYTES
        )
        for each in live:
            assert each.window.bytes <= ROOM_BYTES
            assert each.followers, "a room that nobody follows is kept"
            for following in each.followers:
                client = following.client
                assert following is client.watch or client.following[each.id] is following

    @invariant()
    def nothing_failed(self) -> None:
        assert not self.logs

    def teardown(self) -> None:
        try:
            self._settle()
            for reader in self.readers:
                self._is_complete(reader)
            self._drain()
        finally:
            self.loop.close()
            self.stack.close()

    def _settle(self) -> None:
        self.journal.away, self.journal.way = False, 0
        for reader in self.readers:
            self._now(reader.sink.resume)
        for _ in range(3):
            self._begin(self.hub.sweep._look(repair=True))
            for _ in range(200):
                self._passes(5)
                if not self.journal.reading and not self.hub.beside.tasks:
                    break
        assert not self.hub.beside.tasks, "something is still being caught up with"
        self.everybody_was_given_a_run()
        self.the_bytes_are_counted()

    def _is_complete(self, reader: Reader) -> None:
        assert reader.busy is not None
        assert reader.busy.done()
        if reader.client.ended:
            self._is_over(reader)
            return
        assert reader.session is None or reader.session in self.journal.sessions, "signed out"
        assert set(reader.follows) == set(reader.client.following), "one waits for what never comes"
        for room_id, follow in reader.follows.items():
            truth = self.journal.rooms[room_id]
            assert (follow.epoch, follow.next) == (truth.epoch, len(truth.entries) + 1)

    def _is_over(self, reader: Reader) -> None:
        assert reader.client.ended == (reader.sink.code is not None)
        assert reader.sink.code in {None, 1013, 4401, 4503}, "ended for no reason"
        if reader.sink.code == 4401:
            assert reader.session not in self.journal.sessions

    def _drain(self) -> None:
        open_lines = [reader for reader in self.readers if not reader.client.ended]
        self._now(self.hub.drain)
        for reader in open_lines:
            assert reader.sink.code == 1012
            assert reader.sink.messages()[-1]["type"] == "bye"
        for reader in self.readers:
            self._leave(reader)
        assert not self.hub.rooms
        assert not self.hub.clients
        assert not self.hub.admission.people
        assert self.hub.memory.held_bytes == 0

    # How it is done

    def _new_hub(self) -> Hub:
        hub = Hub(Alone(), Limits(ROOM_BYTES, PROCESS_BYTES), "build")
        hub.store = self.journal  # type: ignore[assignment]
        hub.standings = Standings(self.journal)  # type: ignore[arg-type]
        hub.pages = Pages(self.journal)  # type: ignore[arg-type]
        return hub

    def _die(self) -> None:
        """The process is killed: every line ends, what was under way is lost, and another process takes its place."""
        for reader in self.readers:
            self._leave(reader)
        self.readers.clear()
        for task in list(self.hub.beside.tasks):
            task.cancel()
        self._passes(2)
        self.hub = self._new_hub()

    def _enter(self, person: int | None, session: int | None) -> Reader:
        reader = Reader(person, session)
        self.readers.append(reader)
        self._now(lambda: self.hub.enter(reader.client))
        reader.busy = self._begin(self._watch(reader))
        return reader

    def _until_idle(self, reader: Reader) -> None:
        for _ in range(200):
            if reader.idle:
                return
            self._passes(5)
        raise AssertionError("it is not done with what it was asked")

    def _write(self, room_id: int, kind: str, **event: Any) -> Entry:
        entry = self.journal.write(room_id, kind, **event)
        self.judge.wrote(entry)
        return entry

    def _commit(self, written: list[Entry], heard: str) -> None:
        self.past += [news_of(entry) for entry in written]
        if heard == "never":
            return
        order = written[::-1] if heard == "backwards" else written
        times = 2 if heard == "twice" else 1

        def announce() -> None:
            for entry in order:
                for _ in range(times):
                    self.hub.announce([entry])

        self._now(announce)

    def _ask(self, reader: Reader, room_id: int, epoch: int, cursor: int) -> None:
        self.judge.check(reader)  # what it was told is the answer to what it asked before
        reader.busy = self._begin(self._follow(reader, room_id, epoch, cursor))

    async def _watch(self, reader: Reader) -> None:
        try:
            await self.hub.watch(reader.client)
        except Refused as refused:
            reader.client.end(4000 + refused.status, refused.reason)

    async def _follow(self, reader: Reader, room_id: int, epoch: int, cursor: int) -> None:
        reader.asked[room_id] = epoch, cursor
        try:
            await self.hub.follow(reader.client, room_id, epoch, cursor)
        except Refused as refused:
            self.hub.unfollow(reader.client, room_id)
            reader.client.refuse(room_id, refused)

    def _leave(self, reader: Reader) -> None:
        if reader.busy is not None and not reader.busy.done():
            reader.busy.cancel()
            self._passes(2)
        self._now(lambda: self.hub.exit(reader.client))

    def _now(self, act: Callable[[], object]) -> None:
        async def acting() -> None:
            act()

        self.loop.run_until_complete(acting())

    def _begin(self, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        task = self.loop.create_task(work)
        self._passes(1)
        return task

    def _passes(self, count: int) -> None:
        async def passing() -> None:
            for _ in range(count):
                await asyncio.sleep(0)

        self.loop.run_until_complete(passing())
