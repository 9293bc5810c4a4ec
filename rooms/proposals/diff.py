"""What two texts have in common, word by word. Pure.

Lines are compared first, then the words of the lines that differ; in Vietnamese a word of print is a syllable. Both
comparisons are Myers' greedy one (An O(ND) Difference Algorithm and Its Variations, 1986), whose work grows with the square of the
difference, and each has a budget: where two texts differ by more than it allows, the stretch is shown as taken out and put in
as a whole, and the answer says so. So two unrelated texts of 100,000 characters cost no more than a second of one core.
"""

import re
from collections.abc import Sequence
from math import isqrt
from typing import Literal, TypeAlias

from msgspec import Struct

OF_LINES, OF_WORDS = 300_000, 600_000  # steps of the comparison, in one diff
LEAST_SHARED = 0.2  # of the words of the shorter side: a stretch with less in common is another text, not an edited one

LINE = re.compile(
    r"[^\n]*\n+|[^\n]+"
)  # with the empty lines behind it: by themselves they would be what two texts share
WORD = re.compile(r"(?:\w[\u0300-\u036f]*)+|\s+|[^\w\s][\u0300-\u036f]*")
SPOKEN = re.compile(r"\w")

Kind: TypeAlias = Literal["same", "added", "dropped"]


class Piece(Struct, frozen=True):
    """A stretch of text that both have, that only the newer one has, or that only the older one had."""

    kind: Kind
    text: str


class Diff(Struct, frozen=True):
    """The older text turned into the newer. `shared`: the part of their words that both have, from 0 to 1.

    `coarse`: they differ by so much that a stretch of it is shown as a whole.
    """

    pieces: list[Piece]
    shared: float
    coarse: bool


class _Budget:
    def __init__(self, steps: int) -> None:
        self.steps = steps


def diff(older: str, newer: str) -> Diff:
    """What turns `older` into `newer`. The pieces that are not `added` are the older text, those not `dropped` the newer."""
    words, coarse = _Budget(OF_WORDS), False
    found: list[tuple[Kind, str]] = []
    ours, theirs = LINE.findall(older), LINE.findall(newer)
    for same, before, after in _stretches(ours, theirs, _Budget(OF_LINES)) or [
        (False, ours, theirs)
    ]:
        if same:
            found.append(("same", "".join(before)))
            continue
        gone, come = WORD.findall("".join(before)), WORD.findall("".join(after))
        parts = _stretches(gone, come, words)
        coarse |= parts is None
        if parts is None or not _edited(gone, come, parts):
            parts = [(False, gone, come)]
        for alike, left, right in parts:
            if alike:
                found.append(("same", "".join(left)))
            else:
                found += [("dropped", "".join(left)), ("added", "".join(right))]
    pieces = _readable(found)
    return Diff(pieces, _shared(pieces), coarse)


_Stretch: TypeAlias = tuple[bool, Sequence[str], Sequence[str]]


def _stretches(a: Sequence[str], b: Sequence[str], budget: _Budget) -> list[_Stretch] | None:
    """Both sides in stretches that are the same and that are not, in turn; None: the budget does not reach so far."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    ends = len(a) - tail, len(b) - tail
    between = _matches(a[head : ends[0]], b[head : ends[1]], budget)
    if between is None:
        return None
    runs = [(0, 0, head), *((i + head, j + head, n) for i, j, n in between), (*ends, tail)]
    found: list[_Stretch] = []
    i = j = 0
    for at, there, length in runs:
        if at > i or there > j:
            found.append((False, a[i:at], b[j:there]))
        if length:
            found.append((True, a[at : at + length], b[there : there + length]))
        i, j = at + length, there + length
    return found


def _matches(
    a: Sequence[str], b: Sequence[str], budget: _Budget
) -> list[tuple[int, int, int]] | None:
    """The runs both have, as (place in a, place in b, length); None: the budget does not reach so far."""
    if not a or not b:
        return []
    most = min(len(a) + len(b), isqrt(2 * budget.steps))
    far = [0] * (
        2 * most + 3
    )  # how far in a the path on each diagonal has come; diagonal 0 in the middle
    middle, trace = most + 1, []
    for d in range(most + 1):
        budget.steps -= d + 1
        trace.append(far[middle - d - 1 : middle + d + 2])
        for k in range(-d, d + 1, 2):
            down = k == -d or (k != d and far[middle + k - 1] < far[middle + k + 1])
            x = far[middle + k + 1] if down else far[middle + k - 1] + 1
            while x < len(a) and 0 <= x - k < len(b) and a[x] == b[x - k]:
                x += 1
            far[middle + k] = x
            if x >= len(a) and x - k >= len(b):
                return _back(trace, len(a), len(b))
    return None


def _back(trace: list[list[int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """The runs along the path that led to the end."""
    found = []
    for d in range(len(trace) - 1, -1, -1):
        far, middle, k = trace[d], d + 1, x - y
        down = k == -d or (k != d and far[middle + k - 1] < far[middle + k + 1])
        from_k = k + 1 if down else k - 1
        begin = 0 if d == 0 else far[middle + from_k]
        start = begin if down or d == 0 else begin + 1
        if x > start:
            found.append((start, start - k, x - start))
        x, y = begin, begin - from_k
    return found[::-1]


def _edited(gone: Sequence[str], come: Sequence[str], parts: Sequence[_Stretch]) -> bool:
    """Whether the newer stretch is an edit of the older, and not another text with some words in common by chance."""
    least = min(_spoken(gone), _spoken(come))
    return sum(_spoken(left) for same, left, _ in parts if same) >= LEAST_SHARED * least


def _spoken(words: Sequence[str]) -> int:
    return sum(1 for word in words if SPOKEN.match(word))


def _readable(found: Sequence[tuple[Kind, str]]) -> list[Piece]:
    """The pieces with what belongs together put together: a space between two changed words is changed with them."""
    runs: list[list[str]] = []  # same, dropped, added
    for place, (kind, text) in enumerate(found):
        changing = 0 < place < len(found) - 1 and not SPOKEN.search(text) and "\n" not in text
        if not runs or (kind == "same" and not changing and (runs[-1][1] or runs[-1][2])):
            runs.append(["", "", ""])
        if kind == "same" and not (changing and (runs[-1][1] or runs[-1][2])):
            runs[-1][0] += text
        elif kind == "same":
            runs[-1][1] += text
            runs[-1][2] += text
        else:
            runs[-1][1 if kind == "dropped" else 2] += text
    kinds: tuple[Kind, ...] = ("same", "dropped", "added")
    return [
        Piece(kind, text) for run in runs for kind, text in zip(kinds, run, strict=True) if text
    ]


def _shared(pieces: Sequence[Piece]) -> float:
    """Dice's measure over words: twice what both have, of all that they have."""
    counts = dict.fromkeys(("same", "added", "dropped"), 0)
    for piece in pieces:
        counts[piece.kind] += _spoken(WORD.findall(piece.text))
    every = 2 * counts["same"] + counts["added"] + counts["dropped"]
    return 1.0 if every == 0 else 2 * counts["same"] / every
