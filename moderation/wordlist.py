"""Finds the words and phrases of a list in a text, however they are spelled, and says in which way each is.

The idea: the phrases are one tree of letters, and a text is walked from the beginning of each of its words to the end of one,
so only whole words match. The tree knows letters by what they can stand for; whoever comes to the end of a phrase then compares
what really stands there (`moderation.spelling`). A walk is no longer than the longest phrase, so a text costs what its length
costs, whatever is in it.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, Struct

from moderation.folding import VOWELS, Word, signed, words
from moderation.spelling import Gap, Phrase, Way, agreed, gap, phrase

__all__ = ["Entry", "Match", "Matcher", "Way"]

AROUND = 6  # words on each side, which tell whether somebody writes with diacritics
ENOUGH = 4  # of them to be sure that somebody writes without

Node = dict[str, Any]  # by a letter's key the next node; under "" the phrases that end here


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or a phrase of a list. `bare`: also where it stands without its diacritics."""

    words: Annotated[str, Meta(min_length=1, max_length=80)]
    bare: bool = False


class Match(NamedTuple):
    """Where a text has an entry, given by its place in the list, and in which ways it is written there."""

    start: int
    end: int
    entry: int
    ways: frozenset[Way]

    @property
    def way(self) -> Way:
        """The most disguised of them."""
        return max(self.ways, key=list(Way).index)


class Matcher:
    """A list of entries, ready to be looked for. Raises ValueError where an entry has no letter."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._root: Node = {}
        for place, entry in enumerate(entries):
            of = phrase(entry.words, entry.bare)
            node = self._root
            for letter in of.letters:
                node = node.setdefault(letter.key, {})
            node.setdefault("", []).append((place, of))

    def find(self, text: str) -> list[Match]:
        """What the text has of the list, in the order of the text."""
        found = self._walk(text, words(text))
        if (letters := signed(text)) is not None:
            known = {match[:3] for match in found}
            found += [each for each in self._walk(text, letters) if each[:3] not in known]
        return sorted(found, key=lambda match: match[:3])

    def _walk(self, text: str, of: Sequence[Word]) -> list[Match]:
        found: list[Match] = []
        around: _Around | None = None
        for first in range(len(of)):
            for last, ends, gaps in _ways_on(self._root, text, of, first):
                for place, candidate in ends:
                    ways = agreed(candidate, of[first : last + 1], gaps)
                    if ways is not None and candidate.syllables == 1:
                        around = around or _Around(of)
                        ways = _meant(candidate, ways, *around.of(first, last))
                    if ways is not None:
                        found.append(Match(of[first].start, of[last].end, place, ways))
        return found


def _ways_on(
    root: Node, text: str, of: Sequence[Word], first: int
) -> Iterator[tuple[int, list[tuple[int, Phrase]], list[Gap]]]:
    """The words at which phrases may end that begin with the given one; which; and the gaps up to there."""
    node, gaps = root, list[Gap]()
    for last in range(first, len(of)):
        if last > first:
            between = gap(text, of[last - 1].end, of[last].start)
            if between is Gap.WIDE:
                return
            gaps.append(between)
        for letter in of[last].letters:
            following = node.get(letter.key)
            if following is None:
                return
            node = following
        if ends := node.get(""):
            yield last, ends, gaps


class _Around:
    """How the words around some are written. Numbers and abbreviations tell nothing and are not counted."""

    def __init__(self, of: Sequence[Word]) -> None:
        spoken = (any(letter.base in VOWELS for letter in word.letters) for word in of)
        self._spoken = [0, *accumulate(spoken)]
        self._accented = [0, *accumulate(word.accented for word in of)]

    def of(self, first: int, last: int) -> tuple[int, int]:
        """How many words there are beside these, and how many of them have diacritics."""
        begin, end = max(0, first - AROUND), min(len(self._spoken) - 1, last + 1 + AROUND)
        spoken, accented = (
            sums[end] - sums[last + 1] + sums[first] - sums[begin]
            for sums in (self._spoken, self._accented)
        )
        return spoken, accented


def _meant(of: Phrase, ways: frozenset[Way], beside: int, accented: int) -> frozenset[Way] | None:
    """The ways in which a phrase of one syllable is what somebody meant who writes as the words beside it are written."""
    bare = accented * 4 <= beside  # in Vietnamese three words of four have diacritics
    if Way.BARE in ways:
        return ways if bare else None
    if of.open and bare and beside >= ENOUGH:
        return (ways - {Way.EXACT}) | {Way.BARE} if of.bare else None
    return ways
