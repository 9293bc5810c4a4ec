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

_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_LINE = re.compile(rb"GET ([\x21-\x7e]+) HTTP/1\.1")
_UNFIT = re.compile(rb"[\x00\r\n]")
_CONTROL = re.compile(rb"[\x00-\x08\n\x0b-\x1f\x7f]")  # what a line of a head must not hold
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
    if any(map(_CONTROL.search, lines)):
        raise Unfit(HTTPStatus.BAD_REQUEST)
    request = _LINE.fullmatch(first)
    if request is None:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    path, _, query = request[1].partition(b"?")
    headers = [_header(line) for line in lines]
    upgrade = _tokens(headers, b"upgrade")
    if b"websocket" not in upgrade or b"upgrade" not in _tokens(headers, b"connection"):
        raise Unfit(HTTPStatus.BAD_REQUEST)
    if _one(headers, b"sec-websocket-version") != VERSION:
        raise Unfit(HTTPStatus.UPGRADE_REQUIRED)
    _one(headers, b"host")
    if _all(headers, b"transfer-encoding") or any(
        size != b"0" for size in _all(headers, b"content-length")
    ):
        raise Unfit(HTTPStatus.BAD_REQUEST)  # what is the body to one reader is frames to another
    protocols = b",".join(_all(headers, b"sec-websocket-protocol")).decode("latin-1")
    return Asked(
        path,
        query,
        headers,
        _key(_one(headers, b"sec-websocket-key")),
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
    name, colon, value = line.partition(b":")
    if not colon or not _TOKEN.fullmatch(name):
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return name.lower(), value.strip(b" \t")


def _all(headers: list[Header], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key == name]


def _one(headers: list[Header], name: bytes) -> bytes:
    """The value of a header that must be there once."""
    values = _all(headers, name)
    if len(values) != 1:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return values[0]


def _tokens(headers: list[Header], name: bytes) -> set[bytes]:
    return {token.strip().lower() for token in b",".join(_all(headers, name)).split(b",")}


def _key(said: bytes) -> str:
    try:
        nonce = b64decode(said, validate=True)
    except binascii.Error:
        nonce = b""
    if len(nonce) != NONCE_BYTES:
        raise Unfit(HTTPStatus.BAD_REQUEST)
    return said.decode()
