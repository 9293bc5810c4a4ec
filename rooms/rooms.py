"""Rooms: a journal with members. A discussion room is opened, described and archived; an inbox is one person's own."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from rooms import journal, passages, sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden
from rooms.journal import Event
from rooms.member import MemberJoined
from rooms.members import LONGEST_REASON, enter
from rooms.people import Who
from rooms.roles import Role
from rooms.screening import Words
from rooms.text import clean, title, within
from rooms.thread import LONGEST_TITLE
from rooms.threads import Reason, Title
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_DESCRIPTION = 2000  # characters


class Visibility(StrEnum):
    """Who may read a room: anyone at all; its members, though the signed-in see it and may join; only those added."""

    PUBLIC = "public"
    MEMBERS = "members"
    INVITED = "invited"


class Naming(StrEnum):
    """How a room names its members: by name; by what they speak for, without the name; or by pseudonyms of its own.

    Chosen when the room is opened and never changed: what was said under one rule is not shown under another.
    """

    NAMES = "names"
    ROLES = "roles"
    PSEUDONYMS = "pseudonyms"


class Description(Command, frozen=True):
    """What a room is about and who may read it."""

    title: Title
    description: Annotated[str, Meta(max_length=LONGEST_DESCRIPTION)]
    visibility: Visibility


class Opening(Description, frozen=True):
    """A new room: what it is about, who may read it, and how it names its members."""

    naming: Naming = Naming.NAMES


class Archiving(Command, frozen=True):
    """Why a room is archived."""

    reason: Reason


class Room(Struct, frozen=True):
    """A room as stored, answered and pushed."""

    id: int
    kind: str
    title: str
    description: str
    visibility: Visibility
    naming: Naming
    opened_at: datetime
    archived_at: datetime | None
    archived_by: int | None
    archived_reason: str | None


class RoomOpened(Event, frozen=True, tag="room.opened"):
    """The first entry of every discussion room."""

    room: Room


class RoomDescribed(Event, frozen=True, tag="room.described"):
    """The room has other words or another visibility: from here on it is closed to whom that shuts out."""

    room: Room


class RoomArchived(Event, frozen=True, tag="room.archived"):
    """The room is only for reading, and why."""

    room: Room


class RoomUnarchived(Event, frozen=True, tag="room.unarchived"):
    """An archived room is open again."""

    room: Room


class Keys(Struct, frozen=True):
    """A room, locked, as a member who wants to change it sees it."""

    number: int
    may: bool
    archived: bool


async def open_room(tx: Tx, who: Who, opening: Opening, at: datetime | None = None) -> Room:
    """Open a discussion room; whoever opens it owns it. `at` None: now."""
    heading, words = _words(tx, opening)
    room = await tx.one(Room, q["insert"], heading, words, opening.visibility, opening.naming, at)
    assert room is not None, "an insert returns its row"
    member = await enter(tx, room.id, who.id, Role.OWNER)
    tx.facts["room"] = room.id
    await passages.keep_room(tx, room)
    tx.append(room.id, RoomOpened(room), by=member.number)
    tx.append(
        room.id, MemberJoined(member), by=member.number, about=[journal.member(member.number)]
    )
    return room


async def describe(tx: Tx, who: Who, room_id: int, description: Description) -> Room:
    """Change a room's words or who may read it. Made less public, it is closed at once to those outside."""
    keys = await _keys(tx, who, room_id)
    if keys.archived:
        raise Conflict("room-archived")
    heading, words = _words(tx, description)
    room = await tx.one(Room, q["describe"], room_id, heading, words, description.visibility)
    assert room is not None, "the room is locked"
    tx.facts["visibility"] = description.visibility
    await passages.keep_room(tx, room)
    tx.append(room_id, RoomDescribed(room), by=keys.number)
    return room


async def archive(tx: Tx, who: Who, room_id: int, archiving: Archiving) -> Room:
    """Keep a room for reading only. Its own entry is the last, until it is taken back."""
    keys = await _keys(tx, who, room_id)
    if keys.archived:
        raise Conflict("room-archived")
    room = await tx.one(
        Room, q["archive"], room_id, keys.number, title(archiving.reason, "reason", LONGEST_REASON)
    )
    assert room is not None, "the room is locked"
    tx.append(room_id, RoomArchived(room), by=keys.number)
    return room


async def unarchive(tx: Tx, who: Who, room_id: int, _: Command) -> Room:
    """Open an archived room again."""
    keys = await _keys(tx, who, room_id)
    if not keys.archived:
        raise Conflict("room-not-archived")
    room = await tx.one(Room, q["unarchive"], room_id)
    assert room is not None, "the room is locked"
    tx.append(room_id, RoomUnarchived(room), by=keys.number)
    return room


def _words(tx: Tx, description: Description) -> tuple[str, str]:
    heading = title(description.title, longest=LONGEST_TITLE)
    words = clean(description.description, "description").strip()
    within(words, "description", LONGEST_DESCRIPTION)
    tx.screen(Words("title", heading))
    tx.screen(Words("description", words))
    return heading, words


async def _keys(tx: Tx, who: Who, room_id: int) -> Keys:
    keys = await tx.one(Keys, q["keys"], room_id, who.id, tx.roles)
    if keys is None:
        raise await standing.outsider(tx, room_id, "no-room")
    if not keys.may:
        raise Forbidden("role-may-not")
    return keys
