"""The live protocol: one closed union of messages each way, documented in docs/live.md from these classes."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

Id = Annotated[int, Meta(ge=1, le=2**53)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]


class Follow(Struct, frozen=True, tag="follow", forbid_unknown_fields=True):
    """Send me every entry of the room numbered above `seq`, from now on."""

    room: Id
    epoch: Seq
    seq: Seq


class Unfollow(Struct, frozen=True, tag="unfollow", forbid_unknown_fields=True):
    """Send me no more of the room."""

    room: Id


class Here(Struct, frozen=True, tag="here", forbid_unknown_fields=True):
    """The reader of this line has this followed room before them, None: none, and is sent what goes on in it.

    `shown`: whether they are counted there and named. It takes the place of what the line said before.
    """

    room: Id | None
    shown: bool = True


class Typing(Struct, frozen=True, tag="typing", forbid_unknown_fields=True):
    """The reader writes in this thread of the room that is before them; None: no longer. It holds for 5 s."""

    thread: Id | None


class Caret(Struct, frozen=True, tag="caret", forbid_unknown_fields=True):
    """Where the reader's caret is at the drafting table that is before them; None: nowhere.

    `at`: Yjs' client and clock of the character behind the beginning of the selection, and behind its end; 0, 0: the end of the text.
    """

    at: Annotated[list[Seq], Meta(min_length=4, max_length=4)] | None


FromClient: TypeAlias = Follow | Unfollow | Here | Typing | Caret

# The right of the policy table that each message stands for.
RIGHTS: dict[type[Struct], str] = {
    Follow: "room.read",
    Unfollow: "portal.see",
    Here: "room.read",
    Typing: "posts.reply",
    Caret: "together.push",
}


class InboxAt(Struct, frozen=True):
    """The reader's own inbox and its newest number: its entries are sent without asking."""

    room_id: int
    epoch: int
    seq: int


class Hello(Struct, frozen=True, tag="hello"):
    """The first message.

    `build` names the pages this server serves, `beat_s` is the time between two beats, `person` and `inbox` are
    None where nobody is signed in.
    """

    build: str
    beat_s: int
    person: int | None
    inbox: InboxAt | None


class Followed(Struct, frozen=True, tag="followed"):
    """The room is followed; whoever has entry `seq` has everything that was there when this was sent."""

    room: int
    epoch: int
    seq: int


class Reset(Struct, frozen=True, tag="reset"):
    """The cursor is too old for the line, or of another epoch: take a fresh snapshot and follow from it.

    The room is not followed now. Whoever needs every entry pages `entries?after=`.
    """

    room: int
    epoch: int
    seq: int


class Refused(Struct, frozen=True, tag="refused"):
    """The room is not followed, or no longer: `problem` and `detail` say why, as problem+json would."""

    room: int
    status: int
    problem: str
    detail: str


class Beat(Struct, frozen=True, tag="beat"):
    """The line is alive, and this is how far it has given each room that it is not still catching up with.

    Whoever has less has lost something on the way and follows again.
    """

    heads: dict[int, int]


class Bye(Struct, frozen=True, tag="bye"):
    """The server goes: come back after `retry_ms`, which differs from client to client. Close code 1012 follows."""

    retry_ms: int


class Present(Struct, frozen=True, tag="present"):
    """How many have the room before them, and which members, by number; it takes the place of the one before.

    Above 200 only stewards and experts are named. Who reads a public room from outside is given no numbers.
    """

    room: int
    count: int
    members: list[int]


class Writing(Struct, frozen=True, tag="writing"):
    """How many write in each thread where somebody does, the reader among them; it takes the place of the one before."""

    room: int
    threads: dict[int, int]


class Carets(Struct, frozen=True, tag="carets"):
    """At a drafting table: where the carets of its co-authors are (as in `caret`), by their numbers there, of at most 50; it takes the place of the one before."""

    room: int
    carets: dict[int, list[int]]


class Edited(Struct, frozen=True, tag="edited"):
    """At a drafting table: the number of the newest edit. Whoever has less asks for what they lack."""

    room: int
    seq: int


ToClient: TypeAlias = (
    Hello | Followed | Reset | Refused | Beat | Bye | Present | Writing | Carets | Edited
)

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(FromClient).decode
