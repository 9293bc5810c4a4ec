"""What a client of the hub was given, held against the journal message by message.

It must be an exact run of numbers from its cursor on, in bytes that the journal had, and nothing after its right has ended.
"""

import asyncio
from typing import Any

import msgspec

from rooms.journal import Entry, frame
from rooms.people import Constituency, Language, Person, Who
from server.live.client import Client
from tests.server.live.journal import Journal
from tests.server.live.recorder import Recorder

ROOM_BYTES, PAGE_BYTES, BUFFER = 3000, 1500, 2000
FAR = 2e12  # when its session expires


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


class Judge:
    """Keeps every right and every wording that there has been."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._rights: dict[int, list[tuple[frozenset[int], bool]]] = {
            room_id: [self._right(room_id)] for room_id in journal.rooms
        }
        self._texts: dict[tuple[int, int, int], set[bytes]] = {}

    def wrote(self, entry: Entry) -> None:
        """There is one more entry, and rights are what they are after it."""
        self._rights[entry.room_id].append(self._right(entry.room_id))
        self.allow(entry)

    def restored(self, room_id: int) -> tuple[frozenset[int], bool]:
        """The journal was cut to what it has now: the members, and whether it was public, at its end."""
        entries = self._journal.rooms[room_id].entries
        self._rights[room_id] = self._rights[room_id][: len(entries) + 1]
        for entry in entries:
            self.allow(entry)
        return self._rights[room_id][-1]

    def _right(self, room_id: int) -> tuple[frozenset[int], bool]:
        truth = self._journal.rooms[room_id]
        return frozenset(truth.members), truth.visibility == "public"

    def allow(self, entry: Entry) -> None:
        """These bytes may be given for the number, beside those that it had before."""
        key = entry.room_id, entry.epoch, entry.seq
        self._texts.setdefault(key, set()).add(frame(entry))

    def check(self, reader: Reader) -> None:
        """Hear what it was given since it was last looked at."""
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
            assert line in self._texts[room_id, follow.epoch, message["seq"]]
            follow.next += 1
            if follow.epoch == self._journal.rooms[room_id].epoch:
                for inside, public in self._rights[room_id][follow.asof : message["seq"]]:
                    assert public or reader.person in inside, "given without a right to it"
        elif kind in {"reset", "refused"}:
            reader.follows.pop(room_id, None)
        elif kind == "beat":
            for room_id, head in message["heads"].items():
                assert reader.follows[int(room_id)].next == head + 1
