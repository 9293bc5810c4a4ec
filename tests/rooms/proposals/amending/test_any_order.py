"""Amendments proposed, moved, taken in and overtaken by other versions in any order, against a text whose characters are known by themselves.

The oracle knows nothing of places: an amendment drops these very characters, and what it adds stands before that one. Whatever
order things happen in, a version is what comes of doing so with the accepted ones one after the other, or a conflict was shown.
"""

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rooms.proposals.amending.changes import Change, apply, changes, regions, together
from rooms.proposals.amending.newer import Behind, Step, brought_up

FIRST = "Điều 1. Mở.\nĐiều 2. Trong 30 ngày, 30 ngày.\n"
END = -1


class Marks:
    """A text as characters with names."""

    fresh = 0

    def __init__(self, chars: list[tuple[int, str]]) -> None:
        self.chars = chars

    @classmethod
    def of(cls, text: str) -> list[tuple[int, str]]:
        """Characters that nobody has seen yet."""
        first = cls.fresh
        cls.fresh += len(text)
        return list(enumerate(text, first))

    @property
    def text(self) -> str:
        return "".join(char for _, char in self.chars)

    def meant(self, change: Change) -> "Meant":
        """The change by the names of characters."""
        names = [name for name, _ in self.chars] + [END]
        dropped = frozenset(names[change.first : change.beyond])
        return Meant(dropped, names[change.beyond], change.added)

    def with_(self, meant: "Meant") -> "Marks":
        """The text once this is done."""
        names = [name for name, _ in self.chars] + [END]
        assert meant.dropped <= set(names), "what it drops is there"
        at = names.index(meant.before)
        chars = [*self.chars[:at], *self.of(meant.added), *self.chars[at:]]
        return Marks([each for each in chars if each[0] not in meant.dropped])


@dataclass(frozen=True)
class Meant:
    """A change that knows which characters it drops, and before which one it adds."""

    dropped: frozenset[int]
    before: int
    added: str


@dataclass
class Amendment:
    """An open one: its changes of the version `base`, and what each of them means."""

    base: int
    changes: list[Change]
    meant: list[Meant]


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[float, int, str]]:
    """Where to drop how much, and what to put there."""
    some = st.tuples(
        st.floats(0, 1), st.integers(0, 5), st.sampled_from(["", "30", " ngày", "mới ", "."])
    )
    return draw(st.lists(some, min_size=1, max_size=3))


def changed(text: str, wanted: list[tuple[float, int, str]]) -> list[Change]:
    """Changes of the text that do not touch."""
    found = list[Change]()
    for where, drops, added in sorted(wanted):
        first = int(where * len(text))
        dropped = text[first : first + drops]
        if dropped != added and (not found or found[-1].beyond < first):
            found.append(Change(first, dropped, added))
    return found


class AnyOrder(RuleBasedStateMachine):
    """A proposal's versions and its open amendments."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = [Step(FIRST, None)]
        self.marks = [Marks(Marks.of(FIRST))]
        self.open: list[Amendment] = []
        self.taken = self.shown = 0

    @property
    def newest(self) -> int:
        return len(self.steps) - 1

    def _follow(self, made: list[Change], *, exact: bool) -> None:
        """The next version, and its characters by what each change means."""
        before = self.marks[-1]
        marks = before
        for each in [before.meant(change) for change in made]:
            marks = marks.with_(each)
        text = apply(self.steps[-1].text, made)
        self.steps.append(Step(text, made if exact else None))
        self.marks.append(marks)

    @rule(wanted=edits())
    def propose(self, wanted: list[tuple[float, int, str]]) -> None:
        made = changed(self.steps[-1].text, wanted)
        if made:
            meant = [self.marks[-1].meant(change) for change in made]
            self.open.append(Amendment(self.newest, made, meant))

    @rule(wanted=edits())
    def publish(self, wanted: list[tuple[float, int, str]]) -> None:
        text = self.steps[-1].text
        self._follow(changes(text, apply(text, changed(text, wanted))), exact=False)

    @rule(data=st.data())
    def rebase(self, data: st.DataObject) -> None:
        behind = [each for each in self.open if each.base < self.newest]
        if not behind:
            return
        one = data.draw(st.sampled_from(behind))
        base, later = self.steps[one.base], self.steps[one.base + 1 :]
        got = brought_up(Behind(one.changes, base.text, later, self.newest, 1))
        if got.conflicts:
            self.shown += 1
            return
        left = [one.meant[place - 1] for place in got.places]
        by_hand = self.marks[-1]
        for each in left:
            by_hand = by_hand.with_(each)
        assert apply(self.steps[-1].text, got.changes) == by_hand.text
        assert sorted([*got.places, *got.done]) == list(range(1, len(one.changes) + 1))
        if got.changes:
            one.base, one.changes, one.meant = self.newest, got.changes, left
        else:
            self.open.remove(one)

    @rule(data=st.data())
    def take_in(self, data: st.DataObject) -> None:
        ready = [each for each in self.open if each.base == self.newest]
        if not ready:
            return
        some = data.draw(st.lists(st.sampled_from(ready), min_size=1, unique_by=id, max_size=3))
        text = self.steps[-1].text
        pairs = [(a, b) for n, a in enumerate(some) for b in some[n + 1 :]]
        if any(regions(text, a.changes, b.changes) for a, b in pairs):
            self.shown += 1
            return
        by_hand, done = self.marks[-1], set[Meant]()
        for each in some:  # one after the other; what an earlier one did alike is done
            for meant in each.meant:
                if meant not in done:
                    by_hand = by_hand.with_(meant)
                    done.add(meant)
        self._follow(together([each.changes for each in some]), exact=True)
        assert self.steps[-1].text == by_hand.text
        self.open = [each for each in self.open if each not in some]
        self.taken += 1

    @invariant()
    def the_text_is_its_characters(self) -> None:
        assert self.steps[-1].text == self.marks[-1].text


TestAnyOrder = AnyOrder.TestCase
