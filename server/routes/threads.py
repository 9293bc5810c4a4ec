"""Threads over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rooms import overview, posts, slowing, thread_lines, threads
from rooms.audit import Command
from rooms.draft import Draft
from rooms.errors import Malformed
from rooms.people import Who
from rooms.post import Post
from rooms.posts import Sample
from rooms.proposals.anchoring import subject
from rooms.proposals.anchoring.subject import Subject
from rooms.run import Done
from rooms.slowing import Slowing
from rooms.store import Store
from rooms.thread import Thread
from rooms.thread_lines import ThreadLines
from rooms.threads import Bodies, Closing, Opened, Question, Snapshot
from server import copying
from server.rendering import Renderer


@get("/rooms/{room_id:int}/threads", right="room.read")
async def listing(
    room_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    before: Annotated[int | None, QueryParameter(ge=1)] = None,
) -> list[Thread]:
    """The threads older than `before`, newest first, a page at a time."""
    async with store.reading() as tx:
        return (await overview.threads(tx, reader, room_id, before))[: overview.THREADS]


@get("/rooms/{room_id:int}/threads/lines", right="room.read")
async def lines(
    room_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> ThreadLines:
    """How many posts are unread to me in each of the newest threads, and which threads discuss a proposal."""
    async with store.reading() as tx:
        return await thread_lines.lines(tx, reader, room_id)


@post("/rooms/{room_id:int}/threads", right="threads.open_thread")
async def open_thread(
    room_id: FromPath[int],
    data: JSONBody[Question],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Opened]:
    """Open a thread with its first post."""
    return await store.run(
        threads.open_thread, who, room_id, data, await renderer.render(data.body)
    )


@get("/threads/{thread_id:int}", right="room.read")
async def thread(
    thread_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    compact: FromQuery[bool] = False,
) -> Response[Snapshot]:
    """A thread as a whole, at one number of its room's journal. `compact`: a long one, which comes without its words, in columns."""
    async with store.reading() as tx:
        found = await threads.snapshot(tx, reader, thread_id, compact=compact)
        return copying.public(found, await threads.public_room(tx, thread_id), copying.OF_THREAD)


@get("/threads/{thread_id:int}/bodies", right="room.read")
async def bodies(
    thread_id: FromPath[int],
    ids: FromQuery[str],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> Response[Bodies]:
    """The words of some posts of a long thread: `ids` are separated by commas, at most 100."""
    try:
        wanted = [int(part) for part in ids.split(",")]
    except ValueError:
        raise Malformed("wrong-value", field="ids", name="ids") from None
    async with store.reading() as tx:
        found = await threads.bodies(tx, reader, thread_id, wanted)
        return copying.public(found, await threads.public_room(tx, thread_id))


@get("/threads/{thread_id:int}/subject", right="room.read")
async def about(
    thread_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Subject:
    """The proposal that a thread discusses, and which of its articles and amendments the posts are about."""
    async with store.reading() as tx:
        return await subject.of_thread(tx, reader, thread_id)


@put("/threads/{thread_id:int}/closure", right="threads.close")
async def close(
    thread_id: FromPath[int],
    data: JSONBody[Closing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Thread]:
    """Close a thread, saying why."""
    return await store.run(threads.close, who, thread_id, data)


@delete("/threads/{thread_id:int}/closure", status_code=200, right="threads.reopen")
async def reopen(
    thread_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Thread]:
    """Open a closed thread again."""
    return await store.run(threads.reopen, who, thread_id, Command(key))


@put("/threads/{thread_id:int}/slow-mode", right="slowing.slow")
async def slow(
    thread_id: FromPath[int],
    data: JSONBody[Slowing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Thread]:
    """Let each member post once in so many seconds, saying why."""
    return await store.run(slowing.slow, who, thread_id, data)


@delete("/threads/{thread_id:int}/slow-mode", status_code=200, right="slowing.unslow")
async def unslow(
    thread_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Thread]:
    """Let everybody post as often as they like again."""
    return await store.run(slowing.unslow, who, thread_id, Command(key))


@post("/threads/{thread_id:int}/posts", right="posts.reply")
async def reply(
    thread_id: FromPath[int],
    data: JSONBody[Draft],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Post]:
    """Reply in a thread."""
    return await store.run(posts.reply, who, thread_id, data, await renderer.render(data.body))


@post("/preview", status_code=200, right="self.see")
async def preview(
    data: JSONBody[Sample],
    who: NamedDependency[Who],  # noqa: ARG001 - rendering is work, done for people with an account
    renderer: NamedDependency[Renderer],
) -> dict[str, str]:
    """What a text would look like as a post."""
    return {"html": await renderer.render(data.body)}
