"""Which of the passages that were found answer, best first. Pure: work for a thread, with no connection held."""

from collections.abc import Sequence

from msgspec import Struct

from rooms.ranking import ALL_UP_TO, PAIR, Lead, Terms, idf, score, within
from rooms.text.tokens import needle

SIMILAR = 5  # threads


class Candidate(Struct, frozen=True):
    """A passage that may answer. `hits` are the numbers of passages for each term that was looked for, the rare ones."""

    id: int
    thread_id: int | None
    length: int
    folded: str
    hits: list[int]


class Looked(Struct, frozen=True):
    """What was found for some terms, in no order; `passages` is how many there are, `shares` those of common terms."""

    terms: Terms
    lead: Lead
    passages: float
    shares: dict[str, float]
    candidates: list[Candidate]


def order(looked: Looked) -> list[Candidate]:
    """The candidates, best first; among equals the newest. Tenths of a second of work at most, for a thread."""
    terms, candidates = looked.terms.every, looked.candidates
    if not candidates:
        return []
    hits = dict(zip(looked.lead.terms, candidates[0].hits, strict=False))
    passages = max(looked.passages, *hits.values(), len(candidates))
    weights = [
        (
            needle(term),
            idf(hits.get(term, looked.shares.get(term, 0.0) * passages), passages)
            * (PAIR if term in looked.terms.pairs else 1.0),
        )
        for term in terms
    ]
    usual = max(1.0, sum(passage.length for passage in candidates) / len(candidates))
    most = within(len(candidates), len(weights))
    scores = {
        passage.id: score(passage.folded[:most], passage.length, weights, usual)
        for passage in candidates
    }
    return sorted(candidates, key=lambda passage: (-scores[passage.id], -passage.id))


def answering(looked: Looked) -> tuple[list[int], bool]:
    """The ids that answer, best first, and whether they are as good as was asked for (`Results.every`)."""
    ranked = order(looked)
    if len(looked.terms.words) > ALL_UP_TO:
        return [passage.id for passage in ranked], True
    words = [needle(word) for word in looked.terms.words]
    complete = [passage for passage in ranked if all(word in passage.folded for word in words)]
    return [passage.id for passage in complete or ranked], bool(complete)


def nearest(looked: Looked) -> list[int]:
    """The passages of the threads that are nearest, at most SIMILAR, one of each."""
    words = [needle(word) for word in looked.terms.words]
    best: dict[int, int] = {}
    for passage in order(looked):
        if passage.thread_id is not None and _near(passage, words):
            best.setdefault(passage.thread_id, passage.id)
    return list(best.values())[:SIMILAR]


def _near(passage: Candidate, words: Sequence[str]) -> bool:
    """Whether the passage shares enough with a text to be called similar: two of its words, or its only one."""
    return sum(word in passage.folded for word in words) >= min(2, len(words))
