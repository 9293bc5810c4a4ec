"""How one piece of JSON becomes bytes on each transport. The JSON itself is the same on all of them."""

import re

from server.live.window import News

TEXT = b"\x81"  # FIN, opcode 1
BINARY = b"\x82"
PING = b"\x89\x00"
PONG = b"\x8a"
CLOSE = b"\x88"
NO_CODE = 1005  # a close that says nothing (7.4.1)
REASON_BYTES = 123
SHORT = 126  # RFC 6455, 5.2: below, the length stands in the second byte
LONG = 1 << 16
EPOCH_AND_SEQ = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


def text(payload: bytes) -> bytes:
    """An unmasked WebSocket text frame, as servers send them."""
    return _framed(TEXT, payload)


def binary(payload: bytes) -> bytes:
    """The same of bytes."""
    return _framed(BINARY, payload)


def pong(payload: bytes) -> bytes:
    """The answer to a ping, which says the same."""
    return _framed(PONG, payload)


def close(code: int, reason: str) -> bytes:
    """The frame that ends a line. 1005 stands for no code; a reason that is too long is cut."""
    if code == NO_CODE:
        return _framed(CLOSE, b"")
    said = reason.encode()[:REASON_BYTES].decode(errors="ignore").encode()
    return _framed(CLOSE, code.to_bytes(2) + said)


def _framed(kind: bytes, payload: bytes) -> bytes:
    size = len(payload)
    if size < SHORT:
        return kind + size.to_bytes() + payload
    if size < LONG:
        return kind + b"\x7e" + size.to_bytes(2) + payload
    return kind + b"\x7f" + size.to_bytes(8) + payload


def websocket(news: News) -> bytes:
    """An entry for a socket whose transport we write to."""
    return text(news.frame)


def line(news: News) -> bytes:
    """An entry for a socket behind ASGI, which frames by itself: one line each."""
    return news.frame + b"\n"


def event(news: News) -> bytes:
    """An entry as a Server-Sent Event, whose id is the cursor."""
    return b"id: %d-%d\ndata: %s\n\n" % (news.epoch, news.seq, news.frame)


def cursor(said: str) -> tuple[int, int] | None:
    """`(epoch, seq)` from a Last-Event-ID; None where it is none."""
    match = EPOCH_AND_SEQ.fullmatch(said)
    return (int(match[1]), int(match[2])) if match else None
