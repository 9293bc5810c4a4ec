"""Who has a room open and where somebody writes: what each process knows, and what all of it together says. Pure.

A process speaks for its own lines alone, always of all of them, so a word of it replaces the one before and a lost one
is made good by the next. People are numbers of that room, and whoever is known to two processes is one person.
"""

from collections.abc import Iterable

from msgspec import Struct

MOST_NAMED = (
    200  # people up to whom everybody is named; above, and in any case no more than so many
)


class Part(Struct, frozen=True, array_like=True):
    """What one process says of a room.

    `members` are here, by number; `weighty` those of them who are named also in a crowd: stewards and experts.
    `others`: how many read a public room from outside. `writing`: who writes, by thread. `carets`: where theirs are, at a table.
    """

    process: str
    members: frozenset[int] = frozenset()
    weighty: frozenset[int] = frozenset()
    others: int = 0
    writing: dict[int, frozenset[int]] = {}
    carets: dict[int, list[int]] = {}

    @property
    def empty(self) -> bool:
        """Whether nobody is here. Who writes is here."""
        return not self.members and not self.others


class Gathering(Struct, frozen=True):
    """How many are here, who of them is named, in the order of their numbers, how many write in which thread, carets by number."""

    count: int
    named: list[int]
    writing: dict[int, int]
    carets: dict[int, list[int]] = {}


NOBODY = Gathering(0, [], {})
MOST_CARETS = 50  # as many as sit at a table
BELIEVED_S = 6.0  # a part, unless it is told again


class Elsewhere:
    """What other processes said last, each believed for BELIEVED_S. Times are of any one clock, in seconds."""

    def __init__(self) -> None:
        self._heard: dict[str, tuple[Part, float]] = {}

    def hear(self, part: Part, now: float) -> None:
        """Take a process' word in the place of the one before."""
        self._heard[part.process] = (part, now + BELIEVED_S)

    def fade(self, now: float) -> bool:
        """Forget whoever was not heard for too long; whether there was anybody."""
        late = [process for process, (_, until) in self._heard.items() if until <= now]
        for process in late:
            del self._heard[process]
        return bool(late)

    def parts(self) -> list[Part]:
        """What is believed."""
        return [part for part, _ in self._heard.values()]


def gathered(parts: Iterable[Part]) -> Gathering:
    """What the parts say together, in whatever order they came."""
    members: set[int] = set()
    weighty: set[int] = set()
    writing: dict[int, set[int]] = {}
    carets: dict[int, list[int]] = {}
    others = 0
    for part in parts:
        carets |= part.carets
        members |= part.members
        weighty |= part.weighty
        others += part.others
        for thread, numbers in part.writing.items():
            writing.setdefault(thread, set()).update(numbers)
    count = len(members) + others
    named = sorted(members if count <= MOST_NAMED else weighty)[:MOST_NAMED]
    counts = {thread: len(writing[thread]) for thread in sorted(writing) if writing[thread]}
    return Gathering(count, named, counts, dict(sorted(carets.items())[:MOST_CARETS]))
