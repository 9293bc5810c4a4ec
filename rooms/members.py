"""Who is in a room and as what. Every change is an entry, so rights change at one number of the journal for all."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import journal, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.member import (
    Member,
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    MemberRoleChanged,
    RoomEntered,
    RoomLeft,
)
from rooms.people import Email, Who
from rooms.roles import Role
from rooms.text import title
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_REASON = 500  # characters


class Adding(Command, frozen=True):
    """Whom to add, by the e-mail of their account, and as what."""

    email: Email
    role: Role = Role.MEMBER


class RoleChange(Command, frozen=True):
    """What a member shall be from now on."""

    role: Role


class Removal(Command, frozen=True):
    """Why a member is removed."""

    reason: Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class Door(Struct, frozen=True):
    """A room as somebody who wants to join it sees it."""

    inside: bool
    removed: bool


class Hand(Struct, frozen=True):
    """The member who acts, and whether the policy lets them."""

    number: int
    role: Role
    may: bool


class Target(Struct, frozen=True):
    """The member acted upon, locked, with the person's inbox."""

    role: Role
    inbox_id: int


class Chair(Struct, frozen=True):
    """A place at a table that has ended: the number there, and when."""

    table_id: int
    number: int
    at: datetime


class Account(Struct, frozen=True):
    """A person to be added, with their inbox, and whether they are in the room already."""

    person_id: int
    inbox_id: int
    inside: bool


async def join(tx: Tx, who: Who, room_id: int, _: Command) -> Member:
    """Enter a room that is open to this person. Raises NotFound (also for a room by invitation), Conflict."""
    door = await tx.one(Door, q["door"], room_id, who.id)
    if door is None:
        raise NotFound("no-room")
    if door.inside:
        raise Conflict("already-member")
    if door.removed:
        raise Forbidden("was-removed")
    member = await enter(tx, room_id, who.id, Role.MEMBER)
    tx.append(
        room_id, MemberJoined(member), by=member.number, about=[journal.member(member.number)]
    )
    return member


async def add(tx: Tx, who: Who, room_id: int, adding: Adding) -> Member:
    """Put a person with an account into the room. Only owners make owners and facilitators."""
    hand = await _hand(tx, who, room_id)
    _may_grant(hand, adding.role)
    account = await tx.one(Account, q["account"], room_id, adding.email.strip().lower())
    if account is None:
        raise NotFound("no-account", field="email")
    if account.inside:
        raise Conflict("already-member", field="email")
    member = await enter(tx, room_id, account.person_id, adding.role, hand.number)
    tx.facts |= {"number": member.number, "role": adding.role}
    tx.append(room_id, MemberJoined(member), by=hand.number, about=[journal.member(member.number)])
    tx.append(account.inbox_id, RoomEntered(room_id, adding.role))
    return member


async def change_role(tx: Tx, who: Who, room_id: int, number: int, change: RoleChange) -> Member:
    """Make a member something else. The last owner stays one."""
    hand = await _hand(tx, who, room_id)
    target = await _target(tx, room_id, number)
    if target.role == Role.OWNER and change.role != Role.OWNER:
        await _not_the_last_owner(tx, room_id)
    await tx.do(q["change_role"], room_id, number, change.role, hand.number)
    member = await shown(tx, room_id, number)
    tx.facts["role"] = change.role
    tx.append(room_id, MemberRoleChanged(number, change.role), by=hand.number)
    return member


async def leave(tx: Tx, who: Who, room_id: int, _: Command) -> Member:
    """Leave a room. The last owner cannot."""
    await tx.do(q["lock_tables"], room_id, None, who.id)
    hand = await _hand(tx, who, room_id)
    if hand.role == Role.OWNER:
        await _not_the_last_owner(tx, room_id)
    member, at = await _end(tx, room_id, hand.number, None)
    await _leave_tables(tx, room_id, hand.number)
    tx.append(room_id, MemberLeft(hand.number, at), by=hand.number)
    return member


async def remove(tx: Tx, who: Who, room_id: int, number: int, removal: Removal) -> Member:
    """Take a member out of the room, with a reason that the journal keeps. Nothing numbered later reaches them."""
    await tx.do(q["lock_tables"], room_id, number, None)
    hand = await _hand(tx, who, room_id)
    target = await _target(tx, room_id, number)
    _may_grant(hand, target.role)
    if target.role == Role.OWNER:
        await _not_the_last_owner(tx, room_id)
    reason = title(removal.reason, "reason", LONGEST_REASON)
    member, at = await _end(tx, room_id, number, hand.number)
    await _leave_tables(tx, room_id, number)
    tx.append(room_id, MemberRemoved(number, at, reason), by=hand.number)
    tx.append(target.inbox_id, RoomLeft(room_id, reason))
    return member


async def enter(
    tx: Tx, room_id: int, person_id: int, role: Role, given_by: int | None = None
) -> Member:
    """Write the membership: a new number, or the old one for somebody who comes back. `given_by` None: themselves."""
    await tx.do(q["one_at_a_time"], room_id, person_id)
    number = await tx.conn.fetchval(q["enter"], room_id, person_id, role, given_by)
    if number is None:
        raise Conflict("already-member")
    return await shown(tx, room_id, number)


async def shown(tx: Tx, room_id: int, number: int) -> Member:
    """A member there is, as the room shows them now."""
    member = await tx.one(Member, q["shown"], room_id, number)
    assert member is not None, "a number was given to somebody"
    return member


async def _hand(tx: Tx, who: Who, room_id: int) -> Hand:
    hand = await tx.one(Hand, q["hand"], room_id, who.id, tx.roles)
    if hand is None:
        raise await standing.outsider(tx, room_id, "no-room")
    if not hand.may:
        raise Forbidden("role-may-not")
    return hand


async def _target(tx: Tx, room_id: int, number: int) -> Target:
    target = await tx.one(Target, q["target"], room_id, number)
    if target is None:
        raise NotFound("no-member")
    return target


async def _end(
    tx: Tx, room_id: int, number: int, removed_by: int | None
) -> tuple[Member, datetime]:
    await tx.do(q["end"], room_id, number, removed_by)
    member = await shown(tx, room_id, number)
    assert member.ended_at is not None, "just ended"
    return member, member.ended_at


async def _leave_tables(tx: Tx, room_id: int, number: int) -> None:
    """Who is out of the room drafts there with nobody any more. Whoever sits at a table alone keeps it, for when they come back."""
    await tx.do(q["lock_chairs"], room_id, number)
    for each in await tx.all(Chair, q["leave_tables"], room_id, number):
        tx.append(each.table_id, MemberLeft(each.number, each.at), by=each.number)


def _may_grant(hand: Hand, role: Role) -> None:
    if role in {Role.OWNER, Role.FACILITATOR} and hand.role != Role.OWNER:
        raise Forbidden("owners-only")


async def _not_the_last_owner(tx: Tx, room_id: int) -> None:
    """Owners are counted under their locks, so two who leave at once do not both believe the other stays."""
    owners = await tx.conn.fetch(q["owners"], room_id)
    if len(owners) < 2:  # noqa: PLR2004 - the one who goes and one who stays
        raise Conflict("last-owner")
