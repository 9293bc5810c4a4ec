"""The hub under every order of things: commits, news late, doubled or lost, slow lines, lost rights, restored databases.

Hypothesis drives the real hub, its rooms, clients and catching up; only the transport and the database are put in
place of by a recorder and a journal that answer at the seams. What each client was given is checked message by
message against the journal: an exact run of numbers from its cursor on, nothing after its right has ended.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.server.live.happenings import Happenings
from tests.server.live.listeners import Listeners
from tests.server.live.machine import DEBATE, HEARD, PEOPLE, PUBLIC

SIZE = os.environ.get("DIENHONG_SIZE", "check")


class Machine(Happenings, Listeners):
    """What happens and who listens, in any order."""

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


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=60 if SIZE == "check" else 3000,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
