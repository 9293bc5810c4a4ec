"""The decision record of a proposal over HTTP: as JSON, and as minutes to be read and printed."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec.structs import replace

from rooms.people import Language, Who
from rooms.proposals.recording import reading
from rooms.proposals.recording.record import MOST_PAGES, Record
from rooms.store import Store
from server.config import Settings
from server.printing import Printer
from server.scriptless import Asked, document, send, view_of
from web.documents import minutes as pages
from web.documents import minutes_paper as paper

Page = Annotated[int, QueryParameter(ge=1, le=MOST_PAGES)]


@get("/proposals/{proposal_id:int}/record", right="room.read")
async def record(
    proposal_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    portal: NamedDependency[str],
    page: Page = 1,
) -> Record:
    """The decision record of a proposal: what led to its text, and what became of it. `page`: the lists stand on several."""
    async with store.reading() as tx:
        return await reading.record(tx, reader, proposal_id, portal, page)


@document("/proposals/{proposal_id:int}/minutes", right="room.read")
async def minutes(
    proposal_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    portal: NamedDependency[str],
    printer: NamedDependency[Printer],
    chosen: NamedDependency[Settings],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The same as a document."""
    async with store.reading() as tx:
        told = await reading.record(tx, reader, proposal_id, portal, page)
    view = replace(view_of(request, lang, reader, page), origin=chosen.origins[0])
    return await send(request, lambda: pages.minutes(view, told, pdf=printer.installed))


@document("/proposals/{proposal_id:int}/minutes.pdf", right="room.read")
async def minutes_pdf(
    proposal_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    chosen: NamedDependency[Settings],
    printer: NamedDependency[Printer],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The same as PDF/A, where the server was installed with what sets it."""
    async with store.reading() as tx:
        told = await reading.record(tx, reader, proposal_id, chosen.portal_name, page)
    view = replace(view_of(request, lang, reader, page), origin=chosen.origins[0])
    pdf = await printer.pdf(lambda plain: paper.minutes(view, told, plain=plain))
    name = f"{told.code}.pdf" if page == 1 else f"{told.code}-{page}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"', "cache-control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)
