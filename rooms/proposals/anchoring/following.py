"""Where a passage of a version stands in a later one, or that it was left behind. Pure.

It follows step by step, from each version to the next, over the stretches that `diff` finds unchanged. Whatever is not certain is
left behind: a passage of which a character changed; one in so short an unchanged stretch that a chance word would do; one that could
as well be what was taken out or put in beside it, since the same words stand there. The same words elsewhere are never it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from rooms.proposals.diff import SPOKEN, WORD, diff

LEAST_WORDS = 4  # that stay together: fewer may be in both texts by chance
LEAST_OF_ARTICLE = 0.5  # of its characters: with less of it left an article is another one


class Run(NamedTuple):
    """A stretch that stayed: where it begins in the older text and in the newer, and its length, in characters.

    `head`, `tail`: so much at its ends stands also in what was changed beside it, and may have been that.
    """

    old: int
    new: int
    length: int
    head: int
    tail: int


Step: TypeAlias = list[Run]


class Piece(NamedTuple):
    """An article: its place in its version, the character it begins at, its length without the white space at its end."""

    place: int
    first: int
    length: int


class Found(NamedTuple):
    """Where an article is now. `changed`: it does not say the same any more."""

    place: int
    first: int
    length: int
    changed: bool


def step(older: str, newer: str) -> Step:
    """What stayed from a version to the next, in its order."""
    if older == newer:
        return [Run(0, 0, len(older), 0, 0)]
    runs, old, new = list[Run](), 0, 0
    changed, stayed = list[str](), ""  # since the last stretch that stayed, and that one
    for piece in diff(older, newer).pieces:
        if piece.kind == "same":
            if _words(piece.text) >= LEAST_WORDS:
                head = max((_begin_alike(piece.text, each) for each in changed), default=0)
                runs.append(Run(old, new, len(piece.text), head, 0))
                stayed = piece.text
            else:
                stayed = ""
            changed = []
        else:
            changed.append(piece.text)
            if stayed:
                runs[-1] = runs[-1]._replace(
                    tail=max(runs[-1].tail, _begin_alike(stayed[::-1], piece.text[::-1]))
                )
        old += 0 if piece.kind == "added" else len(piece.text)
        new += 0 if piece.kind == "dropped" else len(piece.text)
    return runs


def follow(steps: Sequence[Step], first: int, length: int) -> int | None:
    """The character at which the passage begins after these steps, with the same words; None: it was left behind."""
    for runs in steps:
        at = bisect_right(runs, first, key=lambda run: run.old) - 1
        if at < 0:
            return None
        run = runs[at]
        start, end = first - run.old, first - run.old + length
        if end > run.length or end <= run.head or start >= run.length - run.tail:
            return None
        first = run.new + start
    return first


def follow_article(
    steps: Sequence[Step], first: int, length: int, articles: Sequence[Piece]
) -> Found | None:
    """The article of the newest version that holds most of what is left of this one; None: too little is."""
    kept = [(first, length)]
    for runs in steps:
        kept = [part for begin, size in kept for part in _through(runs, begin, size)]
    shared = dict[int, int]()  # characters, by the article's place in the list
    for begin, size in kept:
        at, end = max(0, piece_at(articles, begin)), begin + size
        while at < len(articles) and articles[at].first < end:
            piece = articles[at]
            inside = min(end, piece.first + piece.length) - max(piece.first, begin)
            shared[at] = shared.get(at, 0) + max(0, inside)
            at += 1
    most = max(shared.values(), default=0)
    if most == 0 or most < LEAST_OF_ARTICLE * length:
        return None
    best = articles[min(at for at, n in shared.items() if n == most)]
    changed = len(kept) != 1 or not most == length == best.length
    return Found(best.place, best.first, best.length, changed)


def piece_at(articles: Sequence[Piece], character: int) -> int:
    """Which of these, which are in the order of the text, is the last that begins there or before; -1: none does."""
    return bisect_right(articles, character, key=lambda each: each.first) - 1


def _through(runs: Step, first: int, length: int) -> list[tuple[int, int]]:
    """The parts of a stretch that stayed, where they are after the step."""
    found, end = [], first + length
    for at in range(max(0, bisect_right(runs, first, key=lambda run: run.old) - 1), len(runs)):
        run = runs[at]
        if run.old >= end:
            break
        begin, stop = max(first, run.old), min(end, run.old + run.length)
        if begin < stop:
            found.append((run.new + begin - run.old, stop - begin))
    return found


def _words(text: str) -> int:
    return sum(1 for word in WORD.findall(text) if SPOKEN.match(word))


def _begin_alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n
