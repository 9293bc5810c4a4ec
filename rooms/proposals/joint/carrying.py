"""Carrying what was changed in a text over to a text that others have edited meanwhile. Pure.

Characters of the older text that still stand are found by the difference of the two; what was taken out there is taken out, what was
put in is put in at the same place between them. Nothing that others put in is lost, also not in the middle of a stretch that goes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rooms.proposals.diff import diff
from rooms.proposals.joint.hands import Hand, Step, followed


class Edit(NamedTuple):
    """At this character so many are taken out, and others put in by this member."""

    first: int
    dropped: int
    added: str
    by: int | None


class Stands(NamedTuple):
    """A stretch of the older text that stands in the other."""

    first: int
    length: int
    there: int


def edits(older: str, newer: str, hands: Sequence[Hand]) -> list[Edit]:
    """What turns `older` into `newer`, in order. `hands`: whose the text of `newer` is where it is put in."""
    found, at, there = list[Edit](), 0, 0
    whose = [by for length, by in hands for _ in range(length)]
    for piece in diff(older, newer).pieces:
        length = len(piece.text)
        if piece.kind == "dropped":
            found.append(Edit(at, length, "", None))
        elif piece.kind == "added":
            found += _by_hand(at, piece.text, whose[there : there + length])
        at += 0 if piece.kind == "added" else length
        there += 0 if piece.kind == "dropped" else length
    return found


def carried(made: Sequence[Edit], older: str, live: str) -> list[Edit]:
    """The edits of `older` as edits of `live`, in order."""
    if older == live:
        return list(made)
    stands, found = _stands(older, live), list[Edit]()
    for edit in made:
        found += _dropped(edit, stands)
        if edit.added:
            found.append(Edit(_there(edit.first, stands), 0, edit.added, edit.by))
    return sorted(found, key=lambda edit: edit.first)


def edited(text: str, made: Sequence[Edit]) -> str:
    """The text with the edits made."""
    found, at = [], 0
    for edit in made:
        found += [text[at : edit.first], edit.added]
        at = max(at, edit.first + edit.dropped)
    return "".join([*found, text[at:]])


def handed(hands: Sequence[Hand], made: Sequence[Edit]) -> list[Hand]:
    """The hands of the text with the edits made."""
    steps, at = list[Step](), 0
    for edit in made:
        steps.append(Step(edit.first - at, edit.dropped, len(edit.added), edit.by))
        at = edit.first + edit.dropped
    return followed(hands, steps)


def _by_hand(at: int, text: str, whose: Sequence[int | None]) -> list[Edit]:
    found, begin = list[Edit](), 0
    for n in range(1, len(text) + 1):
        if n == len(text) or whose[n] != whose[begin]:
            found.append(Edit(at, 0, text[begin:n], whose[begin]))
            begin = n
    return found


def _stands(older: str, live: str) -> list[Stands]:
    found, at, there = list[Stands](), 0, 0
    for piece in diff(older, live).pieces:
        length = len(piece.text)
        if piece.kind == "same":
            found.append(Stands(at, length, there))
        at += 0 if piece.kind == "added" else length
        there += 0 if piece.kind == "dropped" else length
    return found


def _dropped(edit: Edit, stands: Sequence[Stands]) -> list[Edit]:
    """What still stands of what was taken out."""
    found, beyond = list[Edit](), edit.first + edit.dropped
    begin = max(0, bisect_right(stands, edit.first, key=lambda each: each.first) - 1)
    for at in range(begin, bisect_left(stands, beyond, key=lambda each: each.first)):
        each = stands[at]
        first = max(edit.first, each.first)
        end = min(beyond, each.first + each.length)
        if first < end:
            found.append(Edit(each.there + first - each.first, end - first, "", None))
    return found


def _there(at: int, stands: Sequence[Stands]) -> int:
    """Where a place of the older text is: behind the last character before it that still stands."""
    before = bisect_left(stands, at, key=lambda each: each.first) - 1
    if before < 0:
        return stands[0].there if stands and stands[0].first == at == 0 else 0
    last = stands[before]
    return last.there + min(at - last.first, last.length)
