"""The transcript over HTTP, room by room, without script and with the rights of the API; and the style sheets of such pages."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from rooms import overview, transcript
from rooms.errors import NotFound
from rooms.people import Language, Who
from rooms.store import Store
from server.scriptless import HEADERS, Asked, document, send, sheets_of, view_in, view_of
from web.documents import listing as list_page
from web.documents import transcript as pages
from web.pages import IMMUTABLE

Page = Annotated[int, QueryParameter(ge=1, le=100_000)]


@document("/transcripts", right="portal.see")
async def listing(
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: Annotated[int, QueryParameter(ge=0, le=100_000)] = 0,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The rooms one may read."""
    async with store.reading() as tx:
        rooms = await overview.rooms(tx, reader, after)
    view = view_of(request, lang, reader)
    return await send(request, lambda: list_page.listing(view, rooms))


@document("/r/{room_id:int}/transcript", right="room.read")
async def room(
    room_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """A room as a document."""
    async with store.reading() as tx:
        told = await transcript.room(tx, reader, room_id, page)
    view = view_of(request, lang, reader, page)
    return await send(request, lambda: pages.room(view, told))


@document("/r/{room_id:int}/transcript/{thread_id:int}", right="room.read")
async def thread(
    room_id: FromPath[int],
    thread_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    page: Page = 1,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """A thread as a document."""
    async with store.reading() as tx:
        told = await transcript.thread(tx, reader, room_id, thread_id, page)
    view = view_of(request, lang, reader, page)
    return await send(request, lambda: pages.thread(view, told))


@document("/r/{room_id:int}/transcript/p/{post_id:int}", right="room.read")
async def post(
    room_id: FromPath[int],
    post_id: FromPath[int],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The permanent address of a post in the transcript: leads to the page it stands on now."""
    async with store.reading() as tx:
        found = await transcript.place(tx, reader, room_id, post_id)
    view = view_in(request, lang or Language.VI, asked=lang is not None)
    path, fragment = f"/r/{room_id}/transcript/{found.thread_id}", f"#p{post_id}"
    where = view.link(path, page=found.page, fragment=fragment)
    return Response(b"", status_code=302, headers={"location": where} | HEADERS)


@get("/documents/{name:str}", include_in_schema=False, right="portal.see")
async def sheet(name: FromPath[str], request: Asked) -> Response[bytes]:
    """A style sheet."""
    body = sheets_of(request).find(name)
    if body is None:
        raise NotFound("no-page")
    return Response(body, media_type="text/css", headers={"cache-control": IMMUTABLE})
