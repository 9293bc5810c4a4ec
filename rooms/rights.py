"""What a person may do, and why: the administrator's view of the policy table. To look is itself an act on record.

It tells what somebody is in a room, never their number there: in a room that does not show names an administrator
sees that a person is a member, and not what they said. Nor since when: a journal entry has the same time, and a number.
"""

from datetime import datetime

from msgspec import Struct

from rooms import administration, silence, sql
from rooms.errors import NotFound
from rooms.people import Constituency, Who
from rooms.policy import RULES
from rooms.readable import READINGS
from rooms.roles import Role
from rooms.rooms import Naming, Visibility
from rooms.rule import (
    ROOM_STATES,
    SILENCES,
    Asked,
    Rule,
    Standing,
    State,
    answer,
    of_a_room,
    source,
)
from rooms.tx import Tx

q = sql.beside(__file__)

ROOMS = 500  # of a person, in one view
# Whoever looks here is an administrator, so nobody can become the first any more: the link is refused.
FIRST = "accounts.become_first_administrator"


class Looked(Struct, frozen=True):
    """A person as their rights are looked at. `made_by` None: administrator by the first link."""

    id: int
    name: str
    organisation: str
    constituency: Constituency
    administrator_since: datetime | None
    made_by: str | None
    verified: datetime | None
    verified_by: str | None


class Membership(Struct, frozen=True):
    """A room a person is or was in, or (`role` None) never was. `over`: they are there no more.

    `role_by`: who gave the role; None: they joined by themselves. Where names are not shown, this and the times of the
    membership are None.
    """

    room_id: int
    title: str
    visibility: Visibility
    naming: Naming
    archived_at: datetime | None
    archived_reason: str | None
    role: Role | None
    since: datetime | None
    role_since: datetime | None
    role_by: str | None
    ended_at: datetime | None
    over: bool
    removed: bool


class Right(Struct, frozen=True):
    """One row of the table for this person, as things stand.

    `why`: the reason of a refusal, or what gives the right: role, public, own, anyone, outsider, administrator, desk.
    `unless`: the states of a thing that would stand against it.
    """

    right: str
    may: bool
    why: str
    unless: tuple[State, ...]


class RightsOfPerson(Struct, frozen=True):
    """Somebody's rights on the portal, and the rooms they are or were in."""

    person: Looked
    rights: list[Right]
    rooms: list[Membership]


class RightsInRoom(Struct, frozen=True):
    """Somebody's rights in one room."""

    person: Looked
    room: Membership
    rights: list[Right]


async def of_person(tx: Tx, who: Who, person_id: int) -> RightsOfPerson:
    """What somebody may do on the portal and where they are, for an administrator. Raises Forbidden, NotFound."""
    person = await _person(tx, who, person_id)
    standing = Standing(
        administrator=person.administrator_since is not None,
        desk=await tx.conn.fetchval(q["desk"], person_id),
    )
    return RightsOfPerson(
        person,
        _rights(standing, await _silences(tx, person_id, None), of_rooms=False),
        await tx.all(Membership, q["places"], person_id, ROOMS),
    )


async def in_room(tx: Tx, who: Who, person_id: int, room_id: int) -> RightsInRoom:
    """What somebody may do in a room, for an administrator. Raises Forbidden, NotFound."""
    person = await _person(tx, who, person_id)
    room = await tx.one(Membership, q["place"], person_id, room_id)
    if room is None:
        raise NotFound("no-room")
    standing = Standing(
        administrator=person.administrator_since is not None,
        role=None if room.over else room.role,
        public=room.visibility == Visibility.PUBLIC,
        open=room.visibility != Visibility.INVITED and not room.removed,
    )
    archived = room.archived_at is not None
    states = await _silences(tx, person_id, room_id) | {
        State.ARCHIVED if archived else State.NOT_ARCHIVED
    }
    return RightsInRoom(person, room, _rights(standing, states, of_rooms=True))


def _rights(standing: Standing, states: frozenset[State], *, of_rooms: bool) -> list[Right]:
    """The rows of the table that are about a room, or those that are not."""
    return [
        _right(name, rule, standing, states)
        for name, rule in {**READINGS, **RULES}.items()
        if rule.asked != Asked.SYSTEM and of_a_room(rule) is of_rooms
    ]


def _right(name: str, rule: Rule, standing: Standing, states: frozenset[State]) -> Right:
    if name == FIRST:
        return Right(name, may=False, why="no-link", unless=())
    refusal = answer(rule, standing, states)
    unless = tuple(
        state for state in rule.unless if state not in ROOM_STATES and state not in SILENCES
    )
    if refusal is None:
        return Right(name, may=True, why=source(rule, standing), unless=unless)
    return Right(name, may=False, why=refusal.reason, unless=unless)


async def _silences(tx: Tx, person_id: int, room_id: int | None) -> frozenset[State]:
    """What moderation has done about the person, in this room (None: in the whole portal)."""
    acts = {row["act"] for row in await tx.conn.fetch(q["silences"], person_id, room_id)}
    return frozenset(State.MUTED if act == silence.IN_ROOM else State.SUSPENDED for act in acts)


async def _person(tx: Tx, who: Who, person_id: int) -> Looked:
    await administration.required(tx, who)
    person = await tx.one(Looked, q["person"], person_id)
    if person is None:
        raise NotFound("no-person")
    return person
