"""A list of changes to a text: found, applied, put behind another, moved past another. Pure.

A change says what comes in the place of which stretch. Those of one list are in the order of the text and do not touch: something that
stays lies between each two. Two lists of the same text fit together as long as none of the one touches any of the other, at its ends
neither: whoever writes at the end of a word that another strikes out means something that nobody can guess. The same change in both
is no conflict, it is there already.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from rooms.proposals.diff import diff

AROUND = 80  # characters of the text, before and after what is shown of it


class Change(Struct, frozen=True, order=True):
    """What is dropped at a character of the text, and what is added there; one of both may be empty."""

    first: int
    dropped: str
    added: str

    @property
    def beyond(self) -> int:
        """The first character behind what is dropped."""
        return self.first + len(self.dropped)

    @property
    def grows(self) -> int:
        """By how many characters the text grows."""
        return len(self.added) - len(self.dropped)


class Region(Struct, frozen=True):
    """A stretch that two lists change otherwise: as it was, as `now` has it, and as `ours` does.

    `first`: its character in the text of both; `before`, `after`: what stands around it there.
    """

    first: int
    base: str
    now: str
    ours: str
    before: str
    after: str


class Rebased(NamedTuple):
    """A list of changes to the text that another list has made meanwhile.

    `places`: which of the older list each one was, from 1 on; `done`: those that stand there already.
    """

    changes: list[Change]
    places: list[int]
    done: list[int]
    conflicts: list[Region]


def changes(older: str, newer: str) -> list[Change]:
    """What turns `older` into `newer`, word by word; none where they are the same."""
    found, at, dropped, added = list[Change](), 0, "", ""
    for piece in [*diff(older, newer).pieces, None]:
        if piece is not None and piece.kind == "dropped":
            dropped += piece.text
        elif piece is not None and piece.kind == "added":
            added += piece.text
        else:
            if dropped != added:
                found.append(_bare(at, dropped, added))
            at += len(dropped) + (len(piece.text) if piece else 0)
            dropped = added = ""
    return found


def apply(text: str, made: Sequence[Change]) -> str:
    """The text with these changes."""
    parts, at = list[str](), 0
    for change in made:
        assert text[change.first : change.beyond] == change.dropped, "a change of this text"
        assert change.first >= at, "in order, apart from each other"
        parts += (text[at : change.first], change.added)
        at = change.beyond
    return "".join([*parts, text[at:]])


def touching(ours: Sequence[Change], theirs: Sequence[Change]) -> list[Change]:
    """Those of `ours` that touch one of `theirs` which is not the same."""
    firsts, beyonds = [each.first for each in theirs], [each.beyond for each in theirs]
    return [
        each
        for each in ours
        if [each]
        != (
            near := list(
                theirs[bisect_left(beyonds, each.first) : bisect_right(firsts, each.beyond)]
            )
        )
        and near
    ]


def clash(lists: Sequence[Sequence[Change]]) -> tuple[int, int] | None:
    """The places of two lists of which a change of the one touches one of the other; None: all fit together."""
    along = sorted((each, n) for n, some in enumerate(lists) for each in some)
    furthest: tuple[Change, int] | None = None
    for each, n in along:
        if furthest is not None and each != furthest[0] and each.first <= furthest[0].beyond:
            return min(n, furthest[1]), max(n, furthest[1])
        if furthest is None or each.beyond >= furthest[0].beyond:
            furthest = each, n
    return None


def regions(text: str, ours: Sequence[Change], theirs: Sequence[Change]) -> list[Region]:
    """The stretches where the two lists do not fit together, in order; none: they do."""
    left, right = touching(ours, theirs), touching(theirs, ours)
    found = []
    for first, beyond in _stretches(left, right):
        base = text[first:beyond]
        now, mine = (apply(base, _within(some, first, beyond)) for some in (right, left))
        before, after = text[max(0, first - AROUND) : first], text[beyond : beyond + AROUND]
        found.append(Region(first, base, now, mine, before, after))
    return found


def rebase(text: str, ours: Sequence[Change], moved: Sequence[Change]) -> Rebased:
    """`ours`, changes of `text`, as changes of the text that `moved` made of it; those that do not fit are among the conflicts."""
    beyonds = [each.beyond for each in moved]
    grown = list(accumulate((each.grows for each in moved), initial=0))
    there, clash = set(moved), set(touching(ours, moved))
    found, places, done = list[Change](), list[int](), list[int]()
    for place, each in enumerate(ours, 1):
        if each in clash:
            continue
        if each in there:
            done.append(place)
            continue
        shift = grown[bisect_left(beyonds, each.first)]
        found.append(Change(each.first + shift, each.dropped, each.added))
        places.append(place)
    return Rebased(found, places, done, regions(text, ours, moved))


def together(lists: Sequence[Sequence[Change]]) -> list[Change]:
    """Changes that fit together as one list; what several have is in it once."""
    return sorted({each for some in lists for each in some})


def compose(earlier: Sequence[Change], between: str, later: Sequence[Change]) -> list[Change]:
    """What `earlier`, which made `between`, and `later`, which changes it, do in one. Where they touch it is one change."""
    back = _inverted(earlier)
    beyonds = [each.beyond for each in back]
    grown = list(accumulate((-each.grows for each in back), initial=0))
    found = []
    for first, beyond in _stretches(back, later):
        stretch = between[first:beyond]
        dropped, added = (apply(stretch, _within(some, first, beyond)) for some in (back, later))
        if dropped != added:
            found.append(Change(first - grown[bisect_left(beyonds, first)], dropped, added))
    return found


def touched(text: str, made: Sequence[Change]) -> str:
    """The lines of the changed text in which something is not as it was: the words to be judged with what stands around them."""
    changed, grown, kept, last = apply(text, made), 0, list[str](), 0
    for change in made:
        first = change.first + grown
        grown += change.grows
        begin = max(changed.rfind("\n", 0, first) + 1, last)
        end = changed.find("\n", max(first + len(change.added), begin))
        end = len(changed) if end == -1 else end + 1
        if end > begin:
            kept.append(changed[begin:end])
            last = end
    return "".join(kept)


def _bare(first: int, dropped: str, added: str) -> Change:
    """Without the space that both sides begin or end with."""
    ahead = 0
    while (
        ahead < min(len(dropped), len(added))
        and dropped[ahead] == added[ahead]
        and dropped[ahead].isspace()
    ):
        ahead += 1
    dropped, added = dropped[ahead:], added[ahead:]
    while dropped and added and dropped[-1] == added[-1] and dropped[-1].isspace():
        dropped, added = dropped[:-1], added[:-1]
    return Change(first + ahead, dropped, added)


def _inverted(made: Sequence[Change]) -> list[Change]:
    found, grown = [], 0
    for each in made:
        found.append(Change(each.first + grown, each.added, each.dropped))
        grown += each.grows
    return found


def _within(made: Sequence[Change], first: int, beyond: int) -> list[Change]:
    """Those inside the stretch, as changes of it alone."""
    begin = bisect_left(made, first, key=lambda each: each.first)
    end = bisect_right(made, beyond, key=lambda each: each.beyond)
    return [Change(each.first - first, each.dropped, each.added) for each in made[begin:end]]


def _stretches(ours: Sequence[Change], theirs: Sequence[Change]) -> list[tuple[int, int]]:
    """What the changes of both cover, where they touch as one stretch."""
    found: list[tuple[int, int]] = []
    for first, beyond in sorted((each.first, each.beyond) for each in (*ours, *theirs)):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(beyond, found[-1][1])
        else:
            found.append((first, beyond))
    return found
