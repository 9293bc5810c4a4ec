"""What happens to the rooms of the machine: who writes, leaves, is removed or signed out, and a database restored."""

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import rule

from rooms.journal import frame, frame_without_words
from tests.server.live.journal import INBOX
from tests.server.live.machine import DEBATE, HEARD, PUBLIC, Stage


class Happenings(Stage):
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
