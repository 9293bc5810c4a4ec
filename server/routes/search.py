"""Search over HTTP. What is looked for is asked in the body, so that it stands in no address of the API.

The page's own address does bear it (`/search?q=…`), to be kept and sent on: whoever opens or reloads such a link tells
it to the proxy in front.
"""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rooms.people import Who
from rooms.search import Like, Results, Search, SimilarThread
from rooms.store import Store
from server import searching


@post("/search", status_code=200, right="portal.see")
async def find(
    data: JSONBody[Search], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Results:
    """A page of posts, threads and rooms that have the words, best first."""
    return await searching.find(store, reader, data)


@post("/rooms/{room_id:int}/similar", status_code=200, right="room.read")
async def similar(
    room_id: FromPath[int],
    data: JSONBody[Like],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> list[SimilarThread]:
    """The threads of the room that speak of the same as a text."""
    return await searching.similar(store, reader, room_id, data)
