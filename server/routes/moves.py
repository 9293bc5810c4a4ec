"""Moving a branch of a thread over HTTP: the thread a post stands in is made anew (POST) or is another one (PUT)."""

from litestar import post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rooms import moving
from rooms.move import Joining, Moved, Splitting
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@post("/posts/{post_id:int}/thread", right="moving.split")
async def split(
    post_id: FromPath[int],
    data: JSONBody[Splitting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Moved]:
    """Take a post with all that answers it out into a new thread."""
    return await store.run(moving.split, who, post_id, data)


@put("/posts/{post_id:int}/thread", right="moving.join")
async def join(
    post_id: FromPath[int],
    data: JSONBody[Joining],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Moved]:
    """Take a post with all that answers it into another thread of the room."""
    return await store.run(moving.join, who, post_id, data)
