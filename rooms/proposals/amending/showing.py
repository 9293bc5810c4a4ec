"""Reading amendments: the list of a proposal's, one with its changes, its rivals and what a newer version does to it, and its text."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.proposals import views
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentState
from rooms.proposals.amending.changes import Change, Rebased, apply
from rooms.proposals.amending.newer import Behind, Step
from rooms.proposals.amending.shown import (
    AmendmentCounts,
    AmendmentRevision,
    Amendments,
    AmendmentShown,
    AmendmentText,
    Glimpse,
    RebasedShown,
    Rival,
    around,
)
from rooms.standing import Standing
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 50  # amendments
GLIMPSE = 60  # characters of what is dropped, and of what is added
MOST_RIVALS = 50
MOST_EXACT = 20  # versions made of amendments that are followed one by one; past more of them texts are compared


class Near(Struct, frozen=True):
    """A rival's id, and the changes it touches."""

    id: int
    places: list[int]


class Stood(Struct, frozen=True):
    """A version after the base. `taken`: amendments went into it."""

    number: int
    taken: bool


class Took(Struct, frozen=True):
    """A change that went into a version."""

    version: int
    first: int
    dropped: str
    added: str


async def listing(
    tx: Tx, who: Who | None, proposal_id: int, state: AmendmentState | None, before: int | None
) -> Amendments:
    """A proposal's amendments with a number below `before` (None: the newest), in this state (None: in any). Raises NotFound."""
    _, reader = await views.reader_of(tx, who, proposal_id)
    found = await tx.all(AmendmentLine, q["listing"], proposal_id, state, before, PAGE + 1)
    counts = await tx.one(AmendmentCounts, q["counts"], proposal_id)
    assert counts is not None, "counted"
    page = found[:PAGE]
    return Amendments(
        page, await _glimpses(tx, page), len(found) > PAGE, counts, reader.epoch, reader.seq
    )


async def one(tx: Tx, who: Who | None, amendment_id: int) -> tuple[AmendmentShown, Behind | None]:
    """An amendment, `rebased` left out; and of what that is to be made, None where it has none. Raises NotFound."""
    line, reader = await _reader(tx, who, amendment_id)
    revisions = await tx.all(AmendmentRevision, q["revisions"], amendment_id)
    shows: bool = await tx.conn.fetchval(q["shows"], amendment_id)
    shown = AmendmentShown(
        line, reader.room_id, reader.epoch, reader.seq, not shows, [], [], None, revisions
    )
    if not shows:
        return shown, None
    text: str = await tx.conn.fetchval(q["text"], line.proposal_id, line.base)
    changes = await places.changes_of(tx, amendment_id, line.revision)
    taken = await _taken(tx, line, len(changes))
    rivals = await _rivals(tx, line) if line.state == AmendmentState.OPEN else []
    whole = AmendmentShown(
        line, reader.room_id, reader.epoch, reader.seq, False,
        around(text, changes, taken), rivals, None, revisions,
    )  # fmt: skip
    return whole, await _behind(tx, line, text, changes)


async def text(tx: Tx, who: Who | None, amendment_id: int) -> AmendmentText:
    """The text of its base with all its changes. Raises NotFound, Conflict (it is not to be read)."""
    line, _ = await _reader(tx, who, amendment_id)
    if not await tx.conn.fetchval(q["shows"], amendment_id):
        raise Conflict("amendment-hidden")
    base: str = await tx.conn.fetchval(q["text"], line.proposal_id, line.base)
    changes = await places.changes_of(tx, amendment_id, line.revision)
    return AmendmentText(amendment_id, line.revision, line.base, apply(base, changes))


async def base_text(tx: Tx, who: Who, proposal_id: int, version: int) -> str | None:
    """The text of a version, for an edit of it. None: there is none for this person."""
    try:
        await views.reader_of(tx, who, proposal_id)
    except NotFound:
        return None
    found: str | None = await tx.conn.fetchval(q["text"], proposal_id, version)
    return found


async def base_of(tx: Tx, who: Who, amendment_id: int, version: int) -> str | None:
    """The same, of the proposal that an amendment is of."""
    try:
        line, _ = await _reader(tx, who, amendment_id)
    except NotFound:
        return None
    return await base_text(tx, who, line.proposal_id, version)


async def behind(tx: Tx, who: Who, amendment_id: int) -> Behind | None:
    """Of what an amendment is to be brought up to the newest version. None: there is none for this person, or it is not behind."""
    try:
        line, _ = await _reader(tx, who, amendment_id)
    except NotFound:
        return None
    if not await tx.conn.fetchval(q["shows"], amendment_id):
        return None
    text: str = await tx.conn.fetchval(q["text"], line.proposal_id, line.base)
    return await _behind(tx, line, text, await places.changes_of(tx, amendment_id, line.revision))


def with_newest(shown: AmendmentShown, behind: Behind, rebased: Rebased) -> AmendmentShown:
    """The amendment as it would be in the newest version."""
    newest = behind.steps[-1].text
    changes = around(newest, rebased.changes, None, rebased.places)
    return AmendmentShown(
        shown.amendment, shown.room_id, shown.epoch, shown.seq, shown.hidden, shown.changes, shown.rivals,
        RebasedShown(behind.version, changes, rebased.done, rebased.conflicts), shown.revisions,
    )  # fmt: skip


async def _glimpses(tx: Tx, lines: Sequence[AmendmentLine]) -> list[Glimpse]:
    return await tx.all(
        Glimpse,
        q["glimpses"],
        [each.id for each in lines],
        [each.revision for each in lines],
        [each.base for each in lines],
        GLIMPSE,
    )


async def _taken(tx: Tx, line: AmendmentLine, changes: int) -> list[bool] | None:
    if line.version is None:
        return None
    places_taken: list[int] = await tx.conn.fetchval(q["taken"], line.id)
    return [place in places_taken for place in range(1, changes + 1)]


async def _rivals(tx: Tx, line: AmendmentLine) -> list[Rival]:
    near = await tx.all(
        Near, q["near"], line.id, line.proposal_id, line.base, line.revision, MOST_RIVALS
    )
    found = await tx.all(AmendmentLine, q["lines"], [each.id for each in near])
    lines = {each.id: each for each in found}
    return [Rival(lines[each.id], each.places) for each in near]


async def _behind(tx: Tx, line: AmendmentLine, text: str, changes: list[Change]) -> Behind | None:
    later = await tx.all(Stood, q["later"], line.proposal_id, line.base)
    if line.state != AmendmentState.OPEN or not later:
        return None
    newest = later[-1].number
    exact = [each.number for each in later if each.taken]
    if len(exact) > MOST_EXACT:
        exact = []
    # Of versions of the table in a row the last one is enough.
    numbers = [
        each.number
        for each in later
        if each.number in exact or each.number + 1 in exact or each.number == newest
    ]
    texts = await tx.conn.fetch(q["texts"], line.proposal_id, numbers)
    took: dict[int, list[Change]] = {number: [] for number in exact}
    for each in await tx.all(Took, q["took"], line.proposal_id, exact):
        took[each.version].append(Change(each.first, each.dropped, each.added))
    steps = [Step(row["text"], took.get(row["number"])) for row in texts]
    return Behind(changes, text, steps, newest, line.revision)


async def _reader(tx: Tx, who: Who | None, amendment_id: int) -> tuple[AmendmentLine, Standing]:
    proposal_id: int | None = await tx.conn.fetchval(q["proposal_of"], amendment_id)
    if proposal_id is None:
        raise NotFound("no-amendment")
    try:
        _, reader = await views.reader_of(tx, who, proposal_id)
    except NotFound:
        raise NotFound("no-amendment") from None
    return await places.line(tx, amendment_id), reader
