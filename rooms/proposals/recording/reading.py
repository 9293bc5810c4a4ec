"""Reading a decision record: one snapshot of the database, a page of each list."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.digests import ZONE
from rooms.errors import NotFound
from rooms.people import Who
from rooms.proposals import procedures, seats, views
from rooms.proposals.arguing.columns import ColumnCounts
from rooms.proposals.proposal import Proposal, Staged, Version
from rooms.proposals.recording import amendments, arguments, consultations, links
from rooms.proposals.recording.links import Link
from rooms.proposals.recording.record import (
    PAGE,
    SCHEMA,
    Outcome,
    Person,
    Record,
    Share,
    Totals,
    VersionRecorded,
)
from rooms.tx import Tx
from rooms.voting import vote
from rooms.voting.vote import Vote

q = sql.beside(__file__)


class Head(Struct, frozen=True):
    """What stands once in a record. `from_version`: of the post it came out of, None without one."""

    room_title: str
    procedure: str
    stages: int
    amendments: int
    consultations: int
    opened_at: datetime
    as_of: datetime
    from_version: int | None


class Made(Version, frozen=True):
    """A version, the digest of its text, and how many support it now."""

    digest: str
    supporters: int


async def record(tx: Tx, who: Who | None, proposal_id: int, portal: str, page: int = 1) -> Record:
    """A page of the record of an opened proposal. `portal`: what the portal calls itself. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    head = await tx.one(Head, q["head"], proposal_id)
    assert head is not None, "it is opened"
    line = await seats.line(tx, proposal_id)
    assert line.thread_id is not None, "it is opened"
    totals = Totals(line.version, head.stages, head.amendments, head.consultations, line.supporters)
    disputed = await arguments.of(tx, who, proposal_id, page)
    pages = _pages(totals, disputed.counts)
    if page > pages:
        raise NotFound("no-page")
    before = (page - 1) * PAGE
    made = await tx.all(Made, q["versions"], proposal_id, before, PAGE)
    hands = await tx.all(Share, q["hands"], proposal_id, before, PAGE)
    stages = await tx.all(Staged, q["stages"], proposal_id, before, PAGE)
    amended = await amendments.of(tx, line, before, PAGE)
    consulted = await consultations.of(tx, proposal_id, before, PAGE)
    table = await views.authors(tx, line.room_id, line.table_id)
    authors = [each.number for each in table]
    named = {*authors, *(each.by for each in made), *(each.by for each in stages)}
    named |= {n for each in amended for n in (each.amendment.by, each.amendment.decided_by) if n}
    named |= {each.by for each in hands if each.by is not None}
    named |= disputed.named()
    for each in consulted:
        named |= each.named()
    voted = await vote.lines(tx, proposal_id, None, PAGE) if page == 1 else []
    named |= {n for each in voted for n in (each.opened_by, each.annulled_by) if n}
    articles = await views.articles(tx, proposal_id, line.version) if page == 1 else []
    return Record(
        SCHEMA,
        code(proposal_id, head.opened_at),
        portal,
        head.room_title,
        line,
        reader.epoch,
        reader.seq,
        head.as_of,
        head.opened_at,
        links.room(line.room_id),
        links.version(proposal_id, line.version),
        links.thread(line.thread_id),
        _origin(line, head),
        authors,
        procedures.copied(head.procedure),
        totals,
        [_version(proposal_id, each, hands) for each in made],
        stages,
        amended,
        disputed,
        consulted,
        voted,
        await _outcome(tx, voted),
        articles,
        await tx.all(Person, q["people"], line.room_id, line.table_id, sorted(named)),
        page,
        pages,
        links.page(line, page + 1) if page < pages else None,
    )


def _pages(totals: Totals, counts: ColumnCounts) -> int:
    """How many pages the longest list takes; one where all are empty."""
    rows = max(totals.versions, totals.stages, totals.amendments, totals.consultations)
    column = max(counts.supports, counts.critiques, counts.questions)
    return max(-(-rows // PAGE), -(-column // arguments.PAGE))


def code(proposal_id: int, opened_at: datetime) -> str:
    """What a proposal is cited by: DX-2026-00042, the year in which it was opened in Việt Nam, and its number on this portal."""
    return f"DX-{opened_at.astimezone(ZONE).year}-{proposal_id:05d}"


async def _outcome(tx: Tx, votes: Sequence[Vote]) -> Outcome:
    counted = next((each for each in votes if each.result and each.annulled_at is None), None)
    if counted is None:
        return Outcome()
    told = links.vote(counted.id, counted.version)
    sealed = await tx.conn.fetchval(q["sealed"], counted.id)
    return Outcome(told, told, links.checkpoint(counted.id, counted.version), sealed)


def _origin(line: Proposal, head: Head) -> list[Link]:
    found = [links.thread(line.from_thread)] if line.from_thread else []
    if line.from_post and head.from_version:
        found.append(links.post(line.from_post, head.from_version))
    return found


def _version(proposal_id: int, made: Made, hands: list[Share]) -> VersionRecorded:
    version = Version(
        made.number, made.title, made.note, made.by, made.base, made.at, made.amendments
    )
    return VersionRecorded(
        version,
        made.digest,
        made.supporters,
        links.version(proposal_id, made.number),
        links.changes(proposal_id, version),
        [hand for hand in hands if hand.version == made.number],
    )
