"""Reading proposals: the list of a room, one of them with its newest text, a version, the table's draft, and what changed between two."""

from datetime import datetime

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import NotFound
from rooms.people import Who
from rooms.proposals import procedures, seats, stages
from rooms.proposals.consulting import consultations
from rooms.proposals.consulting.consultation import ConsultationLine
from rooms.proposals.drafting import TableDraft
from rooms.proposals.procedures import Procedure
from rooms.proposals.proposal import Proposal, Staged, Version
from rooms.proposals.stages import At, Onward, Stage
from rooms.standing import Standing
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 50  # proposals
MOST = 1000  # stages and versions of one


class Own(Struct, frozen=True):
    """A proposal that one drafts and nobody else knows of: the newest save."""

    id: int
    title: str
    draft: int
    at: datetime
    stage: Stage


class Proposals(Struct, frozen=True):
    """Proposals of a room, the newest first, and its journal's number at that moment. `mine`: those one drafts, not opened yet."""

    proposals: list[Proposal]
    mine: list[Own]
    more: bool
    epoch: int
    seq: int


class ArticleShown(Struct, frozen=True):
    """A piece of a version's text as HTML; `first`: the character of the text it begins with."""

    place: int
    heading: str
    first: int
    html: str


class CoAuthor(Struct, frozen=True):
    """A co-author by their number in the room the proposal is put to. `since`: at the table."""

    number: int
    since: datetime


class Named(Struct, frozen=True):
    """A member by number, as the room shows them now."""

    number: int
    name: str


class Snapshot(Struct, frozen=True):
    """A proposal at one number of a journal: of its room, or of its table while it is not opened (`journal`).

    `articles`: the newest version, none before it is opened. `procedure`: None until then. `ways`: what may come next.
    `supported`: the version that I support; `drafting`: the number of the newest save for those who draft it, else None.
    `consultation`: the one that is not closed, None where there is none.
    `me`: my number in the room it is put to, None for one who only reads a public one. `now`: the clock that says whether
    a stage has lasted long enough, so that nobody's own has to be right.
    """

    proposal: Proposal
    journal: int
    epoch: int
    seq: int
    versions: list[Version]
    stages: list[Staged]
    articles: list[ArticleShown]
    authors: list[CoAuthor]
    procedure: Procedure | None
    ways: list[Onward]
    supported: int | None
    drafting: int | None
    consultation: ConsultationLine | None
    me: int | None
    now: datetime


class VersionText(Struct, frozen=True):
    """A version with its text: as it was written, and as it is shown."""

    version: Version
    text: str
    articles: list[ArticleShown]


class Sought(Struct, frozen=True):
    """Where a proposal is. `opened`: its room knows of it."""

    room_id: int
    table_id: int
    opened: bool
    procedure: str | None


class Place(Struct, frozen=True):
    """What one is to it at this moment: one's number in its room, whether one drafts it, the version one supports."""

    me: int | None
    drafts: bool
    supported: int | None
    draft: int
    now: datetime


async def listing(tx: Tx, who: Who | None, room_id: int, before: int | None) -> Proposals:
    """The proposals of a room with an id below `before` (None: the newest). Raises NotFound."""
    reader = await standing.reader(tx, who, room_id)
    found = await tx.all(Proposal, q["listing"], room_id, before, PAGE + 1)
    mine = [] if who is None or before else await tx.all(Own, q["mine"], room_id, who.id)
    return Proposals(found[:PAGE], mine, len(found) > PAGE, reader.epoch, reader.seq)


async def snapshot(tx: Tx, who: Who | None, proposal_id: int) -> Snapshot:
    """Everything a page needs to show a proposal and to follow it from there. Raises NotFound."""
    sought, reader = await reader_of(tx, who, proposal_id)
    line = await seats.line(tx, proposal_id)
    place = await tx.one(Place, q["place"], proposal_id, who.id if who else None)
    assert place is not None, "just found"
    procedure = None if sought.procedure is None else procedures.copied(sought.procedure)
    steps = None if procedure is None else procedure.steps
    return Snapshot(
        line,
        reader.room_id,
        reader.epoch,
        reader.seq,
        await tx.all(Version, q["versions"], proposal_id, MOST),
        await tx.all(Staged, q["stages"], proposal_id, MOST),
        await articles(tx, proposal_id, line.version),
        await authors(tx, sought.room_id, sought.table_id),
        procedure,
        stages.ways(steps, At(line.stage, line.round, line.due)),
        place.supported,
        place.draft if place.drafts else None,
        await consultations.unclosed(tx, proposal_id),
        place.me,
        place.now,
    )


async def document(tx: Tx, who: Who | None, proposal_id: int) -> tuple[Snapshot, dict[int, str]]:
    """An opened proposal, and the names of those it names, by number. Raises NotFound."""
    told = await snapshot(tx, who, proposal_id)
    if told.proposal.thread_id is None:
        raise NotFound("no-proposal")
    numbers = {each.number for each in told.authors} | {each.by for each in told.stages}
    numbers |= {each.by for each in told.versions}
    named = await tx.all(Named, q["named"], told.proposal.room_id, list(numbers))
    return told, {each.number: each.name for each in named}


async def version(tx: Tx, who: Who | None, proposal_id: int, number: int) -> VersionText:
    """A version of an opened proposal. Raises NotFound."""
    await reader_of(tx, who, proposal_id)
    found = await tx.one(Version, q["version"], proposal_id, number)
    if found is None:
        raise NotFound("no-version")
    text: str = await tx.conn.fetchval(q["text"], proposal_id, number)
    return VersionText(found, text, await articles(tx, proposal_id, number))


async def articles(tx: Tx, proposal_id: int, version: int) -> list[ArticleShown]:
    """A version's text, in pieces. For who may read it."""
    return await tx.all(ArticleShown, q["articles"], proposal_id, version)


async def authors(tx: Tx, room_id: int, table_id: int) -> list[CoAuthor]:
    """Those who draft it now, from the first on. For who may read the proposal of this room that is drafted at this table."""
    return await tx.all(CoAuthor, q["authors"], room_id, table_id)


async def texts(
    tx: Tx, who: Who | None, proposal_id: int, older: int, newer: int
) -> tuple[str, str]:
    """The texts of two versions, for what changed between them. Raises NotFound."""
    await reader_of(tx, who, proposal_id)
    found = [await tx.conn.fetchval(q["text"], proposal_id, number) for number in (older, newer)]
    if None in found:
        raise NotFound("no-version")
    return found[0], found[1]


async def draft(tx: Tx, who: Who, proposal_id: int, number: int | None) -> TableDraft:
    """A save at the table (None: the newest), for its co-authors: to all others there is none. Raises NotFound."""
    found = await tx.one(TableDraft, q["draft"], proposal_id, number, who.id)
    if found is None:
        raise NotFound("no-proposal")
    return found


async def reader_of(tx: Tx, who: Who | None, proposal_id: int) -> tuple[Sought, Standing]:
    """Where the proposal is, and the reader's standing where it is told of. A proposal nobody may know of is not there."""
    sought = await tx.one(Sought, q["sought"], proposal_id)
    if sought is None:
        raise NotFound("no-proposal")
    try:
        reader = await standing.reader(tx, who, sought.room_id)
        if not sought.opened:
            reader = await standing.reader(tx, who, sought.table_id)
    except NotFound:
        raise NotFound("no-proposal") from None
    return sought, reader


async def reader_of_opened(tx: Tx, who: Who | None, proposal_id: int) -> Standing:
    """The reader's standing in the room it was put to. One that is not opened is not there, for its co-authors neither."""
    sought, reader = await reader_of(tx, who, proposal_id)
    if not sought.opened:
        raise NotFound("no-proposal")
    return reader
