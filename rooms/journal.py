"""The journal of a room: entries numbered 1, 2, 3 … without gaps, in the order of their commits.

An Event says what happened. An Entry is an Event with its place in one room, and `frame` is the one text of it
that every reader gets: live, on resume, or page by page.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec import Raw, Struct

_encode = msgspec.json.Encoder().encode


class Event(Struct, frozen=True, tag_field="type"):
    """A fact about a room. Subclasses are tagged with noun and past participle: `post.added`."""


class Entry(Struct, frozen=True):
    """One line of a room's journal. `by` is the actor's member number, None for the system or a non-member."""

    room_id: int
    epoch: int
    seq: int
    at: datetime
    kind: str
    by: int | None
    event: Raw


class Frame(Struct, frozen=True, tag="entry"):
    """An entry as readers get it."""

    room: int
    seq: int
    at: datetime
    by: int | None
    event: Raw


class Subject(Struct, frozen=True):
    """What an entry carries words of or speaks of, so that removal and erasure find it."""

    kind: str  # post, thread or member
    id: int


def post(post_id: int) -> Subject:
    """The entry carries words of this post."""
    return Subject("post", post_id)


def thread(thread_id: int) -> Subject:
    """The entry bears the title of this thread."""
    return Subject("thread", thread_id)


def member(number: int) -> Subject:
    """The entry names this member by more than a number."""
    return Subject("member", number)


def frame(entry: Entry) -> bytes:
    """The entry's JSON, the same bytes whenever and wherever it is made."""
    return _encode(Frame(entry.room_id, entry.seq, entry.at, entry.by, entry.event))


def without_words(event: bytes) -> bytes:
    """The event about a post whose words are gone: the same event with its `html` empty and without its files.

    One that tells that the post was taken back has no more words than the reason, nor has one that tells how its amendment ended.
    """
    told = msgspec.json.decode(event)
    if "amendment" in told:
        told["amendment"]["reason"] = ""
    elif "post" in told:
        told["post"] |= {"html": "", "files": []}
    else:
        told["reason"] = ""
    return _encode(told)


def without_title(event: bytes, thread_id: int, title: str) -> bytes:
    """The event that bears the title of a thread: the same event with what the thread is called now."""
    told = msgspec.json.decode(event)
    for thread in (told.get(name) for name in ("thread", "source", "target")):
        if thread is not None and thread["id"] == thread_id:
            thread["title"] = title
    if told.get("thread_id") == thread_id:
        told["title"] = title
    move = told.get("move")
    if move is not None and move["to_thread_id"] == thread_id:
        move["to_title"] = title
    return _encode(told)


def without_name(event: bytes, name: str, organisation: str) -> bytes:
    """The event about a member who was erased: the same event with what stands in the place of their name now."""
    told = msgspec.json.decode(event)
    told["member"] |= {"name": name, "organisation": organisation, "verified": None}
    return _encode(told)


def frame_without_words(line: bytes) -> bytes:
    """The same for a ready frame, so that what is kept in memory stays, byte for byte, what is in the table."""
    return _reframed(line, without_words)


def frame_without_title(line: bytes, thread_id: int, title: str) -> bytes:
    """The same of a title."""
    return _reframed(line, lambda event: without_title(event, thread_id, title))


def frame_without_name(line: bytes, name: str, organisation: str) -> bytes:
    """The same of a member who was erased."""
    return _reframed(line, lambda event: without_name(event, name, organisation))


def _reframed(line: bytes, change: Callable[[bytes], bytes]) -> bytes:
    told = msgspec.json.decode(line, type=Frame)
    return _encode(Frame(told.room, told.seq, told.at, told.by, Raw(change(bytes(told.event)))))
