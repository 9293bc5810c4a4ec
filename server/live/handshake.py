"""The opening handshake of RFC 6455 as bytes: what a request asks for, and how it is answered. No I/O."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple, TypeAlias

from websockets.utils import accept_key

HEAD_BYTES = 64 * 1024  # the most that a request head may hold
NONCE_BYTES = 16
VERSION = b"13"
END = b"\r\n\r\n"

Header: TypeAlias = tuple[bytes, bytes]
_Said: TypeAlias = dict[bytes, list[bytes]]  # the values of each header

# a name, and a value without control characters
_HEADER = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([^\x00-\x08\n-\x1f\x7f]*)")
_LINE = re.compile(rb"GET ([\x21-\x7e]+) HTTP/1\.1")
_UNFIT = re.compile(rb"[\x00\r\n]")
_CLOSED = [(b"connection", b"close"), (b"content-length", b"0")]


class Unfit(Exception):
    """The request is no handshake that can be answered with a socket. `status`: what it is answered with."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Asked(NamedTuple):
    """A request for a socket. Header names are in lower case; `path` is as it was sent, percent signs and all."""

    path: bytes
    query: bytes
    headers: list[Header]
    key: str
    subprotocols: list[str]


def read(head: bytes) -> Asked:
    """The request of this head, which is without the empty line that ends it. Raises Unfit (4.2.1)."""
    first, *lines = head.split(b"\r\n")
    request = _LINE.fullmatch(first)
    if request is None:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    path, _, query = request[1].partition(b"?")
    headers = [_header(line) for line in lines]
    said: _Said = {}
    for name, value in headers:
        said.setdefault(name, []).append(value)
    upgrade = _tokens(said, b"upgrade")
    if b"websocket" not in upgrade or b"upgrade" not in _tokens(said, b"connection"):
        raise Unfit(HTTPStatus.BAD_REQUEST)
    if _one(said, b"sec-websocket-version") != VERSION:
        raise Unfit(HTTPStatus.UPGRADE_REQUIRED)
    _one(said, b"host")
    if said.get(b"transfer-encoding") or any(
        size != b"0" for size in said.get(b"content-length", [])
    ):
        raise Unfit(HTTPStatus.BAD_REQUEST)  # what is the body to one reader is frames to another
    protocols = b",".join(said.get(b"sec-websocket-protocol", [])).decode("latin-1")
    return Asked(
        path,
        query,
        headers,
        _key(_one(said, b"sec-websocket-key")),
        [each.strip() for each in protocols.split(",") if each.strip()],
    )


def accepted(key: str, headers: Iterable[Header], subprotocol: str | None) -> bytes:
    """The answer after which the line is a socket."""
    ours = [
        (b"upgrade", b"websocket"),
        (b"connection", b"Upgrade"),
        (b"sec-websocket-accept", accept_key(key).encode()),
    ]
    if subprotocol:
        ours.append((b"sec-websocket-protocol", subprotocol.encode("latin-1")))
    return _answer(HTTPStatus.SWITCHING_PROTOCOLS, [*ours, *headers])


def refused(status: HTTPStatus, headers: Iterable[Header]) -> bytes:
    """The answer after which the line ends."""
    version = [(b"sec-websocket-version", VERSION)] if status == HTTPStatus.UPGRADE_REQUIRED else []
    return _answer(status, [*_CLOSED, *version, *headers])


def _answer(status: HTTPStatus, headers: list[Header]) -> bytes:
    """Raises ValueError where a header would end its line."""
    lines = [b"HTTP/1.1 %d %s" % (status, status.phrase.encode())]
    lines += [b"%s: %s" % header for header in headers]
    if _UNFIT.search(b" ".join(lines)):
        raise ValueError("a header of more than one line")
    return b"\r\n".join(lines) + END


def _header(line: bytes) -> Header:
    found = _HEADER.fullmatch(line)
    if found is None:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return found[1].lower(), found[2].strip(b" \t")


def _one(said: _Said, name: bytes) -> bytes:
    """The value of a header that must be there once."""
    values = said.get(name, [])
    if len(values) != 1:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return values[0]


def _tokens(said: _Said, name: bytes) -> set[bytes]:
    return {token.strip().lower() for token in b",".join(said.get(name, [])).split(b",")}


def _key(said: bytes) -> str:
    try:
        nonce = b64decode(said, validate=True)
    except binascii.Error:
        nonce = b""
    if len(nonce) != NONCE_BYTES:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return said.decode()
