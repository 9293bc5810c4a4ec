"""The judge of a history: what was written, what the journal says, what each follower was given.

A write ends in one of three ways, and only the third leaves a choice: acknowledged, it is there once, under the
number that was told; refused, it is not there; unanswered, it is there once or not at all. The judge is pure: it
returns what is wrong, in words, and nothing where nothing is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a write ended for whoever wrote."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Write(NamedTuple):
    """One write by its mark, which nothing else bears; `seq` is the number it was acknowledged with."""

    mark: str
    outcome: Outcome
    seq: int | None = None


def in_a_run(seqs: Iterable[int], last: int, after: int = 0) -> list[str]:
    """What keeps `seqs` from being exactly `after + 1 … last`, in that order."""
    wrong: list[str] = []
    seen: set[int] = set()
    newest = after
    for seq in seqs:
        if seq in seen:
            wrong.append(f"{seq} again after {newest}")
        elif seq <= newest:
            wrong.append(f"{seq} after {newest}: out of order")
        elif seq > last:
            wrong.append(f"{seq}, which does not exist")
        seen.add(seq)
        newest = max(newest, seq)
    missing = [seq for seq in range(after + 1, last + 1) if seq not in seen]
    if missing:
        wrong.append(f"{len(missing)} missing, the first is {missing[0]}")
    return wrong


def alike(given: Sequence[bytes], truth: Sequence[bytes]) -> list[str]:
    """Where what was given, entry by entry from the first, is not what the journal has, byte for byte."""
    return [
        f"entry {seq} is not the journal's"
        for seq, (one, other) in enumerate(zip(given, truth, strict=False), 1)
        if one != other
    ]


def kept(writes: Iterable[Write], journal: Mapping[int, str]) -> list[str]:
    """Where the journal, marks by their numbers, does not say what the writers were told."""
    wrong: list[str] = []
    times = Counter(journal.values())
    tried = set()
    for write in writes:
        tried.add(write.mark)
        there = times[write.mark]
        if write.outcome is Outcome.OK and there == 0:
            wrong.append(f"lost: {write.mark} was acknowledged")
        elif write.outcome is Outcome.FAILED and there > 0:
            wrong.append(f"ghost: {write.mark} was refused")
        elif there > 1:
            wrong.append(f"doubled: {write.mark} is there {there} times")
        elif write.outcome is Outcome.OK and journal.get(write.seq or 0) != write.mark:
            wrong.append(f"moved: {write.mark} was acknowledged as {write.seq}")
    wrong += [f"ghost: nobody wrote {mark}" for mark in times if mark not in tried]
    return wrong
