"""The table of a consultation over HTTP: as a page without script, and as CSV."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from rooms.people import Language, Who
from rooms.proposals.consulting import table
from rooms.store import Store
from server.scriptless import Asked, document, send, send_file, view_of
from web.documents import consultation as pages

Page = Annotated[int, QueryParameter(ge=1, le=100)]


@document("/proposals/{proposal_id:int}/consultations/{number:int}/table", right="room.read")
async def page(
    proposal_id: FromPath[int],
    number: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The table as a document, page by page."""
    async with store.reading() as tx:
        told = await table.read(tx, reader, proposal_id, number, page, pages.ROWS)
    view = view_of(request, lang, reader, page)
    return await send(request, lambda: pages.consultation(view, told))


@get(
    "/proposals/{proposal_id:int}/consultations/{number:int}/table.csv",
    right="room.read",
    media_type="text/csv",
)
async def file(
    proposal_id: FromPath[int],
    number: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """A thousand rows of the table; the header Link names the rest where there are more."""
    async with store.reading() as tx:
        told = await table.read(tx, reader, proposal_id, number, page, pages.LINES)
    view = view_of(request, lang, reader)
    name = f"consultation-{proposal_id}-{number}{f'-{page}' if told.pages > 1 else ''}.csv"
    following = pages.file_path(told, page + 1) if page < told.pages else None
    return await send_file(request, name, lambda: pages.file(view, told), following)
