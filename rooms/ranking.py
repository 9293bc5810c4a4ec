"""Which passages answer a query best: pure arithmetic over what the index found.

BM25 as in S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), formula 3.15,
with the inverse document frequency that cannot turn negative, ln(1 + (N - n + 0.5) / (n + 0.5)). A pair of neighbours is a
term like any other, so words that belong together weigh more than the same words apart.
"""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from rooms.text.tokens import occurrences

K1 = 1.2  # how soon more of the same word stops to count
B = 0.75  # how far a long text is held against itself
PAIR = 0.8  # what a pair counts for beside its two words, which count as well

HITS = 12_000  # rows of the index that one search may walk through
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


def leading(terms: Sequence[str], shares: Mapping[str, float], passages: float) -> list[str]:
    """The terms to look for: the rarest, as many as bring no more than HITS rows; at least one.

    `shares` says which part of all passages has a term; one that is not in it is rare. What is left out brings
    no passage in, and counts all the same for those that others brought.
    """
    found: list[str] = []
    total = 0.0
    for term in sorted(terms, key=lambda term: shares.get(term, 0.0)):
        total += shares.get(term, 0.0) * passages
        if found and total > HITS:
            break
        found.append(term)
    return found


def score(folded: str, length: int, weights: Mapping[str, float], usual_length: float) -> float:
    """BM25 of one passage: `folded` as `tokens.spaced` makes it, `weights` the idf of each term."""
    norm = K1 * (1 - B + B * length / usual_length)
    total = 0.0
    for term, weight in weights.items():
        often = occurrences(folded, term)
        if often:
            total += weight * often * (K1 + 1) / (often + norm)
    return total
