"""What machines suggest about cases: a place for whoever learns to moderate, be it a few lines or a model.

The composition root gives the machines; there are none by default. Each is asked about a case when it comes into the queue and when
it is reported again, outside of anybody's request, and what it says is kept beside the case. It decides nothing and moves no case in
the queue: moderators read it as a machine's, with its reasons, apart from what rules saw.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Protocol

import structlog
from msgspec import Meta, Struct, convert, to_builtins
from msgspec.structs import replace

from moderation.case import Target
from moderation.explaining import InBoth
from moderation.reasons import Reason
from moderation.targets import TARGETS
from rooms import sql
from rooms.entries import Stretch
from rooms.text import clean, plain
from rooms.tx import Tx

q = sql.beside(__file__)
log = structlog.get_logger(__name__)

HEARS = frozenset({"case.opened", "case.reported"})
MOST = 8  # machines
EARLIER = 20  # posts of the same author that a machine is given, the newest
LONGEST_NAME = 40  # characters, of a name and of a version
PATIENCE_S = 5.0  # with one machine about one case
ALTOGETHER_S = 20.0  # with all of them about what came in at once: a transaction waits meanwhile
AT_ONCE = 8  # questions

Sentence = Annotated[str, Meta(min_length=1, max_length=500)]


class Material(Struct, frozen=True):
    """What a machine is given: the words as readers see them, without markup; who wrote them and who reported them it is not told.

    `reasons`: one for each report. `rules`: the names of those that saw something. `earlier`: what the same author said in the room
    before, the newest first; what was taken back is not among it.
    """

    target: Target
    thread: str
    words: str
    reasons: list[Reason]
    rules: list[str]
    earlier: list[str]


class Opinion(Struct, frozen=True):
    """What a machine would do, by which rule (None: none is broken), how sure it is, and why.

    The sentences quote the words of the case and no others: when these change or go, so do the sentences.
    """

    act: Literal["approve", "hide", "remove"]
    reason: Reason | None
    score: Annotated[float, Meta(ge=0, le=1)]
    vi: Sentence
    en: Sentence


class Machine(Protocol):
    """A machine by its name and version, of 1 to 40 characters each. What takes it long it does in a thread or process of its own."""

    name: str
    version: str

    async def suggest(self, material: Material, /) -> Opinion | None:
        """What it would do; None: it cannot say."""


class MachineSays(Struct, frozen=True):
    """What a machine suggests, as moderators read it. The sentences are empty where they may quote what is gone."""

    name: str
    version: str
    act: str
    reason: Reason | None
    score: float
    because: InBoth
    at: datetime


class Said(Struct, frozen=True):
    """The same as it is kept."""

    case_id: int
    name: str
    version: str
    act: str
    reason: Reason | None
    score: float
    vi: str
    en: str
    at: datetime


class Failed(Struct, frozen=True):
    """A machine did not answer, or not as it may: what it said before goes on being what it says."""


class Waiting(Struct, frozen=True):
    """A case that waits for a decision, with what a machine is told of it; `earlier` as HTML."""

    id: int
    target: Target
    target_id: int
    reasons: list[Reason]
    rules: list[str]
    earlier: list[str]


async def consider(tx: Tx, machines: Sequence[Machine], of: Sequence[Stretch]) -> None:
    """Ask the machines about the cases that these entries are of, where they still wait, and keep what each says now.

    AT_ONCE are asked together, and nothing is locked meanwhile that anybody would wait for. Where the words changed since, nothing is kept.
    """
    columns = [each.room_id for each in of], [each.first for each in of], [each.last for each in of]
    about = [
        (case, material)
        for case in await tx.all(Waiting, q["waiting"], *columns, EARLIER)
        if (material := await _material(tx, case)).words  # or its author took it back
    ]
    gate, until = asyncio.Semaphore(AT_ONCE), asyncio.get_running_loop().time() + ALTOGETHER_S
    asked = [_asked(gate, until, each, material) for _, material in about for each in machines]
    opinions = iter(await asyncio.gather(*asked))
    for case, material in about:
        await TARGETS[case.target].lock(tx, case.target_id)
        same = (await _material(tx, case)).words == material.words
        for machine in machines:
            await _keep(tx, case.id, machine, next(opinions), same=same)


async def shown(tx: Tx, cases: Sequence[int]) -> dict[int, list[MachineSays]]:
    """What machines say of each of these cases."""
    found: dict[int, list[MachineSays]] = {each: [] for each in cases}
    for each in await tx.all(Said, q["shown"], cases):
        because = InBoth(each.vi, each.en)
        found[each.case_id].append(
            MachineSays(
                each.name, each.version, each.act, each.reason, each.score, because, each.at
            )
        )
    return found


def quiet(said: Sequence[MachineSays]) -> list[MachineSays]:
    """The same without the sentences: their author took the words back that these quote."""
    return [replace(each, because=InBoth("", "")) for each in said]


def must_be_named(machines: Sequence[Machine]) -> None:
    """Raises ValueError where two have one name, a name or version is too long, or there are too many of them."""
    names = {machine.name for machine in machines}
    labels = [label for machine in machines for label in (machine.name, machine.version)]
    fit = all(0 < len(label) <= LONGEST_NAME for label in labels)
    if len(names) < len(machines) or len(machines) > MOST or not fit:
        raise ValueError(f"at most {MOST} machines, each with a name of its own and a version")


async def _material(tx: Tx, case: Waiting) -> Material:
    means = TARGETS[case.target]
    (said,) = await means.shown(tx, [case.target_id])
    (place,) = await means.around(tx, [case.target_id])
    earlier = [plain(each) for each in case.earlier]
    return Material(case.target, place.thread, plain(said.html), case.reasons, case.rules, earlier)


async def _keep(
    tx: Tx, case_id: int, machine: Machine, opinion: Opinion | Failed | None, *, same: bool
) -> None:
    if isinstance(opinion, Failed):
        return
    if opinion is None or not same:
        await tx.do(q["forget"], case_id, machine.name)
    else:
        said = (opinion.act, opinion.reason, opinion.score, opinion.vi, opinion.en)
        await tx.do(q["keep"], case_id, machine.name, machine.version, *said)


async def _asked(
    gate: asyncio.Semaphore, until: float, machine: Machine, material: Material
) -> Opinion | Failed | None:
    """What it says; Failed where it cannot be asked, says what it may not, or takes too long: the others are asked all the same.

    `until`: by the clock of the loop.
    """
    try:
        async with gate:
            latest = min(asyncio.get_running_loop().time() + PATIENCE_S, until)
            async with asyncio.timeout_at(latest):
                opinion = await machine.suggest(material)
        if opinion is None:
            return None
        said = to_builtins(opinion)
        checked = convert(said | {each: clean(said[each]) for each in ("vi", "en")}, Opinion)
    except Exception as error:  # noqa: BLE001 - it is not ours, and decides nothing
        log.warning("machine failed", machine=machine.name, error=type(error).__name__)
        return Failed()
    return checked if (checked.reason is None) == (checked.act == "approve") else Failed()
