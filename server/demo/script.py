"""What is said in the demonstration, as `room.toml` has it (its format is explained there)."""

from pathlib import Path

import msgspec
from msgspec import Struct, field

from rooms.people import Constituency
from rooms.post import Kind
from rooms.roles import Role
from rooms.rooms import Visibility

FILE = Path(__file__).with_name("room.toml")


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody made up."""

    key: str
    name: str
    organisation: str
    constituency: Constituency
    email: str


class Post(Struct, frozen=True, forbid_unknown_fields=True):
    """Something said. `minutes` and `edited_minutes` count from the beginning of its room."""

    key: str
    author: str
    kind: Kind
    minutes: int
    body: str
    reply_to: str | None = None
    edited: str | None = None
    edited_minutes: int = 0
    retracted: bool = False
    retract_reason: str = ""
    agree: list[str] = []
    disagree: list[str] = []
    passing: list[str] = field(name="pass", default_factory=list)


class Thread(Struct, frozen=True, forbid_unknown_fields=True):
    """A thread; the first post is what it was opened with."""

    key: str
    title: str
    author: str
    post: list[Post]
    closed_by: str | None = None
    closed_reason: str = ""


class Room(Struct, frozen=True, forbid_unknown_fields=True):
    """A room and what everybody is in it."""

    key: str
    title: str
    description: str
    visibility: Visibility
    owner: str
    roles: dict[str, Role]
    thread: list[Thread]

    @property
    def minutes(self) -> int:
        """How long it went on."""
        return max(
            max(post.minutes, post.edited_minutes) for thread in self.thread for post in thread.post
        )


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """All of it."""

    person: list[Person]
    room: list[Room]


def read() -> Script:
    """The script of `room.toml`."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Script)
