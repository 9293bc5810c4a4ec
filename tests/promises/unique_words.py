"""Texts in which every word stands once, so which word is which needs no comparison: what an amendment means, told without the product.

It knows nothing of places and of how changes are kept. An edit drops these very words and puts others before that one. Whether a
later text has it can be seen: by the words that stay, in their order, and by the neighbours that the new words have.
"""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

APART = 3  # words between two edits: then nobody may say that they touch
LINES, OF_LINE = 4, 7


class Row(NamedTuple):
    """A change as the database keeps it."""

    first: int
    dropped: str
    added: str


class Meant(NamedTuple):
    """The words of the base from `first` on, to the one before `beyond`, go; `added` come before that one."""

    first: int
    beyond: int
    added: tuple[str, ...]


class Writer:
    """Writes words that nobody has seen yet."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._next = 0

    def words(self, count: int) -> list[str]:
        """So many."""
        self._next += count
        return [f"từ{n}" for n in range(self._next - count, self._next)]

    def text(self) -> str:
        """A text to begin with."""
        return "".join(f"{' '.join(self.words(OF_LINE))}.\n" for _ in range(LINES))

    def edited(self, text: str) -> str:
        """The text with something else in it; each line ends as it did."""
        lines = [line.rstrip(".").split(" ") for line in text.splitlines()]
        for _ in range(self._chance.choice((1, 1, 2))):
            line = self._chance.choice(lines)
            at = self._chance.randrange(len(line))
            dropped = (
                self._chance.randint(0, min(2, len(line) - 1 - at)) if len(line) >= OF_LINE else 0
            )
            added = self._chance.randint(0 if dropped else 1, 2)
            line[at : at + dropped] = self.words(added)
        return "".join(f"{' '.join(line)}.\n" for line in lines)


def words(text: str) -> list[str]:
    """The words of a text; a full stop is none."""
    return text.replace(".", " ").split()


def by_hand(text: str, rows: Sequence[Row]) -> str:
    """The text with these rows done one after the other, in the order of their places. Raises AssertionError where they do not fit."""
    moved, beyond = 0, -1
    for first, dropped, added in rows:
        assert first > beyond, "in order, and apart"
        at, beyond = first + moved, first + len(dropped)
        assert text[at : at + len(dropped)] == dropped, "what is dropped stands there"
        text = text[:at] + added + text[at + len(dropped) :]
        moved += len(added) - len(dropped)
    return text


def meant(older: Sequence[str], newer: Sequence[str]) -> list[Meant]:
    """What turns the one into the other."""
    both, found, i, j = set(older) & set(newer), list[Meant](), 0, 0
    while i < len(older) or j < len(newer):
        if older[i : i + 1] == newer[j : j + 1]:
            i, j = i + 1, j + 1
            continue
        first, begin = i, j
        while i < len(older) and older[i] not in both:
            i += 1
        while j < len(newer) and newer[j] not in both:
            j += 1
        assert (i, j) != (first, begin), (
            f"words keep their order: {' '.join(older)} | {' '.join(newer)}"
        )
        found.append(Meant(first, i, tuple(newer[begin:j])))
    return found


def collide(ours: Sequence[Meant], theirs: Sequence[Meant]) -> bool:
    """Whether both do something else with the same words: nobody can guess what is meant."""
    return any(_against(a, b) for a in ours for b in theirs)


def apart(ours: Sequence[Meant], theirs: Sequence[Meant]) -> bool:
    """Whether they have nothing to do with each other, or ask for the same."""
    return all(
        a == b or a.beyond + APART <= b.first or b.beyond + APART <= a.first
        for a in ours
        for b in theirs
    )


def wrong(
    base: Sequence[str], ours: Sequence[Meant], now: Sequence[str], made: Sequence[str]
) -> Iterator[str]:
    """What is wrong with `made`, which should be `now` with these edits of `base`."""
    at = {word: n for n, word in enumerate(made)}
    if len(at) < len(made):
        yield "a word stands twice"
    put = {word for each in ours for word in each.added} - set(now)
    gone = {word for each in ours for word in base[each.first : each.beyond]}
    if [word for word in made if word not in put] != [word for word in now if word not in gone]:
        yield "other words than those meant went, or came, or moved"
    for each in ours:
        places = [at[word] for word in each.added if word in at]
        if len(places) < len(each.added):
            yield "words that were to come are not there"
        elif places:
            left = next((at[word] for word in reversed(base[: each.first]) if word in at), -1)
            right = next((at[word] for word in base[each.beyond :] if word in at), len(made))
            run = list(range(places[0], places[0] + len(places)))
            if not left < places[0] <= places[-1] < right or (
                put >= {*each.added} and places != run
            ):
                yield "words came in elsewhere"


def _against(a: Meant, b: Meant) -> bool:
    return a != b and a.first < b.beyond and b.first < a.beyond and not {*a.added} & {*b.added}
