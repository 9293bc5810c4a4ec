"""The hub under every order of things: commits, news late, doubled or lost, slow lines, lost rights, restored databases.

Hypothesis drives the real hub, its rooms, clients and catching up; only the transport and the database are put in
place of by a recorder and a journal that answer at the seams. What each client was given is checked message by
message against the journal: an exact run of numbers from its cursor on, nothing after its right has ended.
"""

import os

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from rooms.journal import frame, frame_without_words
from server.live import wheel
from tests.server.live.journal import INBOX
from tests.server.live.machine import DEBATE, HEARD, PEOPLE, PUBLIC, Stage

SIZE = os.environ.get("DIENHONG_SIZE", "check")


class Machine(Stage):
    """What can happen."""

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
            self.judge.allow(entries[at])
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
        inside, public = self.judge.restored(room_id)
        truth.members = {person: person for person in inside}
        if room_id == PUBLIC:
            truth.visibility = "public" if public else "members"

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

    @rule()
    def the_process_dies_and_its_clients_come_back_with_their_cursors(self) -> None:
        before = [each for each in self.readers if not each.client.ended and each.idle]
        for each in before:
            self.judge.check(each)
        self._die()
        for gone in before:
            if gone.session is None or gone.session in self.journal.sessions:
                reader = self._enter(gone.person, gone.session)
                for room_id, follow in gone.follows.items():
                    self._until_idle(reader)
                    if not reader.client.ended:
                        self._ask(reader, room_id, follow.epoch, follow.next - 1)

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
        self._enter(person, self.sessions[person] if person else None)

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
            self.judge.check(reader)
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


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=60 if SIZE == "check" else 3000,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
