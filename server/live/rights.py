"""What an entry does to a reader's right to the room. Pure: the same fold on the live path, on resume and on paging.

A reader's rights are known as of a number (`since`). Every later entry is asked, in order, before it is sent;
so the entry that takes the right away is the last one that can reach the reader, whatever the network does.
"""

import msgspec
from msgspec import Struct

from rooms.roles import Role
from server.live.window import News

GONE = frozenset({"member.left", "member.removed"})
ROLE_CHANGED = "member.role_changed"
KINDS = GONE | {"room.described", ROLE_CHANGED}
SESSION_ENDED = "session.ended"
PRESENCE_CHOSEN = "presence.chosen"


class Reader(Struct, frozen=True):
    """What somebody is to a room as of entry `since`. `number` and `role` None: reads a public room from outside."""

    number: int | None
    public: bool
    since: int
    role: Role | None = None


class _Room(Struct, frozen=True):
    visibility: str


class _Event(Struct, frozen=True):
    number: int = 0
    room: _Room | None = None
    session: int = 0
    erased: bool = False
    seen: bool = True
    role: Role | None = None


class _Frame(Struct, frozen=True):
    event: _Event


_decode = msgspec.json.Decoder(_Frame).decode


def concerns(news: News) -> bool:
    """Whether the entry can take anybody's right, or a part of it, or a session away, or show or hide somebody."""
    return news.kind in KINDS or news.kind in {SESSION_ENDED, PRESENCE_CHOSEN}


def ends(news: News, session_id: int | None) -> bool:
    """Whether the entry is the end of this session."""
    return news.kind == SESSION_ENDED and _decode(news.frame).event.session == session_id


def reason(news: News) -> str:
    """Why a line ends with the end of its session, for whoever is at the other end."""
    return "account-erased" if _decode(news.frame).event.erased else "session-ended"


def seen(news: News) -> bool:
    """Whether the person whose inbox this is is shown where they are, by an entry that says so."""
    return _decode(news.frame).event.seen


def after(reader: Reader, news: News) -> Reader | None:
    """The reader once this entry stands; None: may read nothing numbered above it."""
    if news.seq <= reader.since or news.kind not in KINDS:
        return reader
    event = _decode(news.frame).event
    number, public, role = reader.number, reader.public, reader.role
    if news.kind in GONE and event.number == number:
        number = role = None
    elif news.kind == ROLE_CHANGED and event.number == number:
        role = event.role
    elif event.room is not None:
        public = event.room.visibility == "public"
    if number is None and not public:
        return None
    return Reader(number, public, news.seq, role)
