"""The opening handshake alone: what is one, what is none and how that is answered."""

from contextlib import suppress
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live import handshake

GOOD = {
    "Host": "dien-dan.example", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
}  # fmt: skip


def request(first: str = "GET /live?a=1 HTTP/1.1", **changed: str | None) -> bytes:
    """A request head with these headers changed (None: left out); underscores stand for hyphens."""
    headers = {name.lower(): value for name, value in GOOD.items()}
    named = {name.replace("_", "-"): value for name, value in changed.items()}
    lines = [f"{name}: {value}" for name, value in (headers | named).items() if value is not None]
    return "\r\n".join([first, *lines]).encode("latin-1")


def test_a_request_is_read_and_answered_as_the_rfc_says() -> None:
    asked = handshake.read(request(sec_websocket_protocol="chat, superchat"))
    assert (asked.path, asked.query) == (b"/live", b"a=1")
    assert (b"host", b"dien-dan.example") in asked.headers
    assert asked.subprotocols == ["chat", "superchat"]
    answer = handshake.accepted(asked.key, [(b"date", b"Thu, 26 Nov 2026 00:00:00 GMT")], "chat")
    assert answer.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert b"\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in answer  # section 1.3
    assert b"\r\nsec-websocket-protocol: chat\r\n" in answer
    assert answer.endswith(b"GMT\r\n\r\n")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (request("POST /live HTTP/1.1"), 400),
        (request("GET /live HTTP/1.0"), 400),
        (request("GET /l\xeeve HTTP/1.1"), 400),
        (request("GET  HTTP/1.1"), 400),
        (request(host=None), 400),
        (request(upgrade="h2c"), 400),
        (request(upgrade=None), 400),
        (request(connection="keep-alive"), 400),
        (request(sec_websocket_key=None), 400),
        (request(sec_websocket_key="c2hvcnQ="), 400),
        (request(sec_websocket_key="dGhlIHNhbXBsZSBub25jZQ"), 400),
        (request(sec_websocket_key="dGhlIHNhbXBsZSBu\xf4bmNlZQ=="), 400),
        (request(sec_websocket_version=None), 400),
        (request(sec_websocket_version="8"), 426),
        (request(content_length="5"), 400),
        (request(transfer_encoding="chunked"), 400),
        (request() + b"\r\nHost: another", 400),
        (request() + b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", 400),
        (request() + b"\r\nno colon", 400),
        (request() + b"\r\n folded: line", 400),
    ],
)  # fmt: skip
def test_what_is_no_handshake_is_refused(asked: bytes, status: int) -> None:
    with pytest.raises(handshake.Unfit) as unfit:
        handshake.read(asked)
    assert unfit.value.status == status
    answer = handshake.refused(unfit.value.status, [])
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert (b"sec-websocket-version: 13" in answer) == (status == 426)


def test_an_answer_cannot_be_made_to_hold_another_header() -> None:
    for headers, protocol in (([(b"x", b"1\r\nset-cookie: a=b")], None), ([], "chat\r\nx: y")):
        with pytest.raises(ValueError, match="more than one line"):
            handshake.accepted("dGhlIHNhbXBsZSBub25jZQ==", headers, protocol)
    with pytest.raises(ValueError, match="more than one line"):
        handshake.refused(HTTPStatus.FORBIDDEN, [(b"x\n", b"")])


@given(
    st.binary(max_size=300) | st.binary(max_size=40).map(lambda more: request() + b"\r\n" + more)
)
def test_any_bytes_are_a_handshake_or_unfit(head: bytes) -> None:
    with suppress(handshake.Unfit):
        assert len(handshake.read(head).key) == len(GOOD["Sec-WebSocket-Key"])
