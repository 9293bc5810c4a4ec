"""Which passages answer a query best: pure arithmetic over what the index found.

BM25 as in S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), formula 3.15,
with the inverse document frequency that cannot turn negative, ln(1 + (N - n + 0.5) / (n + 0.5)). A pair of neighbours is a
term like any other, so words that belong together weigh more than the same words apart.
"""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

K1 = 1.2  # how soon more of the same word stops to count
B = 0.75  # how far a long text is held against itself
PAIR = 0.8  # what a pair counts for beside its two words, which count as well

LOOKED_AT = 3_000  # passages, at most about, for one search
WORK = 40_000_000  # characters looked through for one search, as many times as each is: tens of milliseconds
ALL_UP_TO = 3  # words: with more, a passage need not have them all


class Terms(Struct, frozen=True):
    """What is asked for: the words, each once, and those pairs of them that stood side by side."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """Words, then pairs."""
        return self.words + self.pairs


def idf(hits: float, passages: float) -> float:
    """What it says of a passage to have a term that `hits` of so many `passages` have; always above 0."""
    return math.log(1 + (max(passages - hits, 0.0) + 0.5) / (hits + 0.5))


class Lead(Struct, frozen=True):
    """The terms by which passages are looked for. `walk`: there is one, and too many passages have it."""

    terms: list[str]
    walk: bool


def leading(terms: Sequence[str], shares: Mapping[str, float], passages: float) -> Lead:
    """The rarest terms, as many as bring no more than LOOKED_AT passages; at least one.

    `shares` says which part of all passages has a term; one that is not in it is rare. What is left out brings
    no passage in, and counts all the same for those that others brought.
    """
    found: list[str] = []
    total = 0.0
    for term in sorted(terms, key=lambda term: shares.get(term, 0.0)):
        total += shares.get(term, 0.0) * passages
        if total > LOOKED_AT:
            break
        found.append(term)
    if found:
        return Lead(found, walk=False)
    return Lead([min(terms, key=lambda term: shares.get(term, 0.0))], walk=True)


def score(
    folded: str, length: int, weights: Sequence[tuple[str, float]], usual_length: float
) -> float:
    """BM25 of one passage: `folded` as `tokens.spaced` makes it, `weights` the needle of each term and its idf."""
    norm = K1 * (1 - B + B * length / usual_length)
    total = 0.0
    for needle, weight in weights:
        often = folded.count(needle)
        if often:
            total += weight * often * (K1 + 1) / (often + norm)
    return total


def within(passages: int, terms: int) -> int:
    """How many characters of each passage may be scored, so that one search stays within WORK.

    Of a short question all; of the longest, with as many passages as there may be, some 500 syllables.
    """
    return WORK // max(1, passages * terms)
