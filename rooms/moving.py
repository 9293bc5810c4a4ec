"""Moving a branch: a post with everything beneath it into a new thread of its room, or into another one that is there.

Posts keep their ids, authors, words, positions, files and the numbers of their entries, so what was read stays read and
whatever names a post finds it. Only the thread they stand in is another one, and what the first of them answers. A marker stays
where it was, and a row for each post says that it once stood there (`post_stood`), by which old addresses lead on.
"""

from collections.abc import Iterable

from msgspec import Struct

from rooms import journal, sql, standing, threads
from rooms.errors import Conflict, Forbidden, Malformed, NotFound, TooComplex
from rooms.members import LONGEST_REASON
from rooms.move import Joining, Move, Moved, PostsMoved, Splitting
from rooms.people import Who
from rooms.screening import Words
from rooms.text import title, unreserved
from rooms.thread import LONGEST_TITLE, Thread
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 5000  # posts in one move


class Ground(Struct, frozen=True):
    """A post as the member sees it who wants to move it."""

    room_id: int
    thread_id: int
    parent_id: int | None
    number: int
    may: bool


class Lock(Struct, frozen=True):
    """A thread of the room, locked: whoever was writing in it has committed, whoever wants to waits."""

    id: int
    closed: bool


class Leaf(Struct, frozen=True):
    """A post of a thread, without anything but its place."""

    id: int
    parent_id: int | None


async def split(tx: Tx, who: Who, post_id: int, splitting: Splitting) -> Moved:
    """Take a branch out into a thread of its own. Raises NotFound, Forbidden, Conflict (closed, archived), TooComplex (too large)."""
    ground = await _ground(tx, who, post_id, None)
    heading = unreserved(title(splitting.title, longest=LONGEST_TITLE), "title")
    tx.screen(Words("title", heading))
    reason = title(splitting.reason, "reason", LONGEST_REASON)
    branch = await _branch(tx, ground, post_id)
    thread = await threads.begin(tx, ground.room_id, ground.number, heading)
    return await _move(tx, ground, post_id, branch, thread.id, None, reason)


async def join(tx: Tx, who: Who, post_id: int, joining: Joining) -> Moved:
    """Take a branch into another thread of the room: so a move is taken back too. Raises as `split`, and where it stands there already.

    Malformed where `parent_id` stands elsewhere, or is younger than what would answer it.
    """
    ground = await _ground(tx, who, post_id, joining.thread_id)
    reason = title(joining.reason, "reason", LONGEST_REASON)
    if joining.parent_id is not None and joining.parent_id > post_id:
        raise Malformed("parent-younger", field="parent_id")
    branch = await _branch(tx, ground, post_id)
    return await _move(tx, ground, post_id, branch, joining.thread_id, joining.parent_id, reason)


def beneath(root_id: int, leaves: Iterable[Leaf]) -> list[int]:
    """The post and everything beneath it, of posts in the order of their ids: answers are younger than what they answer."""
    found = {root_id: None}
    for leaf in leaves:
        if leaf.parent_id in found:
            found[leaf.id] = None
    return list(found)


async def _ground(tx: Tx, who: Who, post_id: int, to: int | None) -> Ground:
    """The post, with its thread and where it goes locked. A post that was moved while we waited is looked for again."""
    while True:
        ground = await tx.one(Ground, q["ground"], post_id, who.id, tx.roles)
        if ground is None:
            room_id = await tx.conn.fetchval(q["room_of_post"], post_id)
            raise await standing.outsider(tx, room_id, "no-post")
        if not ground.may:
            raise Forbidden("role-may-not")
        asked = {ground.thread_id} if to is None else {ground.thread_id, to}
        locks = await tx.all(Lock, q["lock"], ground.room_id, list(asked))
        if len(locks) < len(asked):
            raise NotFound("no-thread")
        if await tx.conn.fetchval(q["stands_in"], post_id, ground.thread_id):
            break
    if to == ground.thread_id:
        raise Conflict("stands-there", field="thread_id")
    if any(lock.closed for lock in locks):
        raise Conflict("thread-closed")
    return ground


async def _branch(tx: Tx, ground: Ground, post_id: int) -> list[int]:
    branch = beneath(post_id, await tx.all(Leaf, q["leaves"], ground.thread_id, post_id))
    if len(branch) > MOST:
        raise TooComplex("branch-too-large", most=MOST)
    return branch


async def _move(
    tx: Tx,
    ground: Ground,
    post_id: int,
    branch: list[int],
    to: int,
    parent_id: int | None,
    reason: str,
) -> Moved:
    room_id = ground.room_id
    move = await tx.one(
        Move, q["begin"], room_id, post_id, ground.thread_id, ground.parent_id, to, len(branch),
        ground.number, reason,
    )  # fmt: skip
    assert move is not None, "an insert returns its row"
    await tx.do(q["carry"], room_id, move.id, post_id, branch, ground.thread_id, to, parent_id)
    await tx.do(q["lift"], to, move.id)
    lines = {line.id: line for line in await tx.all(Thread, q["lines"], [ground.thread_id, to])}
    tx.facts |= {"move": move.id, "post": post_id, "to": to, "posts": len(branch)}
    titled = [journal.thread(ground.thread_id), journal.thread(to)]
    event = PostsMoved(move, lines[ground.thread_id], lines[to])
    tx.append(room_id, event, by=ground.number, about=titled)
    return Moved(move, lines[to])
