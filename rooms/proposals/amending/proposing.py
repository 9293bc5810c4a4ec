"""Proposing an amendment, putting it otherwise, and moving it to a newer version.

What a member types is the whole text as they want it. Its difference to the version they name is what is kept, so it can be shown
beside others', taken in part and moved. It is judged by the rules as a version is: nothing of it could be held by itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rooms import posts, slowing, sql, writing
from rooms.audit import Command
from rooms.draft import Body, Draft
from rooms.errors import Conflict, Forbidden, Malformed, Stale
from rooms.people import Who
from rooms.post import Kind
from rooms.proposals import presenting, seats
from rooms.proposals.amending import places
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentProposed, AmendmentRevised
from rooms.proposals.amending.changes import Change, Rebased
from rooms.proposals.drafting import Text
from rooms.proposals.presenting import Shown
from rooms.proposals.seats import Seat
from rooms.screening import Words
from rooms.text import body
from rooms.tx import Tx
from rooms.writing import New

q = sql.beside(__file__)

MOST_CHANGES = 1000  # in one amendment: who wants more of a text otherwise wants another text


class Amending(Command, frozen=True):
    """The whole text as its author wants it, made of the version `base`, and why. If that is no longer the newest, Stale."""

    base: int
    text: Text
    body: Body
    sure: bool = False


class Revising(Command, frozen=True):
    """The whole text as its author wants it now, in the place of this revision."""

    base: int
    revision: int
    text: Text
    sure: bool = False


class Rebasing(Command, frozen=True):
    """That this revision ask for the same in this version, the newest."""

    revision: int
    version: int


class Edit(NamedTuple):
    """What was typed, as it is kept: the changes, and the lines they stand in, rendered."""

    changes: Sequence[Change]
    pieces: Sequence[Shown]


async def propose(
    tx: Tx, who: Who, proposal_id: int, amending: Amending, html: str, edit: Edit
) -> AmendmentLine:
    """Propose changes to the newest version. `html`: the reasons; `edit`: what was typed, found in that version.

    Raises as `seats.take`; Conflict (not in this stage, nothing is changed, a rule does not let it pass, the thread is closed), Stale,
    Malformed (too many changes), TooMany (a slow thread).
    """
    seat = await seats.take(tx, who, proposal_id)
    state = await places.taken(tx, seat)
    _must_be_newest(amending.base, state.version)
    if not edit.changes:
        raise Conflict("amendment-same", field="text")
    _must_be_readable(edit.changes)
    thread_id = await _turn(tx, who, proposal_id)
    reasons = Words("post", body(amending.body), html)
    findings = await presenting.judge(tx, who, seat, [reasons, *_words(edit)], sure=amending.sure)
    draft = Draft(amending.key, amending.body, Kind.SOLUTION)
    (post,) = await writing.write([New(tx, seat.room_id, seat.number, thread_id, draft, html)])
    await tx.screening.flag(tx, post.id, findings)
    amendment_id: int = await tx.conn.fetchval(
        q["propose"], proposal_id, seat.room_id, seat.number, post.id
    )
    await _write(tx, seat, amendment_id, 1, amending.base, edit.changes)
    tx.facts["amendment"] = amendment_id
    line = await places.line(tx, amendment_id)
    told = AmendmentProposed(await seats.line(tx, proposal_id), line)
    tx.append(seat.room_id, told, by=seat.number)
    return line


async def revise(
    tx: Tx, who: Who, amendment_id: int, revising: Revising, edit: Edit
) -> AmendmentLine:
    """Let one's own amendment ask for something else, in the newest version. Raises as `propose`; Forbidden (not theirs)."""
    place = await places.take(tx, who, amendment_id)
    if place.amendment.by != place.seat.number:
        raise Forbidden("not-yours")
    places.must_be(place.amendment, revising.revision)
    _must_be_newest(revising.base, place.state.version)
    await places.must_show(tx, amendment_id)
    now = await places.changes_of(tx, amendment_id, revising.revision)
    if not edit.changes or (place.amendment.base, now) == (revising.base, list(edit.changes)):
        raise Conflict("amendment-same", field="text")
    _must_be_readable(edit.changes)
    findings = await presenting.judge(tx, who, place.seat, _words(edit), sure=revising.sure)
    await tx.screening.flag(tx, place.amendment.post_id, findings)
    return await _revised(tx, place.seat, place.amendment, revising.base, edit.changes)


async def rebase(
    tx: Tx, who: Who, amendment_id: int, rebasing: Rebasing, rebased: Rebased | None
) -> AmendmentLine:
    """Move an amendment to the newest version, where nothing of it touches what changed there.

    `rebased`: that revision in that version; None: it could not be found, as one of both has come only since, or does not exist.

    Raises as `places.take`; Forbidden (neither its author nor a co-author), Stale, Conflict (it touches, all of it stands there),
    Malformed (it is from before there was a bound).
    """
    place = await places.take(tx, who, amendment_id)
    if place.amendment.by != place.seat.number and place.seat.chair is None:
        raise Forbidden("not-yours")
    places.must_be(place.amendment, rebasing.revision)
    _must_be_newest(rebasing.version, place.state.version)
    await places.must_show(tx, amendment_id)
    if place.amendment.base == place.state.version:
        raise Conflict("amendment-current")
    if rebased is None:
        raise Stale("version-changed", field="base", version=place.state.version)
    if rebased.conflicts:
        raise Conflict("amendment-touched", conflicts=rebased.conflicts)
    if not rebased.changes:
        raise Conflict("amendment-done")
    _must_be_readable(rebased.changes)
    return await _revised(tx, place.seat, place.amendment, rebasing.version, rebased.changes)


def _must_be_newest(base: int, version: int) -> None:
    if base != version:
        raise Stale("version-changed", field="base", version=version)


def _must_be_readable(changes: Sequence[Change]) -> None:
    if len(changes) > MOST_CHANGES:
        raise Malformed("too-many-changes", field="text", changes=len(changes), most=MOST_CHANGES)


async def _turn(tx: Tx, who: Who, proposal_id: int) -> int:
    """The proposal's thread, where it is this person's turn to say something. Raises Conflict (it is closed), TooMany."""
    thread_id: int = await tx.conn.fetchval(q["thread"], proposal_id)
    (floor,) = await posts.places(tx, [thread_id], [who.id])
    if floor.closed:
        raise Conflict("thread-closed")
    if floor.slow_s is not None:
        await slowing.take_turn(tx, floor, thread_id, floor.slow_s)
    return thread_id


def _words(edit: Edit) -> list[Words]:
    return [Words("post", piece.article.source, piece.html) for piece in edit.pieces]


async def _revised(
    tx: Tx, seat: Seat, amendment: AmendmentLine, base: int, changes: Sequence[Change]
) -> AmendmentLine:
    await _write(tx, seat, amendment.id, amendment.revision + 1, base, changes)
    tx.facts |= {"amendment": amendment.id, "version": base}
    line = await places.line(tx, amendment.id)
    told = AmendmentRevised(await seats.line(tx, seat.id), line)
    tx.append(seat.room_id, told, by=seat.number)
    return line


async def _write(
    tx: Tx, seat: Seat, amendment_id: int, revision: int, base: int, changes: Sequence[Change]
) -> None:
    await tx.do(
        q["revise"], amendment_id, revision, seat.id, seat.room_id, base, len(changes), seat.number
    )
    await tx.do(
        q["changes"],
        amendment_id,
        revision,
        [each.first for each in changes],
        [each.dropped for each in changes],
        [each.added for each in changes],
    )
