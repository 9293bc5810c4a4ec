"""The file of a case: all that somebody needs to decide it. For moderators alone, who see the post here and not its room.

Of those who reported only how often they were right is told, never who they are.
"""

from datetime import datetime

import msgspec
from msgspec import Struct

from moderation import cases, proposals, seats, suggesting, thresholds
from moderation.case import Act, Case
from moderation.cases import Locked
from moderation.explaining import explain
from moderation.proposals import BanProposal
from moderation.reasons import Reason
from moderation.suggesting import Suggestion
from rooms import sql
from rooms.people import Language, Who
from rooms.policy import READINGS
from rooms.post import Kind
from rooms.screening import Action, Finding
from rooms.tx import Tx

q = sql.beside(__file__)

SEE = "case.see"
REPORTS = 100  # in a file, the first ones
SANCTIONS = 50  # the newest


class Shown(Struct, frozen=True):
    """A post with its words, also hidden ones; those that its author took back are gone. `author`: as the room names them."""

    id: int
    author: str
    at: datetime
    version: int
    kind: Kind
    html: str
    hidden_as: str | None


class Said(Struct, frozen=True):
    """A report. `right` of the `decided` ones that its writer had made before were."""

    reason: Reason
    words: str
    at: datetime
    right: int
    decided: int


class Acted(Struct, frozen=True):
    """An act of the case, by whom: number and name in the room of moderation."""

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


class Asked(Struct, frozen=True):
    """The review of the newest act that one was asked of. `outcome`: upheld or overturned; None: it waits."""

    words: str
    asked_at: datetime
    due_at: datetime
    outcome: str | None
    decided_at: datetime | None
    note: str | None


class Seen(Struct, frozen=True):
    """What a rule saw: which rule, what it asks for, and the sentence about it in both languages."""

    rule: str
    action: Action
    vi: str
    en: str


class Author(Struct, frozen=True):
    """What is known of the author from before: posts, acts that hid or removed some, and how many of those were overturned."""

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


class Around(Struct, frozen=True):
    """Where the post stands: the titles, and the posts around it by their ids (None: there is none)."""

    room: str
    thread: str
    parent: int | None
    before: int | None
    after: int | None


class CaseFile(Struct, frozen=True):
    """Everything about a case at one number of the journal of the room of moderation.

    `siblings`: the answers next to it, to the same. `findings`: what rules saw in it. The `post` of a held one has no id: 0. `barred`: why I may not decide it, own, reporter or acted.
    `suggested`: what the policy of strikes suggests about the author. `proposal`: a ban that waits for a second.
    """

    case: Case
    seq: int
    room: str
    thread: str
    post: Shown
    parent: Shown | None
    siblings: list[Shown]
    findings: list[Seen]
    reports: list[Said]
    acts: list[Acted]
    review: Asked | None
    author: Author
    sanctions: list[Sanction]
    suggested: Suggestion | None
    proposal: BanProposal | None
    barred: str | None


async def case_file(tx: Tx, who: Who, case_id: int) -> CaseFile:
    """The file, in one snapshot. Raises NotFound where one does not moderate, Forbidden where one only watches."""
    seat = await seats.seen(tx, who, list(READINGS[SEE].roles), "no-case")
    locked = await cases.look(tx, who, case_id)
    around, post, near = await _place(tx, locked)
    author = await tx.one(Author, q["author"], locked.of)
    assert author is not None, "counts are a row"
    return CaseFile(
        await cases.line(tx, case_id),
        await tx.conn.fetchval(q["seq"], seat.room_id),
        around.room,
        around.thread,
        post,
        near.get(around.parent),
        [near[each] for each in (around.before, around.after) if each],
        _findings(await tx.conn.fetchval(q["findings"], case_id)),
        await tx.all(Said, q["reports"], case_id, REPORTS),
        await tx.all(Acted, q["acts"], case_id, seat.room_id),
        await tx.one(Asked, q["review"], case_id),
        author,
        await tx.all(Sanction, q["sanctions"], locked.of, SANCTIONS),
        suggesting.said(await thresholds.suggested(tx, locked.of)),
        await proposals.shown(tx, who, case_id, seat.room_id),
        cases.barred(locked, who),
    )


async def _place(tx: Tx, case: Locked) -> tuple[Around, Shown, dict[int | None, Shown]]:
    """Where the target stands, the target, and what is around it by its id."""
    if case.held_id is not None:
        around, post = (
            await tx.one(Around, q["around_held"], case.held_id),
            await tx.one(Shown, q["held"], case.held_id),
        )
        assert post is not None, "held posts are not deleted"
    else:
        around, post = await tx.one(Around, q["around"], case.post_id), None
    assert around is not None, "posts are not deleted"
    ids = [case.post_id, around.parent, around.before, around.after]
    near: dict[int | None, Shown] = {each.id: each for each in await tx.all(Shown, q["shown"], ids)}
    return around, post or near[case.post_id], near


def _findings(kept: str | None) -> list[Seen]:
    found = [] if kept is None else msgspec.json.decode(kept, type=list[Finding])
    return [
        Seen(each.rule, each.action, explain(each, Language.VI), explain(each, Language.EN))
        for each in found
    ]
