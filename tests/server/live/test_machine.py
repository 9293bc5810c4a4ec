"""The hub under every order of things: commits, news late, doubled or lost, slow lines, lost rights, restored databases.

Hypothesis drives the real hub, its rooms, clients and catching up; only the transport and the database are put in
place of by a recorder and a journal that answer at the seams. What each client was given is checked message by
message against the journal: an exact run of numbers from its cursor on, nothing after its right has ended.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from structlog.testing import capture_logs

from rooms.errors import Refused
from rooms.journal import Entry, frame, frame_without_words
from rooms.people import Constituency, Language, Person, Who
from server.live import catchup, room, sweep, wheel
from server.live.bus import Alone
from server.live.client import Client
from server.live.hub import Hub, Limits
from server.live.sweep import news_of
from server.live.window import News
from tests.server.live.journal import INBOX, Journal, Room
from tests.server.live.recorder import Recorder

ROOM_BYTES, PROCESS_BYTES, MOST_ENTRIES, PAGE_BYTES = 3000, 5000, 12, 1500
BUFFER = 2000
PEOPLE = (1, 2, 3)
HEARD = st.sampled_from(["in order", "never"])
DEBATE, PUBLIC = 1, 2
FAR = 2e12
SIZE = os.environ.get("DIENHONG_SIZE", "check")


class Follow:
    """A room as a client believes it to be followed: the next number it expects, and as of when it had the right."""

    def __init__(self, epoch: int, following: int, asof: int) -> None:
        self.epoch, self.next, self.asof = epoch, following, asof


class Reader:
    """A client and what it was given so far."""

    def __init__(self, person: int | None, session: int | None) -> None:
        self.person, self.session = person, session
        self.sink = Recorder(BUFFER)
        language, kind = Language.VI, Constituency.EXPERT
        who = Who(Person(person, "Hoa", "Viện", kind, language, False), session) if person else None
        self.client = Client(self.sink, who, FAR)
        self.sink.on_room = self.client.on_room
        self.follows: dict[int, Follow] = {}
        self.asked: dict[int, tuple[int, int]] = {}
        self.checked = 0
        self.busy: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        return self.busy is not None and self.busy.done()


class Machine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.logs = self.stack.enter_context(capture_logs())
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(catchup, "MOST_ENTRIES", MOST_ENTRIES)
        patch.setattr(catchup, "PAGE", 3)
        patch.setattr(catchup, "PAGE_BYTES", PAGE_BYTES)
        patch.setattr(catchup, "FULL_STEP_S", 0)
        patch.setattr(sweep, "PATIENCE_S", 0)
        patch.setattr(room, "SLICE", 2)
        self.loop = asyncio.new_event_loop()
        self.journal = Journal()
        self.journal.rooms = {
            DEBATE: Room({1: 1, 2: 2, 3: 3}, "invited"),
            PUBLIC: Room({1: 1}, "public"),
        } | {INBOX + person: Room({person: 1}, "invited") for person in PEOPLE}
        self.sessions = {person: person for person in PEOPLE}  # the newest of each
        self.journal.sessions = set(PEOPLE)
        self.rights: dict[int, list[tuple[frozenset[int], bool]]] = {
            room_id: [self._right(room_id)] for room_id in self.journal.rooms
        }
        self.texts: dict[tuple[int, int, int], set[bytes]] = {}
        self.past: list[News] = []
        self.readers: list[Reader] = []
        self.hub = Hub(Alone(), Limits(ROOM_BYTES, PROCESS_BYTES), "build")
        self.hub.store = self.journal  # type: ignore[assignment]

    @initialize()
    def begin(self) -> None:
        for room_id in (DEBATE, PUBLIC):
            self.post(room_id, [10, 200, 30, 400, 50], "never")
        for person in (*PEOPLE, None):
            self.come(person, fresh=False)
            self._passes(20)
            reader = self.readers[-1]
            for room_id in (DEBATE, PUBLIC):
                self._ask(reader, room_id, 1, 5)
                self._passes(20)
        self.everybody_was_given_a_run()
        assert all(reader.follows for reader in self.readers)

    # What happens

    @rule(
        room_id=st.sampled_from([DEBATE, PUBLIC]),
        sizes=st.lists(st.integers(0, 900), min_size=1, max_size=6),
        heard=st.sampled_from(["in order", "backwards", "never", "twice"]),
    )
    def post(self, room_id: int, sizes: list[int], heard: str) -> None:
        html = ["Ý kiến " + "x" * size for size in sizes]
        self._commit(
            [self._write(room_id, "post.added", post={"id": 1, "html": each}) for each in html],
            heard,
        )

    @rule(room_id=st.sampled_from([DEBATE, PUBLIC]), data=st.data(), heard=st.booleans())
    def retract(self, room_id: int, data: st.DataObject, heard: bool) -> None:
        entries = self.journal.rooms[room_id].entries
        posts = [n for n, entry in enumerate(entries) if entry.kind == "post.added"]
        if posts:
            at = data.draw(st.sampled_from(posts))
            blank = frame_without_words(frame(entries[at]))
            event = msgspec.json.decode(blank, type=dict[str, msgspec.Raw])["event"]
            entries[at] = msgspec.structs.replace(entries[at], event=event)
            self._allow(entries[at])
            written = self._write(room_id, "post.retracted", post_id=1, blanked=[at + 1])
            self._commit([written], "in order" if heard else "never")

    @rule(person=st.sampled_from([2, 3]), heard=HEARD, more=st.booleans())
    def remove(self, person: int, heard: str, more: bool) -> None:
        if self.journal.rooms[DEBATE].members.pop(person, None):
            written = [self._write(DEBATE, "member.removed", number=person, reason="Lạc đề")]
            if more:
                written.append(self._write(DEBATE, "post.added", post={"id": 1, "html": "Bí mật"}))
            self._commit(written, heard)

    @rule(person=st.sampled_from([2, 3]))
    def come_back(self, person: int) -> None:
        members = self.journal.rooms[DEBATE].members
        if person not in members:
            members[person] = person
            self._commit(
                [self._write(DEBATE, "member.joined", member={"number": person})], "in order"
            )

    @rule(visibility=st.sampled_from(["public", "members"]), heard=HEARD)
    def describe(self, visibility: str, heard: str) -> None:
        self.journal.rooms[PUBLIC].visibility = visibility
        self._commit(
            [self._write(PUBLIC, "room.described", room={"visibility": visibility})], heard
        )

    def sign_out(self, person: int, heard: str) -> None:
        session = self.sessions[person]
        if session in self.journal.sessions:
            self.journal.sessions.remove(session)
            self._commit([self._write(INBOX + person, "session.ended", session=session)], heard)

    @rule(room_id=st.sampled_from([DEBATE, PUBLIC]), kept=st.integers(0, 30))
    def restore(self, room_id: int, kept: int) -> None:
        truth = self.journal.rooms[room_id]
        truth.epoch += 1
        truth.entries = [
            msgspec.structs.replace(entry, epoch=truth.epoch) for entry in truth.entries[:kept]
        ]
        self.rights[room_id] = self.rights[room_id][: len(truth.entries) + 1]
        inside, public = self.rights[room_id][-1]
        truth.members = {person: person for person in inside}
        if room_id == PUBLIC:
            truth.visibility = "public" if public else "members"
        for entry in truth.entries:
            self._allow(entry)

    # How it is heard of

    @precondition(lambda self: self.past)
    @rule(data=st.data())
    def news_from_the_bus(self, data: st.DataObject) -> None:
        some = data.draw(st.lists(st.sampled_from(self.past), min_size=1, max_size=4))

        def hear() -> None:
            for news in some:
                self.hub.hear(news)

        self._now(hear)

    @rule()
    def look(self) -> None:
        self._begin(self.hub.sweep._look(repair=True))

    @rule(passes=st.integers(1, 12))
    def wait(self, passes: int) -> None:
        self._passes(passes)

    @rule(way=st.integers(0, 6))
    def answers_take(self, way: int) -> None:
        self.journal.way = way

    @rule(passes=st.integers(1, 8))
    def the_database_is_away_for_a_moment(self, passes: int) -> None:
        self.journal.away = True
        self._passes(passes)
        self.journal.away = False

    # Races worth meeting more often than chance would have it

    @rule(person=st.sampled_from(PEOPLE), passes=st.integers(0, 8), data=st.data())
    def come_and_be_signed_out(self, person: int, passes: int, data: st.DataObject) -> None:
        self.come(person, fresh=True)
        self._passes(passes)
        self.sign_out(person, data.draw(HEARD))

    @rule(data=st.data(), passes=st.integers(0, 4), heard=HEARD)
    def follow_and_lose_the_right(self, data: st.DataObject, passes: int, heard: str) -> None:
        self._passes(30)
        members = self.journal.rooms[DEBATE].members
        able = [each for each in self.readers if not each.client.ended and each.idle]
        inside = [each for each in able if each.person in {2, 3} and each.person in members]
        outside = [each for each in able if each.person is None]
        if inside and (not outside or len(self.past) % 2):
            reader, room_id = data.draw(st.sampled_from(inside)), DEBATE
        elif outside and self.journal.rooms[PUBLIC].visibility == "public":
            reader, room_id = data.draw(st.sampled_from(outside)), PUBLIC
        else:
            return
        truth = self.journal.rooms[room_id]
        self._ask(reader, room_id, truth.epoch, len(truth.entries))
        self._passes(passes)
        if room_id == DEBATE:
            self.remove(reader.person or 0, heard, more=True)
        else:
            self.describe("members", heard)
            self.post(PUBLIC, [1], heard)
        self._passes(30)
        self.come_back(2)
        self.describe("public", "in order")

    @precondition(lambda self: self.readers)
    @rule(
        data=st.data(),
        passes=st.integers(0, 8),
        what=st.sampled_from(["post", "remove", "describe", "restore", "away"]),
    )
    def follow_and_something_happens(self, data: st.DataObject, passes: int, what: str) -> None:
        if data.draw(st.booleans()):
            self._passes(30)
        self.follow(data)
        self._passes(passes)
        if what == "post":
            self.post(data.draw(st.sampled_from([DEBATE, PUBLIC])), [300] * 3, "in order")
        elif what == "remove":
            self.remove(data.draw(st.sampled_from([2, 3])), data.draw(HEARD), more=True)
        elif what == "describe":
            self.describe("members", data.draw(HEARD))
            self.post(PUBLIC, [1], data.draw(HEARD))
        elif what == "restore":
            self.restore(data.draw(st.sampled_from([DEBATE, PUBLIC])), data.draw(st.integers(0, 9)))
        else:
            self.the_database_is_away_for_a_moment(3)

    # Who listens

    @rule(person=st.sampled_from([*PEOPLE, None]), fresh=st.booleans())
    def come(self, person: int | None, fresh: bool) -> None:
        for gone in [reader for reader in self.readers if reader.client.ended] or self.readers[6:]:
            self._is_over(gone)
            self._leave(gone)
            self.readers.remove(gone)
        over = person is not None and self.sessions[person] not in self.journal.sessions
        if person is not None and (fresh or over):
            self.sessions[person] += 10
            self.journal.sessions.add(self.sessions[person])
        reader = Reader(person, self.sessions[person] if person else None)
        self.readers.append(reader)
        self._now(lambda: self.hub.enter(reader.client))
        reader.busy = self._begin(self._watch(reader))

    @rule(data=st.data())
    def follow(self, data: st.DataObject) -> None:
        able = [each for each in self.readers if not each.client.ended and each.idle]
        if not able:
            return
        reader = data.draw(st.sampled_from(able))
        own = [INBOX + reader.person] if reader.person else []
        room_id = data.draw(st.sampled_from([DEBATE, PUBLIC, DEBATE, PUBLIC, *own]))
        truth = self.journal.rooms[room_id]
        head = len(truth.entries)
        near = st.integers(max(0, head - 8), head)
        cursor = data.draw(st.one_of(near, near, st.integers(0, head), st.just(head + 1)))
        epoch = data.draw(st.sampled_from([truth.epoch] * 6 + [truth.epoch + 7]))
        self._ask(reader, room_id, epoch, cursor)

    @precondition(lambda self: self.readers)
    @rule(data=st.data(), room_id=st.sampled_from([DEBATE, PUBLIC, INBOX + 1, INBOX + 2]))
    def unfollow(self, data: st.DataObject, room_id: int) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        if reader.idle:
            self._now(lambda: self.hub.unfollow(reader.client, room_id))
            self._check(reader)
            reader.follows.pop(room_id, None)

    @precondition(lambda self: self.readers)
    @rule(data=st.data(), stop=st.booleans())
    def pause_or_resume(self, data: st.DataObject, stop: bool) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        self._now(reader.sink.pause if stop else reader.sink.resume)

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def beat(self, data: st.DataObject) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        if not reader.client.ended:
            self._now(lambda: wheel.beat(reader.client))

    @precondition(lambda self: self.readers)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        reader = data.draw(st.sampled_from(self.readers))
        self._leave(reader)
        self.readers.remove(reader)

    # What must hold

    @invariant()
    def everybody_was_given_a_run(self) -> None:
        for reader in self.readers:
            self._check(reader)

    @invariant()
    def the_bytes_are_counted(self) -> None:
        live = self.hub.rooms.values()
        assert self.hub._held == sum(each.window.bytes for each in live) <= PROCESS_BYTES
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
                if not self.journal.reading and not self.hub._tasks:
                    break
        assert not self.hub._tasks, "something is still being caught up with"
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
        assert not self.hub._lines
        assert self.hub._held == 0

    # How it is done

    def _write(self, room_id: int, kind: str, **event: Any) -> Entry:
        entry = self.journal.write(room_id, kind, **event)
        self.rights[room_id].append(self._right(room_id))
        self._allow(entry)
        return entry

    def _right(self, room_id: int) -> tuple[frozenset[int], bool]:
        truth = self.journal.rooms[room_id]
        return frozenset(truth.members), truth.visibility == "public"

    def _allow(self, entry: Entry) -> None:
        key = entry.room_id, entry.epoch, entry.seq
        self.texts.setdefault(key, set()).add(frame(entry))

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

    def _check(self, reader: Reader) -> None:
        assert not reader.sink.late, "written after the close"
        bound = BUFFER + ROOM_BYTES + 2 * PAGE_BYTES + 3000
        assert reader.sink.most_unread <= bound
        new = reader.sink.lines[reader.checked :]
        reader.checked = len(reader.sink.lines)
        for line in new:
            self._hear(reader, line, msgspec.json.decode(line))

    def _hear(self, reader: Reader, line: bytes, message: dict[str, Any]) -> None:
        kind, room_id = message["type"], message.get("room", 0)
        if kind == "followed":
            epoch, cursor = reader.asked[room_id]
            assert message["epoch"] == epoch
            reader.follows[room_id] = Follow(epoch, cursor + 1, message["seq"])
        elif kind == "entry":
            follow = reader.follows[room_id]
            assert message["seq"] == follow.next
            assert line in self.texts[room_id, follow.epoch, message["seq"]]
            follow.next += 1
            if follow.epoch == self.journal.rooms[room_id].epoch:
                for inside, public in self.rights[room_id][follow.asof : message["seq"]]:
                    assert public or reader.person in inside, "given without a right to it"
        elif kind in {"reset", "refused"}:
            reader.follows.pop(room_id, None)
        elif kind == "beat":
            for room_id, head in message["heads"].items():
                assert reader.follows[int(room_id)].next == head + 1


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=60 if SIZE == "check" else 3000,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
