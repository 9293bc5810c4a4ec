"""How one piece of JSON becomes bytes on each transport. The JSON itself is the same on all of them."""

import re

from server.live.window import News

TEXT = b"\x81"  # FIN, opcode 1
PING = b"\x89\x00"
SHORT = 126  # RFC 6455, 5.2: below, the length stands in the second byte
LONG = 1 << 16
EPOCH_AND_SEQ = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


def text(payload: bytes) -> bytes:
    """An unmasked WebSocket text frame, as servers send them."""
    size = len(payload)
    if size < SHORT:
        return TEXT + size.to_bytes() + payload
    if size < LONG:
        return TEXT + b"\x7e" + size.to_bytes(2) + payload
    return TEXT + b"\x7f" + size.to_bytes(8) + payload


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
