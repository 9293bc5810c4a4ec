"""Who listens to the rooms of the machine: they come, follow with some cursor, read slowly, and leave."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from server.live import wheel
from tests.server.live.journal import INBOX
from tests.server.live.machine import DEBATE, PEOPLE, PUBLIC, Stage


class Listeners(Stage):
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
