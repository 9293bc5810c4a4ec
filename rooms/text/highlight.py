"""The part of a text that shows why it was found, with the words that were asked for marked.

What comes out is pieces of the original, accents and all, in turn plain and marked, and plain at both ends: no markup is made here, so
none can be smuggled in. Whoever shows the pieces escapes each.
"""

from collections.abc import Collection, Sequence

from rooms.text.tokens import Token, pair, written

LENGTH = 240  # characters of an excerpt, about
BEFORE = 60  # of them before the first mark


def whole(text: str, terms: Collection[str]) -> list[str]:
    """The text in pieces: every second one, from the second on, is asked for. "".join(whole(…)) is the text."""
    return _cut(text, _marks(written(text), terms))


def excerpt(text: str, terms: Collection[str], length: int = LENGTH) -> list[str]:
    """About `length` characters of the text around the place where most of the terms are, in pieces as of `whole`.

    It begins and ends with whole words, and with an ellipsis where the text goes on.
    """
    of = written(text)
    marks = _marks(of, terms)
    if len(text) <= length:
        return _cut(text, marks)
    first = _densest(marks, length - BEFORE)
    begin, end = _window(text, of, first, length)
    inside = [
        (max(start, begin) - begin, stop - begin)
        for start, stop in marks
        if start >= begin and stop <= end
    ]
    pieces = _cut(text[begin:end], inside)
    pieces[0] = ("… " if begin else "") + pieces[0]
    pieces[-1] += " …" if end < len(text) else ""
    return pieces


def _marks(of: Sequence[Token], terms: Collection[str]) -> list[tuple[int, int]]:
    """Where the terms stand; two neighbours that are asked for as a pair are one mark."""
    marks: list[tuple[int, int]] = []
    before: Token | None = None
    for token in of:
        if token.term in terms:
            joined = (
                before is not None
                and marks
                and marks[-1][1] == before.end
                and token.joined
                and pair(before.term, token.term) in terms
            )
            overlaps = marks and token.start < marks[-1][1]
            if joined or overlaps:
                marks[-1] = (marks[-1][0], max(marks[-1][1], token.end))
            else:
                marks.append((token.start, token.end))
        before = token
    return marks


def _densest(marks: Sequence[tuple[int, int]], length: int) -> int:
    """Where the stretch begins that has the most marked characters in it; 0 without marks."""
    best, best_at = -1, 0
    last, total = 0, 0
    for at, (start, end) in enumerate(marks):
        while last < len(marks) and marks[last][1] - start <= length:
            total += marks[last][1] - marks[last][0]
            last += 1
        if total > best:
            best, best_at = total, start
        if last > at:
            total -= end - start
        else:
            last = at + 1
    return best_at


def _window(text: str, of: Sequence[Token], first: int, length: int) -> tuple[int, int]:
    """From where to where, at the edges of words, so that `first` is inside."""
    begin = max(0, min(first - BEFORE, len(text) - length))
    if begin:
        begin = min((token.start for token in of if begin <= token.start <= first), default=begin)
    end = min(len(text), begin + length)
    if end < len(text):
        end = max((token.end for token in of if first < token.end <= end), default=end)
    return begin, end


def _cut(text: str, marks: Sequence[tuple[int, int]]) -> list[str]:
    pieces: list[str] = []
    at = 0
    for start, end in marks:
        pieces += text[at:start], text[start:end]
        at = end
    return [*pieces, text[at:]]
