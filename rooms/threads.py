"""Threads: a question put to a room, opened with a first post and closed with a reason."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from rooms import columns, held, journal, passages, reactions, silence, sql, standing, writing
from rooms.audit import Command
from rooms.columns import Columns
from rooms.draft import Body, Draft
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.files import Taking
from rooms.held import Saying
from rooms.members import LONGEST_REASON
from rooms.move import Move
from rooms.people import Who
from rooms.post import Kind, Post
from rooms.reactions import Received
from rooms.screening import Speaker, Words, asks
from rooms.standing import Standing
from rooms.text import body, title, unreserved
from rooms.thread import LONGEST_TITLE, Thread, ThreadClosed, ThreadOpened, ThreadReopened
from rooms.tx import Tx
from rooms.writing import New

q = sql.beside(__file__)

WHOLE = 200  # posts: a longer thread is sent without its words, which are then asked for in blocks
BLOCK = 100  # posts in such a block

Title = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
Reason = Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]


class Question(Command, frozen=True):
    """A new thread as its author's browser sends it: a title and the first post, with files of their own."""

    title: Title
    body: Body
    kind: Kind = Kind.OPINION
    files: Taking = field(default_factory=list)
    sure: bool = False


class Closing(Command, frozen=True):
    """Why a thread is closed."""

    reason: Reason


class Opened(Struct, frozen=True):
    """A thread with its first post; where a rule wants it read first neither is there yet, and it is `held` under this number."""

    thread: Thread | None
    post: Post | None
    held: int | None = None


class Lock(Struct, frozen=True):
    """A thread, locked, as the member who wants to close or reopen it sees it."""

    room_id: int
    number: int
    may: bool
    closed_at: datetime | None


async def open_thread(
    tx: Tx, who: Who, room_id: int, question: Question, html: str, at: datetime | None = None
) -> Opened:
    """Open a thread with its first post. `at` None: now. Raises NotFound, Forbidden, Conflict (archived)."""
    author = await tx.one(Speaker, q["floor"], room_id, who.id, tx.roles)
    if author is None:
        raise await standing.outsider(tx, room_id, "no-room")
    await silence.must_let(tx, author)
    heading = unreserved(title(question.title, longest=LONGEST_TITLE), "title")
    said = [
        Words("title", heading),
        Words("post", body(question.body), html),
    ]
    findings = await tx.judge(author, said, sure=question.sure)
    if asks(findings, "hold") or asks(findings, "hide"):  # a title cannot be hidden
        saying = Saying(
            None, said[0].text, None, question.kind, question.body, html, question.files
        )
        return Opened(None, None, (await held.keep(tx, author, saying, findings)).id)
    thread, post = await start(tx, room_id, author.number, question, html, at)
    await tx.screening.flag(tx, post.id, findings)
    return Opened(thread, post)


async def start(
    tx: Tx, room_id: int, number: int, question: Question, html: str, at: datetime | None = None
) -> tuple[Thread, Post]:
    """Write a thread and its first post for a member who was found to be allowed to say this. `at` None: now."""
    thread = await begin(tx, room_id, number, title(question.title, longest=LONGEST_TITLE), at)
    draft = Draft(question.key, question.body, question.kind, files=question.files)
    (post,) = await writing.write([New(tx, room_id, number, thread.id, draft, html, at)])
    return msgspec.structs.replace(thread, posts=1, last_at=post.at), post


async def begin(
    tx: Tx, room_id: int, number: int, heading: str, at: datetime | None = None
) -> Thread:
    """Write a thread without posts, which are to come in the same transaction. `at` None: now."""
    thread = await tx.one(Thread, q["insert"], room_id, heading, number, at)
    assert thread is not None, "an insert returns its row"
    await passages.keep_thread(tx, thread)
    tx.append(room_id, ThreadOpened(thread), by=number, about=[journal.thread(thread.id)])
    return thread


async def close(
    tx: Tx, who: Who, thread_id: int, closing: Closing, at: datetime | None = None
) -> Thread:
    """Take no more posts in a thread; positions on its posts may still be taken. `at` None: now. A reply that has been acknowledged came before the closing."""
    lock = await _lock(tx, who, thread_id)
    if lock.closed_at is not None:
        raise Conflict("thread-closed")
    reason = title(closing.reason, "reason", LONGEST_REASON)
    thread = await tx.one(Thread, q["close"], thread_id, lock.number, reason, at)
    assert thread is not None, "the thread is locked"
    assert thread.closed_at is not None, "just closed"
    tx.append(
        lock.room_id, ThreadClosed(thread_id, thread.closed_at, lock.number, reason), by=lock.number
    )
    return thread


async def reopen(tx: Tx, who: Who, thread_id: int, _: Command) -> Thread:
    """Take posts again. Who closed it and why stays in the journal."""
    lock = await _lock(tx, who, thread_id)
    if lock.closed_at is None:
        raise Conflict("thread-open")
    thread = await tx.one(Thread, q["reopen"], thread_id)
    assert thread is not None, "the thread is locked"
    tx.append(lock.room_id, ThreadReopened(thread_id), by=lock.number)
    return thread


async def _lock(tx: Tx, who: Who, thread_id: int) -> Lock:
    lock = await tx.one(Lock, q["lock"], thread_id, who.id, tx.roles)
    if lock is None:
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of"], thread_id), "no-thread"
        )
    if not lock.may:
        raise Forbidden("role-may-not")
    return lock


class Snapshot(Struct, frozen=True):
    """A thread at one number of its room's journal.

    `columns`: all its posts, for whoever wants a long thread so; `posts` are then those of which there is more to say, and without their words. `mine`: my positions by post. `reactions`: by post and kind, where there are any. `moves`: the markers of what was moved from here. `read`: the ranges of entry numbers, both ends included, that I have read in
    this room. `turn`: when I last took mine in a slow thread, wherever that post stands by now; None: I have not, or it is not slow.
    """

    thread: Thread
    room_id: int
    epoch: int
    seq: int
    posts: list[Post]
    mine: dict[int, str]
    read: list[tuple[int, int]]
    moves: list[Move]
    reactions: list[Received]
    turn: datetime | None = None
    columns: Columns | None = None


class BodyOf(Struct, frozen=True):
    """The words of one post, as of a version."""

    id: int
    version: int
    html: str


class Bodies(Struct, frozen=True):
    """A block of words, as of one number of the room's journal."""

    seq: int
    bodies: list[BodyOf]


class Position(Struct, frozen=True):
    post_id: int
    position: str


class Range(Struct, frozen=True):
    first: int
    last: int


async def snapshot(tx: Tx, who: Who | None, thread_id: int, *, compact: bool = False) -> Snapshot:
    """Everything a page needs to show a thread and to follow its room from there. `compact`: in columns, where it is long. Raises NotFound."""
    room_id, reader = await _reader(tx, who, thread_id)
    thread = await tx.one(Thread, q["thread"], thread_id)
    assert thread is not None, "threads are not deleted"
    whole = thread.posts <= WHOLE
    in_columns = compact and not whole
    return Snapshot(
        thread,
        room_id,
        reader.epoch,
        reader.seq,
        await columns.unlike(tx, thread_id)
        if in_columns
        else await tx.all(Post, q["posts"], thread_id, whole),
        {}
        if reader.number is None
        else {
            p.post_id: p.position
            for p in await tx.all(Position, q["mine"], room_id, thread_id, reader.number)
        },
        []
        if who is None
        else [(r.first, r.last) for r in await tx.all(Range, q["read"], room_id, who.id)],
        await tx.all(Move, q["moves"], thread_id),
        await reactions.of_thread(tx, room_id, thread_id, reader.number),
        await tx.conn.fetchval(q["turn"], thread_id, reader.number)
        if thread.slow_s and reader.number
        else None,
        await columns.columns(tx, thread_id) if in_columns else None,
    )


async def bodies(tx: Tx, who: Who | None, thread_id: int, ids: list[int]) -> Bodies:
    """The words of some posts of a thread, at most BLOCK of them; ids of other threads are passed over."""
    _, reader = await _reader(tx, who, thread_id)
    return Bodies(reader.seq, await tx.all(BodyOf, q["bodies"], thread_id, ids[:BLOCK]))


async def public_room(tx: Tx, thread_id: int) -> int | None:
    """The thread's room where everybody may read it, signed in or not; else None."""
    found: int | None = await tx.conn.fetchval(q["public_room"], thread_id)
    return found


async def _reader(tx: Tx, who: Who | None, thread_id: int) -> tuple[int, Standing]:
    """The thread's room and the reader's standing in it. A thread nobody may know of is one that is not there."""
    room_id: int | None = await tx.conn.fetchval(q["room_of"], thread_id)
    if room_id is None:
        raise NotFound("no-thread")
    try:
        return room_id, await standing.reader(tx, who, room_id)
    except NotFound:
        raise NotFound("no-thread") from None
