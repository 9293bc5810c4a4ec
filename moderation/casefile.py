"""The file of a case: all that somebody needs to decide it. For moderators alone, who see the target here and not its room.

Of those who reported only how often they were right is told, never who they are. A moderator whose own words the case is about reads
what every author is told, and no more.
"""

from datetime import datetime

from msgspec import Struct

from moderation import bans, cases, seats, suggesting, thresholds, written
from moderation.bans import BanProposal
from moderation.case import Act, Case, Target
from moderation.explaining import Explained
from moderation.grounds import Ground
from moderation.machines import MachineSays
from moderation.reasons import Reason
from moderation.suggesting import Suggestion
from moderation.target import Shown
from moderation.targets import post
from moderation.written import Said
from rooms import sql
from rooms.errors import Conflict
from rooms.people import Who
from rooms.readable import READINGS
from rooms.tx import Tx

q = sql.beside(__file__)

SEE = "case.see"
SANCTIONS = 50  # the newest


class Acted(Struct, frozen=True):
    """An act of the case, by whom: number and name in the room of moderation. `ground`: of a request that was refused."""

    id: int
    act: Act
    reason: Reason | None
    by: int
    name: str
    at: datetime
    public_note: str
    private_note: str
    reverts: int | None
    until: datetime | None
    ground: Ground | None


class Asked(Struct, frozen=True):
    """The review of the newest act that one was asked of. `outcome`: upheld or overturned; None: it waits."""

    words: str
    asked_at: datetime
    due_at: datetime
    outcome: str | None
    decided_at: datetime | None
    note: str | None


class Author(Struct, frozen=True):
    """What is known of the author from before: posts, acts that hid, removed or cut some, and how many of those were overturned."""

    posts: int
    hidden: int
    overturned: int


class Sanction(Struct, frozen=True):
    """What was done about the author, in whatever case. `stands`: it was not taken back; it may be over by its `until`."""

    id: int
    act: Act
    reason: Reason | None
    at: datetime
    until: datetime | None
    stands: bool


class Led(Struct, frozen=True):
    """One of the cases under another."""

    id: int


class Under(Struct, frozen=True):
    """A case that waits under this one, or was decided with it: what it is about, and what was said of it. `barred` as in the file."""

    case: Case
    room: str
    thread: str
    post: Shown
    findings: list[Explained]
    reports: list[Said]
    barred: str | None
    machines: list[MachineSays]


class CaseFile(Struct, frozen=True):
    """Everything about a case at one number of the journal of the room of moderation.

    `siblings`: the answers next to it, to the same. `findings`: what rules saw in it. The `post` of a held one has that of what came of it; 0: there is none yet. `barred`: why I may not decide it, own, reporter or acted.
    `suggested`: what the policy of strikes suggests about the author. `proposal`: a ban that waits for a second.
    `machines`: what these suggest, apart
    from all that rules and people say. `others`: the cases under it.
    Of one's own (`barred` own) there are the words, the acts that were told, the review and the sanctions; all else is empty.
    """

    case: Case
    seq: int
    room: str
    thread: str
    post: Shown
    parent: Shown | None
    siblings: list[Shown]
    findings: list[Explained]
    reports: list[Said]
    acts: list[Acted]
    review: Asked | None
    author: Author
    sanctions: list[Sanction]
    suggested: Suggestion | None
    proposal: BanProposal | None
    barred: str | None
    machines: list[MachineSays]
    others: list[Under]


async def case_file(tx: Tx, who: Who, case_id: int) -> CaseFile:
    """The file, in one snapshot. Raises NotFound where one does not moderate, Forbidden where one only watches, Conflict: a request has its own."""
    seat = await seats.seen(tx, who, list(READINGS[SEE].roles), "no-case")
    locked = await cases.look(tx, who, case_id)
    if locked.target == Target.REQUEST:
        raise Conflict("answer-instead")
    (around,) = await written.places(tx, [locked])
    own = locked.of == who.id
    (of_it,) = await written.written(tx, who, [locked])
    ids = [each for each in (around.parent, around.before, around.after) if each and not own]
    near = {each.id: each for each in await post.shown(tx, ids)}
    author = await tx.one(Author, q["author"], locked.of)
    assert author is not None, "counts are a row"
    return CaseFile(
        await cases.line(tx, case_id),
        await tx.conn.fetchval(q["seq"], seat.room_id),
        around.room,
        around.thread,
        of_it.post,
        near.get(around.parent or 0),
        [near[each] for each in ids if each != around.parent],
        of_it.findings,
        of_it.reports,
        await tx.all(Acted, q["told"], case_id, seat.room_id)
        if own
        else await acts_of(tx, case_id, seat.room_id),
        await review_of(tx, case_id),
        author,
        await tx.all(Sanction, q["sanctions"], locked.of, SANCTIONS),
        None if own else suggesting.said(await thresholds.suggested(tx, locked.of)),
        None if own else await bans.shown(tx, who, case_id, seat.room_id),
        cases.barred(locked, who),
        of_it.machines,
        [] if own else await _under(tx, who, case_id),
    )


async def _under(tx: Tx, who: Who, lead: int) -> list[Under]:
    """The cases under it: as many queries for fifty as for one."""
    ids = [each.id for each in await tx.all(Led, q["under"], lead)]
    if not ids:
        return []
    found = await cases.looks(tx, who, ids)
    places = await written.places(tx, found)
    told = zip(
        found,
        await cases.lines(tx, ids),
        places,
        await written.written(tx, who, found),
        strict=True,
    )
    return [
        Under(
            line, place.room, place.thread, it.post, it.findings, it.reports, cases.barred(case, who), it.machines,
        )
        for case, line, place, it in told
    ]  # fmt: skip


async def acts_of(tx: Tx, case_id: int, desk_id: int) -> list[Acted]:
    """The acts of a case, in order."""
    return await tx.all(Acted, q["acts"], case_id, desk_id)


async def review_of(tx: Tx, case_id: int) -> Asked | None:
    """The newest review that was asked for; None: none was."""
    return await tx.one(Asked, q["review"], case_id)
