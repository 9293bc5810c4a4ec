"""Where the comments of a proposal stand now, counted by article, and a page of them in the order of the text. Pure.

All comments of a proposal are placed at once, from a few numbers of each, so it never needs their words.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from rooms.proposals.anchoring.following import Found, Piece, Step, follow, follow_article, piece_at
from rooms.proposals.consulting.consultation import Answer, ConsultationLine

PAGE = 50  # comments
LEFT = 0  # the place of what was left behind


class Mark(Struct, frozen=True):
    """A comment without its words. `there`: it shows them; `kind`: of the answer in force, None: there is none."""

    post_id: int
    version: int
    place: int
    first: int
    length: int
    whole: bool
    consultation: int | None
    there: bool
    kind: Answer | None


class Marks(Struct, frozen=True):
    """Everything that places the comments of a proposal, at one number of its room's journal."""

    proposal_id: int
    version: int
    epoch: int
    seq: int
    marks: list[Mark]
    pieces: list[Piece]
    consultations: list[ConsultationLine]


class Counted(Struct, frozen=True):
    """How many comments an article of the newest version has, and how many of them wait for an answer. `place` 0: left behind."""

    place: int
    comments: int
    waiting: int


class Consulted(Struct, frozen=True):
    """What was said about a proposal, counted. `answers`: those in force in the newest consultation, `waiting` those it still needs.

    `outside`: comments that count in no consultation; `before`: those of them that one would take in if it were opened now.
    """

    proposal_id: int
    version: int
    epoch: int
    seq: int
    consultations: list[ConsultationLine]
    articles: list[Counted]
    answers: dict[Answer, int]
    waiting: int
    outside: int
    before: int


class Now(Struct, frozen=True):
    """Where it stands in the newest version. `changed`: the article does not say the same any more."""

    place: int
    first: int
    length: int
    changed: bool


class Chosen(Struct, frozen=True):
    """Which comments: of this article (0: those left behind), those that wait for an answer, that count in no consultation, those behind this one in the list."""

    place: int | None = None
    waiting: bool = False
    outside: bool = False
    after: int | None = None


Places: TypeAlias = Mapping[int, Now | None]


def placed(found: Marks, steps: Mapping[int, Sequence[Step] | None]) -> dict[int, Now | None]:
    """Where each comment stands, by post. `steps`: from each version of a mark to the newest; None: too far to be followed. Pure."""
    known, places = dict[tuple[int, int, int, bool], Now | None](), dict[int, Now | None]()
    for mark in found.marks:
        about = mark.version, mark.first, mark.length, mark.whole
        if about not in known:  # many speak of one article
            known[about] = _now(mark, found.pieces, steps[mark.version])
        places[mark.post_id] = known[about]
    return places


def counted(found: Marks, places: Places) -> Consulted:
    """The comments counted by article. Pure."""
    newest = found.consultations[0].number if found.consultations else None
    every, waiting = dict[int, int](), dict[int, int]()
    answers = dict.fromkeys(Answer, 0)
    outside = [mark for mark in found.marks if _outside(mark)]
    for mark in found.marks:
        if not mark.there:
            continue
        now = places[mark.post_id]
        place = now.place if now else LEFT
        every[place] = every.get(place, 0) + 1
        if newest is None or mark.consultation != newest:
            continue
        if mark.kind is None:
            waiting[place] = waiting.get(place, 0) + 1
        else:
            answers[mark.kind] += 1
    articles = [Counted(place, n, waiting.get(place, 0)) for place, n in sorted(every.items())]
    return Consulted(
        found.proposal_id, found.version, found.epoch, found.seq, found.consultations, articles, answers,
        sum(waiting.values()), len(outside), sum(mark.version == found.version for mark in outside),
    )  # fmt: skip


def chosen(found: Marks, places: Places, choice: Chosen) -> tuple[list[int], bool]:
    """A page of the posts that were asked for, in the order of the text, those left behind last; and whether there are more. Pure."""
    newest = found.consultations[0].number if found.consultations else None

    def order(mark: Mark) -> tuple[float, int, int]:
        now = places[mark.post_id]
        return (now.place, now.first, mark.post_id) if now else (float("inf"), 0, mark.post_id)

    def asked_for(mark: Mark) -> bool:
        now = places[mark.post_id]
        here = choice.place is None or choice.place == (now.place if now else LEFT)
        waits = mark.there and mark.kind is None and mark.consultation == newest is not None
        return here and (waits or not choice.waiting) and (_outside(mark) or not choice.outside)

    behind = next((order(each) for each in found.marks if each.post_id == choice.after), None)
    listed = sorted(order(each) for each in found.marks if asked_for(each))
    ids = [post_id for *at, post_id in listed if behind is None or (*at, post_id) > behind]
    return ids[:PAGE], len(ids) > PAGE


def _outside(mark: Mark) -> bool:
    return mark.there and mark.consultation is None


def _now(mark: Mark, pieces: Sequence[Piece], steps: Sequence[Step] | None) -> Now | None:
    if steps is None:
        return None
    if mark.whole:
        article: Found | None = follow_article(steps, mark.first, mark.length, pieces)
        return None if article is None else Now(*article)
    first = follow(steps, mark.first, mark.length)
    if first is None:
        return None
    return Now(pieces[piece_at(pieces, first)].place, first, mark.length, changed=False)
