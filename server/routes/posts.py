"""Single posts over HTTP: their history, correction, retraction, and positions on them."""

from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms import history, positions, posts
from rooms.audit import Command
from rooms.history import PostRecord
from rooms.people import Who
from rooms.positions import Taking, Tally
from rooms.post import Post
from rooms.posts import Correction, Retraction
from rooms.run import Done
from rooms.store import Store
from server.rendering import Renderer


@get("/posts/{post_id:int}", right="room.read")
async def record(
    post_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> PostRecord:
    """A post with its Markdown and its earlier versions."""
    async with store.reading() as tx:
        return await history.record(tx, reader, post_id)


@put("/posts/{post_id:int}", right="posts.edit")
async def edit(
    post_id: FromPath[int],
    data: JSONBody[Correction],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Post]:
    """Correct one's own post."""
    return await store.run(posts.edit, who, post_id, data, await renderer.render(data.body))


@put("/posts/{post_id:int}/retraction", right="posts.retract")
async def retract(
    post_id: FromPath[int],
    data: JSONBody[Retraction],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Post]:
    """Take one's own post back."""
    return await store.run(posts.retract, who, post_id, data)


@put("/posts/{post_id:int}/position", right="positions.take")
async def take(
    post_id: FromPath[int],
    data: JSONBody[Taking],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Tally]:
    """Agree, disagree or pass."""
    return await store.run(positions.take, who, post_id, data)


@delete("/posts/{post_id:int}/position", status_code=200, right="positions.withdraw")
async def withdraw(
    post_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Tally]:
    """Hold no position any more."""
    return await store.run(positions.withdraw, who, post_id, Command(key))
