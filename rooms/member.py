"""A member, as everybody in the room sees them, and what happens to members."""

from datetime import datetime

from msgspec import Struct

from rooms.journal import Event
from rooms.people import Constituency
from rooms.post import Hidden
from rooms.roles import Role


class Member(Struct, frozen=True):
    """A member as the room's rule shows them, which need not be by name.

    `ended_at`: left or removed since; their number still names their posts. `verified`: since when an administrator
    vouches for organisation and constituency.
    """

    number: int
    name: str
    organisation: str
    constituency: Constituency
    role: Role
    ended_at: datetime | None
    verified: datetime | None


class MemberJoined(Event, frozen=True, tag="member.joined"):
    """Somebody joined, was added (`by` says by whom), or came back under their old number."""

    member: Member


class MemberRoleChanged(Event, frozen=True, tag="member.role_changed"):
    """A member is something else in the room from here on."""

    number: int
    role: Role


class MemberLeft(Event, frozen=True, tag="member.left"):
    """A member left; their number still names what they wrote."""

    number: int
    at: datetime


class MemberRemoved(Event, frozen=True, tag="member.removed"):
    """A member was taken out of the room, and why; nothing numbered higher reaches them."""

    number: int
    at: datetime
    reason: str


class MemberRenamed(Event, frozen=True, tag="member.renamed"):
    """A member is shown otherwise: with another name, organisation or constituency, verified or no longer."""

    member: Member


class MemberErased(Event, frozen=True, tag="member.erased"):
    """A member's data were erased: how they are shown from here on, and the earlier entries that show them so now."""

    member: Member
    blanked: list[int]


class MemberNameHidden(Event, frozen=True, tag="member.name_hidden"):
    """Moderation took a name of a member's from its readers, by this rule: how they are shown from here on, and the earlier entries that show them so now."""

    member: Member
    how: Hidden
    rule: str
    blanked: list[int]


class RoomEntered(Event, frozen=True, tag="room.entered"):
    """In a person's inbox: somebody has added them to a room."""

    room_id: int
    role: Role


class RoomLeft(Event, frozen=True, tag="room.left"):
    """In a person's inbox: somebody has taken them out of a room."""

    room_id: int
    reason: str
