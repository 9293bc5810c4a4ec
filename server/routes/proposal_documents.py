"""A proposal as a page without script, with the rights of the API."""

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from rooms.people import Language, Who
from rooms.proposals import views
from rooms.store import Store
from server.scriptless import Asked, document, send, view_of
from web.documents import proposal as page


@document("/proposals/{proposal_id:int}/text", right="room.read")
async def proposal(
    proposal_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """A proposal that stands before its room, as a document."""
    async with store.reading() as tx:
        told, names = await views.document(tx, reader, proposal_id)
    view = view_of(request, lang, reader)
    return await send(request, lambda: page.proposal(view, told, names))
