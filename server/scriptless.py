"""Answering with documents: pages without script and spreadsheets, made beside the loop, and refusals as pages too."""

import asyncio
import gzip
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import HTTPException

from rooms.errors import Refused
from rooms.people import Language, Who
from server.problems import handlers
from web.documents.frame import POLICY
from web.documents.problem import problem
from web.documents.sheets import Sheets
from web.documents.view import View
from web.documents.words import Code

Asked = Request[Any, Any, Any]
Answer = Response[dict[str, Any]]
LIGHT = 5  # of gzip's levels: these pages are made anew for each reading
HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store"}


def _as_page(handler: Callable[[Asked, Any], Answer]) -> Callable[[Asked, Any], Response[bytes]]:
    """The handler's problem, for people."""

    def handle(request: Asked, error: Any) -> Response[bytes]:
        told = handler(request, error)
        asked = request.query_params.get("lang")
        language = Language(asked) if asked in set(Language) else handlers.language_of(request)
        view = view_in(request, language, asked=asked == language)
        headers = dict(told.headers) | HEADERS
        page = problem(view, told.content["detail"]).encode()
        return Response(page, status_code=told.status_code, media_type="text/html", headers=headers)

    return handle


REFUSALS: dict[Any, Any] = {
    Refused: _as_page(handlers.refused),
    HTTPException: _as_page(handlers.http),
    Exception: _as_page(handlers.bug),
}

# The address of a page without script: people are answered there, with refusals too.
document = partial(get, include_in_schema=False, exception_handlers=REFUSALS)


def view_of(
    request: Asked, lang: Language | None, reader: Who | None = None, page: int = 1
) -> View:
    """How a page without script is read here: in the language of the address, else the reader's own, else the browser's."""
    own = reader.person.language if reader else handlers.language_of(request)
    return view_in(request, lang or own, page, asked=lang is not None)


def view_in(request: Asked, language: Language, page: int = 1, *, asked: bool = False) -> View:
    """The same in this language. `asked`: it is in the address, and stays in those of the page."""
    path, now, sheets = request.url.path, datetime.now(UTC), sheets_of(request)
    code: Code = "en" if language == Language.EN else "vi"
    return View(code, asked, path, now, sheets.addresses, sheets.icon, page)


def sheets_of(request: Asked) -> Sheets:
    """The style sheets of these pages."""
    sheets: Sheets = request.app.state.sheets
    return sheets


async def send(request: Asked, make: Callable[[], str]) -> Response[bytes]:
    """The page, made beside the loop: a long one takes longer than sockets should wait."""
    return await _sent(request, make, "text/html")


async def send_file(
    request: Asked, name: str, make: Callable[[], str], following: str | None = None
) -> Response[bytes]:
    """A spreadsheet, to be kept under this name. `following`: the address of its next part, None where this is the last."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if following is not None:
        headers["link"] = f'<{following}>; rel="next"'
    return await _sent(request, make, "text/csv", headers)


async def _sent(
    request: Asked,
    make: Callable[[], str],
    media_type: str,
    further: Mapping[str, str] = MappingProxyType({}),
) -> Response[bytes]:
    packed = "gzip" in request.headers.get("accept-encoding", "")

    def made() -> bytes:
        page = make().encode()
        return gzip.compress(page, LIGHT) if packed else page

    headers = HEADERS | dict(further) | {"vary": "accept-encoding, accept-language"}
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(await asyncio.to_thread(made), media_type=media_type, headers=headers)
