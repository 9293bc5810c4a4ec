"""Writing a held post once it was approved: as its author's, then and there, without asking the rules again."""

from uuid import UUID

from msgspec import Struct

from rooms import sql, threads, writing
from rooms.draft import Draft
from rooms.errors import Conflict
from rooms.files import Attaching
from rooms.post import Kind, Post
from rooms.proposals.anchoring import commenting
from rooms.threads import Question
from rooms.tx import Tx
from rooms.writing import New

q = sql.beside(__file__)

NO_KEY = UUID(int=0)  # nobody sends this again: the key was its author's, when they said it


class Waiting(Struct, frozen=True):
    """A held post, locked. `stops`: why it cannot be written now; None: nothing is in the way."""

    room_id: int
    thread_id: int | None
    title: str | None
    parent_id: int | None
    author: int
    kind: Kind
    body: str
    html: str
    stops: str | None


async def publish(tx: Tx, held_id: int) -> Post:
    """Write a held post. Rights are looked at by the verb that calls this.

    Raises Conflict where it was written already, its author has left the room or may say nothing there, or the thread is closed or the room archived.
    """
    held = await _waiting(tx, held_id)
    must_go(held.stops)
    return await _publish(tx, held_id, held)


async def publish_if_possible(tx: Tx, held_id: int) -> Post | None:
    """The same; None: something is in the way, and nothing was done."""
    held = await _waiting(tx, held_id)
    return None if held.stops else await _publish(tx, held_id, held)


def must_go(stops: str | None) -> None:
    """Raises Conflict where something is in the way of writing a held post."""
    match stops:
        case "case-decided":
            raise Conflict("case-decided")
        case "author-gone":
            raise Conflict("author-gone")
        case "author-silenced":
            raise Conflict("author-silenced")
        case "room-archived":
            raise Conflict("room-archived")
        case "thread-closed":
            raise Conflict("thread-closed")


async def _waiting(tx: Tx, held_id: int) -> Waiting:
    """The held post with what is in its way, both of which stay so until commit."""
    thread_id = await tx.conn.fetchval(q["lock"], held_id)
    await tx.do(q["lock_thread"], thread_id)
    held = await tx.one(Waiting, q["waiting"], held_id)
    assert held is not None, "a case names one that there is"
    return held


async def _publish(tx: Tx, held_id: int, held: Waiting) -> Post:
    post = await _write(tx, held, await tx.all(Attaching, q["let_go"], held_id))
    await tx.do(q["published"], held_id, post.id)
    await commenting.come_along(tx, held_id, post.id)
    return post


async def _write(tx: Tx, held: Waiting, files: list[Attaching]) -> Post:
    if held.thread_id is not None:
        draft = Draft(NO_KEY, held.body, held.kind, held.parent_id, files)
        new = New(tx, held.room_id, held.author, held.thread_id, draft, held.html)
        (post,) = await writing.write([new])
        return post
    assert held.title is not None, "what answers no thread opens one"
    question = Question(NO_KEY, held.title, held.body, held.kind, files)
    _, post = await threads.start(tx, held.room_id, held.author, question, held.html)
    return post
