"""A file on its way out: as bytes that no browser runs, whatever is in them.

Only images that were made anew here may be shown in a page; everything else is a download. A page made of any of it
would have no rights at all. Parts of a file can be asked for, one range at a time.
"""

import re
from collections.abc import AsyncGenerator, Mapping
from typing import Any
from urllib.parse import quote

import structlog
from litestar import Response
from litestar.response import Stream

from rooms.errors import NotFound, Refused
from rooms.files import IMAGES, Found
from server.files.shelf import Shelf

HEADERS = {
    "x-content-type-options": "nosniff",
    # The styles are the browser's own, which lays out an image it is shown by itself.
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",  # kept, but asked about each time: a right may be gone
    "accept-ranges": "bytes",
}
MOST_SMALL_BYTES = 1 << 20
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")

log = structlog.get_logger(__name__)


class OutOfRange(Refused):
    """A part was asked for that is not there."""

    status = 416


async def served(shelf: Shelf, file: Found, asked: Mapping[str, str]) -> Response[Any]:
    """The file; `asked` are the request's headers. Raises OutOfRange."""
    tag = f'"{file.digest.hex()}"'
    headers = HEADERS | {"etag": tag, "content-disposition": disposition(file)}
    if tag in asked.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    start, end = 0, file.size_bytes
    whole = True
    if "range" in asked and asked.get("if-range", tag) == tag:
        part = ranged(asked["range"], file.size_bytes)
        if part is not None:
            (start, end), whole = part, False
            headers["content-range"] = f"bytes {start}-{end - 1}/{file.size_bytes}"
    headers["content-length"] = str(end - start)
    pieces = await _begun(shelf.read(file.digest, start, end - start))
    return Stream(
        pieces, status_code=200 if whole else 206, media_type=file.type.value, headers=headers
    )


async def small(shelf: Shelf, file: Found, asked: Mapping[str, str]) -> Response[Any]:
    """The small form of an image."""
    assert file.thumbnail is not None, "only images are asked for"
    tag = f'"{file.thumbnail.hex()}"'
    headers = HEADERS | {"etag": tag, "content-disposition": "inline"}
    if tag in asked.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    pieces = await _begun(shelf.read(file.thumbnail, 0, MOST_SMALL_BYTES))
    body = b"".join([piece async for piece in pieces])
    return Response(body, media_type="image/webp", headers=headers)


async def _begun(pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The same pieces, of which the first is there already. Raises NotFound where the bytes are gone."""
    try:
        first = await anext(pieces, b"")
    except FileNotFoundError:
        log.exception("the bytes of a file are missing")
        raise NotFound("no-file") from None

    async def all_of_them() -> AsyncGenerator[bytes, None]:
        yield first
        async for piece in pieces:
            yield piece

    return all_of_them()


def disposition(file: Found) -> str:
    """Shown or saved, and under which name (RFC 6266; the name once in ASCII for old clients, once as RFC 8187)."""
    how = "inline" if file.type in IMAGES else "attachment"
    plain = re.sub(r"[^ !#-\[\]-~]", "_", file.name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"


def ranged(asked: str, size_bytes: int) -> tuple[int, int] | None:
    """Where the part begins and ends (not included); None where the whole is to be sent. Raises OutOfRange."""
    found = RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size_bytes - int(last)), size_bytes
    else:
        start, end = int(first), min(int(last) + 1, size_bytes) if last else size_bytes
    if last and first and int(last) < int(first):
        return None
    if start >= size_bytes or start >= end:
        raise OutOfRange("no-such-range", size_bytes=size_bytes)
    return start, end
