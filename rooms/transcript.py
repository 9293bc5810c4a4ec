"""A room to be read as a document: its threads one after the other, and each thread by itself, page by page.

A short room stands on one page, whole; what does not fit there is named there and read by itself. The right to
read is the one of every other reading, asked first.
"""

from collections import defaultdict

from msgspec import Struct

from rooms import reading_order, sql, standing
from rooms.errors import NotFound
from rooms.member import Member
from rooms.move import Move
from rooms.people import Who
from rooms.post import Post
from rooms.proposals.anchoring import subject
from rooms.proposals.anchoring.subject import Regarding
from rooms.reading_order import MOST_BYTES, MOST_POSTS, Outline, Placed
from rooms.rooms import Room
from rooms.text import mentions
from rooms.thread import Thread
from rooms.tx import Tx

q = sql.beside(__file__)

THREADS = 100  # on a page of a room


class Passage(Struct, frozen=True):
    """A post where it stands: how deep, and whom (a member's number, None: nobody) it answers."""

    post: Post
    depth: int
    answers: int | None


class Section(Struct, frozen=True):
    """A thread with the posts that stand on this page; `whole` False: it is to be read by itself.

    `moves`: the markers of branches that were moved from where these posts stand.
    """

    thread: Thread
    passages: list[Passage]
    whole: bool
    moves: list[Move]


class Transcript(Struct, frozen=True):
    """One page, as of one number of the room's journal.

    `people` are those it names, by their numbers in the room; `pages` is None where they were not counted, `more`
    says that there is a next one. `about`: what posts of a proposal's discussion are about, by their ids; `discusses`: the proposals, by
    the threads that discuss them.
    """

    room: Room
    seq: int
    sections: list[Section]
    people: dict[int, Member]
    about: dict[int, Regarding]
    discusses: dict[int, int]
    page: int
    pages: int | None
    more: bool


class Place(Struct, frozen=True):
    """Where a post is found: the page of its thread."""

    thread_id: int
    page: int


async def room(tx: Tx, who: Who | None, room_id: int, page: int) -> Transcript:
    """A page of a room: THREADS of its threads, with the posts of those that fit on it whole. Raises NotFound."""
    seq = (await standing.reader(tx, who, room_id)).seq
    found = await tx.all(Thread, q["threads"], room_id, THREADS + 1, (page - 1) * THREADS)
    if page > 1 and not found:
        raise NotFound("no-page")
    threads = found[:THREADS]
    orders = await _that_fit(tx, threads)
    posts = await _posts(tx, [placed for order in orders.values() for placed in order])
    moves = await _moves(tx, list(orders))
    sections = [
        Section(
            thread,
            _passages(orders.get(thread.id, []), posts),
            thread.id in orders,
            [move for move in moves if move.thread_id == thread.id],
        )
        for thread in threads
    ]
    return await _transcript(tx, room_id, seq, sections, page, None, more=len(found) > THREADS)


async def thread(tx: Tx, who: Who | None, room_id: int, thread_id: int, page: int) -> Transcript:
    """A page of a thread of this room. Raises NotFound."""
    seq = (await standing.reader(tx, who, room_id)).seq
    found = await tx.one(Thread, q["thread"], room_id, thread_id)
    if found is None:
        raise NotFound("no-thread")
    pages = reading_order.pages(
        reading_order.arranged(await tx.all(Outline, q["outlines"], [thread_id]))
    )
    if page > len(pages):
        raise NotFound("no-page")
    here = pages[page - 1]
    ids = {placed.id for placed in here}
    moves = [
        move
        for move in await _moves(tx, [thread_id])
        if move.parent_id in ids or (move.parent_id is None and page == 1)
    ]
    section = Section(found, _passages(here, await _posts(tx, here)), True, moves)
    more = page < len(pages)
    return await _transcript(tx, room_id, seq, [section], page, len(pages), more=more)


async def place(tx: Tx, who: Who | None, room_id: int, post_id: int) -> Place:
    """Where in the room's transcript a post stands now. Raises NotFound."""
    await standing.reader(tx, who, room_id)
    thread_id = await tx.conn.fetchval(q["thread_of"], room_id, post_id)
    if thread_id is None:
        raise NotFound("no-post")
    order = reading_order.arranged(await tx.all(Outline, q["outlines"], [thread_id]))
    for number, page in enumerate(reading_order.pages(order), 1):
        if any(placed.id == post_id for placed in page):
            return Place(thread_id, number)
    raise NotFound("no-post")


async def _that_fit(tx: Tx, threads: list[Thread]) -> dict[int, list[Placed]]:
    """Those threads that the page still has room for, from the first on, each whole."""
    left_posts, wanted = MOST_POSTS, []
    for each in threads:
        if each.posts <= left_posts:
            wanted.append(each.id)
            left_posts -= each.posts
    outlines: dict[int, list[Outline]] = defaultdict(list)
    for outline in await tx.all(Outline, q["outlines"], wanted):
        outlines[outline.thread_id].append(outline)
    left_bytes, fit = MOST_BYTES, {}
    for thread_id in wanted:
        order = reading_order.arranged(outlines[thread_id])
        size_bytes = sum(placed.size_bytes for placed in order)
        if size_bytes <= left_bytes:
            fit[thread_id] = order
            left_bytes -= size_bytes
    return fit


async def _posts(tx: Tx, placed: list[Placed]) -> dict[int, Post]:
    return {post.id: post for post in await tx.all(Post, q["posts"], [each.id for each in placed])}


async def _moves(tx: Tx, threads: list[int]) -> list[Move]:
    return await tx.all(Move, q["moves"], threads)


def _passages(order: list[Placed], posts: dict[int, Post]) -> list[Passage]:
    return [Passage(posts[placed.id], placed.depth, placed.answers) for placed in order]


async def _transcript(
    tx: Tx,
    room_id: int,
    seq: int,
    sections: list[Section],
    page: int,
    pages: int | None,
    *,
    more: bool,
) -> Transcript:
    room = await tx.one(Room, q["room"], room_id)
    assert room is not None, "its standing was just read"
    named = {room.archived_by}
    for section in sections:
        named |= {section.thread.opened_by, section.thread.closed_by}
        named |= {move.by for move in section.moves}
        for passage in section.passages:
            named |= {passage.post.author, passage.answers, *mentions(passage.post.html or "")}
    people = await tx.all(Member, q["people"], room_id, [n for n in named if n is not None])
    about = await subject.of_posts(tx, [each.post.id for s in sections for each in s.passages])
    discusses = await subject.of_threads(tx, [section.thread.id for section in sections])
    return Transcript(
        room, seq, sections, {m.number: m for m in people}, about, discusses, page, pages, more
    )
