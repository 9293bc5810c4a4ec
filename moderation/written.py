"""What cases are about, and what was said of it: in as many queries for fifty cases as for one."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from moderation import machines
from moderation.case import Target
from moderation.cases import Locked
from moderation.explaining import Explained, explained
from moderation.machines import MachineSays
from moderation.reasons import Reason
from moderation.target import Around, Means, Shown
from moderation.targets import TARGETS
from rooms import sql
from rooms.people import Who
from rooms.screening import Finding
from rooms.tx import Tx

T = TypeVar("T")

q = sql.beside(__file__)

REPORTS = 100  # in a file, the first ones


class Said(Struct, frozen=True):
    """A report. `right` of the `decided` ones that its writer had made before were."""

    reason: Reason
    words: str
    at: datetime
    right: int
    decided: int


class Of(Said, frozen=True):
    """The same, and of which case."""

    case_id: int


class Seen(Struct, frozen=True):
    """What rules saw in what a case is about, as JSON; None: nothing was asked of them."""

    id: int
    findings: str | None


class OfIt(NamedTuple):
    """What was written, and what was said of it. Of one's own (`own`) nothing was, and the files of what may be hidden are nobody's to have."""

    post: Shown
    findings: list[Explained]
    reports: list[Said]
    machines: list[MachineSays]


async def places(tx: Tx, of: Sequence[Locked]) -> list[Around]:
    """Where that which each of these cases is about stands, in their order."""
    return await _of_targets(of, lambda means, ids: means.around(tx, ids))


async def written(tx: Tx, who: Who, of: Sequence[Locked]) -> list[OfIt]:
    """What was written, and what was said of it, of each of these cases, in their order."""
    theirs = [each.id for each in of if each.of != who.id]
    seen = {each.id: each.findings for each in await tx.all(Seen, q["findings"], theirs)}
    reports: dict[int, list[Said]] = {each: [] for each in theirs}
    for each in await tx.all(Of, q["reports"], theirs, REPORTS):
        reports[each.case_id].append(
            Said(each.reason, each.words, each.at, each.right, each.decided)
        )
    suggested = await machines.shown(tx, theirs)
    words = await _of_targets(of, lambda means, ids: means.shown(tx, ids))
    return [
        OfIt(
            said,
            _findings(seen[case.id]),
            reports[case.id],
            suggested[case.id] if said.html else machines.quiet(suggested[case.id]),
        )
        if case.id in reports
        else OfIt(replace(said, files=[]), [], [], [])
        for case, said in zip(of, words, strict=True)
    ]


async def _of_targets(
    of: Sequence[Locked], ask: Callable[[Means, list[int]], Awaitable[list[T]]]
) -> list[T]:
    """What the targets of these cases answer, in the order of the cases: each kind is asked once."""
    answers: dict[tuple[Target, int], T] = {}
    for kind in {each.target for each in of}:
        ids = [each.target_id for each in of if each.target == kind]
        answers |= zip([(kind, each) for each in ids], await ask(TARGETS[kind], ids), strict=True)
    return [answers[each.target, each.target_id] for each in of]


def _findings(kept: str | None) -> list[Explained]:
    found = [] if kept is None else msgspec.json.decode(kept, type=list[Finding])
    return [explained(each) for each in found]
