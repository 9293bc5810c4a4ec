"""The table of a consultation over HTTP: as a page without script, and as CSV."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from rooms.people import Language, Who
from rooms.proposals.consulting import table
from rooms.store import Store
from server.routes.documents import REFUSALS, Asked, send, view_of
from web.documents import consultation as document

Page = Annotated[int, QueryParameter(ge=1, le=100)]


@get(
    "/proposals/{proposal_id:int}/consultations/{number:int}/table",
    include_in_schema=False,
    exception_handlers=REFUSALS,
    right="room.read",
)
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
        told = await table.read(tx, reader, proposal_id, number, page, document.ROWS)
    view = view_of(request, lang, reader, page)
    return await send(request, lambda: document.consultation(view, told))


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
        told = await table.read(tx, reader, proposal_id, number, page, document.LINES)
    view = view_of(request, lang, reader)
    name = f"consultation-{proposal_id}-{number}{f'-{page}' if told.pages > 1 else ''}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if page < told.pages:
        headers["link"] = f'<{document.file_path(told, page + 1)}>; rel="next"'
    return await send(request, lambda: document.file(view, told), "text/csv", headers)
