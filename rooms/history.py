"""One post by itself: where it stands, its Markdown and what it said before."""

from datetime import datetime

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import NotFound
from rooms.people import Who
from rooms.post import Kind, Post
from rooms.tx import Tx

q = sql.beside(__file__)


class Revision(Struct, frozen=True):
    """What a post was and said as of one version: Markdown and HTML, and since when."""

    version: int
    kind: Kind
    body: str
    html: str
    at: datetime


class PostRecord(Struct, frozen=True):
    """A post with its versions, oldest first and the present one last; none once it is retracted or hidden."""

    post: Post
    room_id: int
    body: str
    revisions: list[Revision]


async def record(tx: Tx, who: Who | None, post_id: int) -> PostRecord:
    """The post with its history. Raises NotFound."""
    room_id = await tx.conn.fetchval(q["room_of"], post_id)
    if room_id is None:
        raise NotFound("no-post")
    try:
        await standing.reader(tx, who, room_id)
    except NotFound:
        raise NotFound("no-post") from None
    post = await present(tx, post_id)
    revisions = await tx.all(Revision, q["revisions"], post_id)
    return PostRecord(post, room_id, revisions[-1].body if revisions else "", revisions)


async def present(tx: Tx, post_id: int) -> Post:
    """A post that is there, as its readers see it now. Who they are is the caller's question."""
    post = await tx.one(Post, q["post"], post_id)
    assert post is not None, "posts are not deleted"
    return post
