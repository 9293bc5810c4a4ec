"""Documents over HTTP: script-free pages with the rights of the API, and refusals as pages too."""

import asyncio
import gzip
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery, QueryParameter

from rooms import overview, transcript
from rooms.errors import NotFound, Refused
from rooms.people import Language, Who
from rooms.store import Store
from server.problems import handlers
from web.documents import listing as list_page
from web.documents import transcript as pages
from web.documents.frame import POLICY
from web.documents.problem import problem
from web.documents.sheets import Sheets
from web.documents.view import View
from web.documents.words import Code
from web.pages import IMMUTABLE

Asked = Request[Any, Any, Any]
Answer = Response[dict[str, Any]]
Page = Annotated[int, QueryParameter(ge=1, le=100_000)]
LIGHT = 5  # of gzip's levels: these pages are made anew for each reading


def _as_page(handler: Callable[[Asked, Any], Answer]) -> Callable[[Asked, Any], Response[bytes]]:
    """The handler's problem, for people."""

    def handle(request: Asked, error: Any) -> Response[bytes]:
        told = handler(request, error)
        asked = request.query_params.get("lang")
        language = Language(asked) if asked in set(Language) else handlers.language_of(request)
        view = _view(request, language, asked=asked == language)
        headers = dict(told.headers) | _headers()
        page = problem(view, told.content["detail"]).encode()
        return Response(page, status_code=told.status_code, media_type="text/html", headers=headers)

    return handle


REFUSALS: dict[Any, Any] = {
    Refused: _as_page(handlers.refused),
    HTTPException: _as_page(handlers.http),
    Exception: _as_page(handlers.bug),
}


@get("/transcripts", include_in_schema=False, exception_handlers=REFUSALS, right="portal.see")
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


@get(
    "/r/{room_id:int}/transcript",
    include_in_schema=False,
    exception_handlers=REFUSALS,
    right="room.read",
)
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


@get(
    "/r/{room_id:int}/transcript/{thread_id:int}",
    include_in_schema=False,
    exception_handlers=REFUSALS,
    right="room.read",
)
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


@get(
    "/r/{room_id:int}/transcript/p/{post_id:int}",
    include_in_schema=False,
    exception_handlers=REFUSALS,
    right="room.read",
)
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
    view = _view(request, lang or Language.VI, asked=lang is not None)
    path, fragment = f"/r/{room_id}/transcript/{found.thread_id}", f"#p{post_id}"
    where = view.link(path, page=found.page, fragment=fragment)
    return Response(b"", status_code=302, headers={"location": where} | _headers())


@get("/documents/{name:str}", include_in_schema=False, right="portal.see")
async def sheet(name: FromPath[str], request: Asked) -> Response[bytes]:
    """A style sheet."""
    body = _sheets(request).find(name)
    if body is None:
        raise NotFound("no-page")
    return Response(body, media_type="text/css", headers={"cache-control": IMMUTABLE})


def view_of(
    request: Asked, lang: Language | None, reader: Who | None = None, page: int = 1
) -> View:
    """How a page without script is read here: in the language of the address, else the reader's own, else the browser's."""
    own = reader.person.language if reader else handlers.language_of(request)
    return _view(request, lang or own, page, asked=lang is not None)


def _sheets(request: Asked) -> Sheets:
    sheets: Sheets = request.app.state.sheets
    return sheets


def _view(request: Asked, language: Language, page: int = 1, *, asked: bool = False) -> View:
    path, now, sheets = request.url.path, datetime.now(UTC), _sheets(request)
    code: Code = "en" if language == Language.EN else "vi"
    return View(code, asked, path, now, sheets.addresses, sheets.icon, page)


def _headers() -> dict[str, str]:
    return {"content-security-policy": POLICY, "cache-control": "no-store"}


async def send(
    request: Asked,
    make: Callable[[], str],
    media_type: str = "text/html",
    further: Mapping[str, str] = MappingProxyType({}),
) -> Response[bytes]:
    """The page, with `further` headers, made beside the loop: a long one takes longer than sockets should wait."""
    packed = "gzip" in request.headers.get("accept-encoding", "")

    def made() -> bytes:
        page = make().encode()
        return gzip.compress(page, LIGHT) if packed else page

    headers = _headers() | dict(further) | {"vary": "accept-encoding, accept-language"}
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(await asyncio.to_thread(made), media_type=media_type, headers=headers)
