"""Invitations into a room: by a link that can be passed on, or by a letter to one address.

Of a link's token only the hash is kept. A letter's token is made when it is sent, out of the invitation and the address,
and proves that its bearer reads there. An invitation is good while whoever made it could still add somebody in that
role; it ends by its time, by its uses, or by a steward's hand. Accepting is an entry like any joining.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from rooms import journal, letters, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.letters import Letter
from rooms.member import Member, MemberJoined
from rooms.members import enter
from rooms.people import Email, Who
from rooms.readable import READINGS
from rooms.roles import Role
from rooms.tx import Tx

q = sql.beside(__file__)

MOST_OPEN = 200  # invitations of a room
LETTER = "invitation"  # the kind of its letter, and the purpose of the token in it

Days = Annotated[int, Meta(ge=1, le=90)]


class Linking(Command, frozen=True):
    """A link as a steward wants it. `uses` None: as many as come in time."""

    role: Literal["member", "observer"] = "member"
    days: Days = 14
    uses: Annotated[int, Meta(ge=1, le=1000)] | None = None


class Inviting(Command, frozen=True):
    """Whom to invite by a letter, and as what."""

    email: Email
    role: Role = Role.MEMBER
    days: Days = 14


class Invitation(Struct, frozen=True):
    """An invitation as a room's stewards see it. `email` None: a link; `most_uses` None: no end but the time."""

    id: int
    room_id: int
    role: Role
    email: str | None
    made_by: int
    made_at: datetime
    expires_at: datetime
    most_uses: int | None
    uses: int


class Fate(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ARCHIVED = "archived"


class Offer(Struct, frozen=True):
    """An invitation as its bearer sees it: into which room, by whom (as the room shows them), as what, until when."""

    room_id: int
    room: str
    by: str
    role: Role
    expires_at: datetime


class Hand(Struct, frozen=True):
    """The steward who acts. `open`: how many invitations of the room still can be accepted."""

    number: int
    role: Role
    may: bool
    archived: bool
    open: int


class Held(Struct, frozen=True):
    """An invitation as somebody who bears it finds it, with what they were in the room before."""

    id: int
    room_id: int
    room: str
    by: str
    role: Role
    expires_at: datetime
    made_by: int
    by_link: bool
    fate: Fate
    inside: bool
    removed: bool
    removed_since: bool


async def open_link(
    tx: Tx, who: Who, room_id: int, linking: Linking, token_hash: bytes
) -> Invitation:
    """Keep a link that lets people join. Raises NotFound, Forbidden, Conflict (archived, too many)."""
    hand = await _hand(tx, who, room_id)
    made = await tx.one(
        Invitation,
        q["insert"],
        room_id,
        linking.role,
        None,
        token_hash,
        hand.number,
        linking.days,
        linking.uses,
    )
    assert made is not None, "an insert returns its row"
    tx.rooms.add(room_id)
    tx.facts |= {"invitation": made.id, "role": made.role}
    return made


async def invite(tx: Tx, who: Who, room_id: int, inviting: Inviting) -> Invitation:
    """Invite somebody by a letter; one that is still open to the same address is revoked by it."""
    hand = await _hand(tx, who, room_id)
    if inviting.role in {Role.OWNER, Role.FACILITATOR} and hand.role != Role.OWNER:
        raise Forbidden("owners-only")
    email = inviting.email.strip().lower()
    if await tx.conn.fetchval(q["inside"], room_id, email):
        raise Conflict("already-member", field="email")
    await tx.do(q["supersede"], room_id, email, hand.number)
    made = await tx.one(
        Invitation, q["insert"], room_id, inviting.role, email, None, hand.number, inviting.days, 1
    )
    assert made is not None, "an insert returns its row"
    tx.rooms.add(room_id)
    tx.facts |= {"invitation": made.id, "role": made.role}
    account = await tx.conn.fetchrow(q["account"], email)
    letter = Letter(
        LETTER,
        email,
        account["language"] if account else who.person.language,
        {"invitation": made.id},
        account["id"] if account else None,
    )
    await letters.enclose(tx, f"{LETTER}:{made.id}", letter)
    return made


async def revoke(tx: Tx, who: Who, room_id: int, invitation_id: int, _: Command) -> Invitation:
    """End an invitation. Raises NotFound where it is not an open one of this room."""
    hand = await _hand(tx, who, room_id, full=False)
    gone = await tx.one(Invitation, q["revoke"], room_id, invitation_id, hand.number)
    if gone is None:
        raise NotFound("no-invitation")
    tx.rooms.add(room_id)
    return gone


async def listing(tx: Tx, who: Who, room_id: int) -> list[Invitation]:
    """The open invitations of a room for its stewards, newest first."""
    await _hand(tx, who, room_id, full=False, roles=READINGS["invitations.see"].roles)
    return await tx.all(Invitation, q["open"], room_id, MOST_OPEN)


async def find_link(tx: Tx, token_hash: bytes) -> int:
    """The id of a link. Raises NotFound."""
    return _there(await tx.conn.fetchval(q["find_link"], token_hash))


async def find_letter(tx: Tx, invitation_id: int, email: str) -> int:
    """The id again, where the letter was to this address. Raises NotFound."""
    return _there(await tx.conn.fetchval(q["find_letter"], invitation_id, email))


async def offer(tx: Tx, invitation_id: int) -> Offer:
    """What an invitation that was found offers. Raises Conflict where it is over, and says why."""
    held = await _held(tx, invitation_id, None)
    return Offer(held.room_id, held.room, held.by, held.role, held.expires_at)


async def accept(tx: Tx, who: Who, _: Command, invitation_id: int) -> Member:
    """Join by an invitation that the person bears: the caller has found it by its token.

    Raises Conflict (over, or inside already) and Forbidden: a link does not lead back who was removed, and a letter
    only where it was sent after that.
    """
    await tx.do(q["lock"], invitation_id)
    held = await _held(tx, invitation_id, who.id)
    if held.removed if held.by_link else held.removed_since:
        raise Forbidden("was-removed")
    if held.inside:
        raise Conflict("already-member", room_id=held.room_id)
    await tx.do(q["use"], held.id)
    member = await enter(tx, held.room_id, who.id, held.role, held.made_by)
    tx.facts["room"] = held.room_id
    tx.append(
        held.room_id, MemberJoined(member), by=member.number, about=[journal.member(member.number)]
    )
    return member


async def _hand(
    tx: Tx, who: Who, room_id: int, *, full: bool = True, roles: Iterable[Role] = ()
) -> Hand:
    """The steward; `full`: to make another one, for which there must be room. `roles` where nothing is done."""
    hand = await tx.one(Hand, q["hand"], room_id, who.id, list(roles) or tx.roles)
    if hand is None:
        raise await standing.outsider(tx, room_id, "no-room")
    if not hand.may:
        raise Forbidden("role-may-not")
    if full and hand.archived:
        raise Conflict("room-archived")
    if full and hand.open >= MOST_OPEN:
        raise Conflict("too-many-invitations", most=MOST_OPEN)
    return hand


def _there(invitation_id: int | None) -> int:
    if invitation_id is None:
        raise NotFound("no-invitation")
    return invitation_id


async def _held(tx: Tx, invitation_id: int, person_id: int | None) -> Held:
    held = await tx.one(Held, q["held"], invitation_id, person_id)
    assert held is not None, "it was found"
    match held.fate:
        case Fate.USED:
            raise Conflict("invitation-used")
        case Fate.EXPIRED:
            raise Conflict("invitation-expired")
        case Fate.REVOKED:
            raise Conflict("invitation-revoked")
        case Fate.ARCHIVED:
            raise Conflict("room-archived")
    return held
