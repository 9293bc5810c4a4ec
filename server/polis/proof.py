"""Whether a room's journal holds, for each command that was acknowledged, exactly one entry, and no others."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec
from msgspec import Struct

from server.polis.site import Site

PAGE = 500


class Acknowledged(NamedTuple):
    """What the entry of a command must say: its kind, by whom, about which post, and (on positions) the side."""

    kind: str
    by: int
    post_id: int
    side: str | None


class _Post(Struct):
    id: int


class _Event(Struct):
    type: str
    post: _Post | None = None
    post_id: int | None = None
    position: str | None = None


class Entry(Struct):
    """What is asked of an entry."""

    seq: int
    by: int | None
    event: _Event


class Page(Struct):
    """A page of the journal; `seq` is the room's head."""

    seq: int
    entries: list[Entry]


class Proof(Struct, frozen=True):
    """What the journal says.

    `unclaimed`: entries of our people that no acknowledged command stands for; a command that was never answered
    may have brought one.
    """

    entries: int
    missing: int
    different: int
    gaps: int
    unclaimed: int


KINDS = frozenset({"post.added", "position.taken"})
_page = msgspec.json.Decoder(Page).decode


class Ledger:
    """The acknowledged commands by the number they were answered with."""

    def __init__(self) -> None:
        self._by_seq: dict[int, Acknowledged] = {}
        self.doubled = 0  # answered with a number that another command was answered with

    def __len__(self) -> int:
        return len(self._by_seq)

    def acknowledge(self, seq: int, said: Acknowledged) -> None:
        """Note an acknowledged command."""
        self.doubled += seq in self._by_seq
        self._by_seq[seq] = said

    def compare(self, entries: Iterable[Entry], after: int, numbers: Collection[int]) -> Proof:
        """Hold the journal's entries above `after` against what was acknowledged to the members `numbers`."""
        count: Counter[str] = Counter()
        left = dict(self._by_seq)
        expected = after + 1
        for entry in entries:
            count["gaps"] += entry.seq != expected
            expected = entry.seq + 1
            if entry.by not in numbers or entry.event.type not in KINDS:
                continue
            count["entries"] += 1
            acknowledged = left.pop(entry.seq, None)
            if acknowledged is None:
                count["unclaimed"] += 1
            elif acknowledged != _said(entry):
                count["different"] += 1
        return Proof(
            count["entries"], len(left), count["different"], count["gaps"], count["unclaimed"]
        )


async def journal(site: Site, room_id: int, after: int, cookie: str) -> list[Entry]:
    """The room's entries above `after`."""
    found: list[Entry] = []
    while True:
        path = f"/rooms/{room_id}/entries?after={after}&limit={PAGE}"
        page = _page(await site.read(path, cookie))
        found += page.entries
        if not page.entries:
            return found
        after = page.entries[-1].seq


def _said(entry: Entry) -> Acknowledged:
    event = entry.event
    about = event.post.id if event.post else event.post_id
    return Acknowledged(event.type, entry.by or 0, about or 0, event.position)
