"""The index of the search: what each post, thread and room is found by, written in the transaction that writes them.

So a reader finds a post as soon as it is there, and not any more once it is taken back. Each thing has one row in
`passage` and nobody counts anything: how common a word is, Postgres samples for its planner, so no two writers
meet in a row.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from rooms import sql
from rooms.post import Post
from rooms.text import plain
from rooms.text.tokens import VERSION, indexed, said, spaced
from rooms.tx import Tx

if TYPE_CHECKING:  # they write their rows here
    from rooms.rooms import Room
    from rooms.thread import Thread

q = sql.beside(__file__)


class Unindexed(Struct, frozen=True):
    """A post, thread or room whose row is missing or was made by tokens of another version. `text` is HTML for a post."""

    room_id: int
    thread_id: int | None
    post_id: int | None
    author: int | None
    kind: str | None
    at: datetime
    text: str


class Indexed(Struct, frozen=True):
    """How many rows were written, and the id to go on from; None: there are no more."""

    number: int
    last: int | None


class Terms(NamedTuple):
    """A text as the search knows it: its length in words, the words in their order, and every term it is found by."""

    length: int
    folded: str
    found_by: list[str]


def terms_of(html: str) -> Terms:
    """The terms of a post. None of them has a line break in it."""
    return _terms(plain(html))


async def keep_post(tx: Tx, room_id: int, post: Post, html: str) -> None:
    """Let the post be found by what it says now."""
    await _keep(
        tx, Unindexed(room_id, post.thread_id, post.id, post.author, post.kind, post.at, html)
    )


async def keep_thread(tx: Tx, thread: "Thread") -> None:
    """Let the thread be found by its title."""
    await _keep(
        tx,
        Unindexed(
            thread.room_id, thread.id, None, thread.opened_by, None, thread.opened_at, thread.title
        ),
    )


async def keep_room(tx: Tx, room: "Room") -> None:
    """Let the room be found by its title and what it is for."""
    words = f"{room.title}\n{room.description}"
    await _keep(tx, Unindexed(room.id, None, None, None, None, room.opened_at, words))


async def forget_post(tx: Tx, post_id: int) -> None:
    """Let the post not be found any more: whatever takes a post from its readers calls this, in its own transaction."""
    await tx.do(q["forget_post"], post_id)


async def forget_title(tx: Tx, room_id: int, thread_id: int) -> None:
    """Let the thread not be found by a title any more. Its posts are."""
    await tx.do(q["forget_title"], room_id, thread_id)


async def index_rooms(tx: Tx, _: None, after: int, most: int) -> Indexed:
    """Make up for rooms without a row, ids above `after`; an act of the system."""
    return await _index(tx, await tx.all(Unindexed, q["rooms"], after, most, VERSION), most)


async def index_threads(tx: Tx, _: None, after: int, most: int) -> Indexed:
    """Make up for threads without a row, ids above `after`; an act of the system."""
    return await _index(tx, await tx.all(Unindexed, q["threads"], after, most, VERSION), most)


async def index_posts(tx: Tx, _: None, after: int, most: int) -> Indexed:
    """Make up for posts without a row, ids above `after`; an act of the system.

    A post that somebody is changing just now is passed over: they write its row.
    """
    return await _index(tx, await tx.all(Unindexed, q["posts"], after, most, VERSION), most)


async def learn_common_terms(tx: Tx, _: None) -> int:
    """Take over which terms are common from what Postgres has sampled; how many. An act of the system.

    Postgres samples 30,000 rows whenever a tenth of the table has changed, and keeps the thousand commonest terms. A
    search only reads what was taken over, so no writer keeps count of anything.
    """
    return int(await tx.conn.fetchval(q["learn_common_terms"]))


async def _index(tx: Tx, missing: list[Unindexed], most: int) -> Indexed:
    await tx.conn.executemany(q["keep"], map(_row, missing))
    if len(missing) < most:
        return Indexed(len(missing), None)
    last = missing[-1]
    return Indexed(len(missing), last.post_id or last.thread_id or last.room_id)


async def _keep(tx: Tx, thing: Unindexed) -> None:
    await tx.do(q["keep"], *_row(thing))


def _row(thing: Unindexed) -> tuple[Any, ...]:
    terms = _terms(thing.text) if thing.post_id is None else terms_of(thing.text)
    return (
        thing.room_id,
        thing.thread_id,
        thing.post_id,
        thing.author,
        thing.kind,
        thing.at,
        terms.length,
        VERSION,
        terms.folded,
        terms.found_by,
    )


def _terms(text: str) -> Terms:
    of = said(text)
    return Terms(len(of.terms), spaced(of.terms), indexed(of))
