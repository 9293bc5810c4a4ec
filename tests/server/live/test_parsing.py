"""The frame parser alone: RFC 6455 case by case, any cut of the bytes, and bytes that are nothing."""

import struct
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from server.live.parsing import Close, Event, Parser, Ping, Pong, Violation

LIMIT = 64 * 1024
SENTENCE = "Điểm nghẽn 🇻🇳: “dữ liệu” mở"


def client(opcode: int, payload: bytes = b"", *, fin: bool = True) -> bytes:
    """A frame as a client sends it, by the library that is the oracle here."""
    return Frame(Opcode(opcode), payload, fin).serialize(mask=True)


def fed(*pieces: bytes, limit: int = LIMIT) -> tuple[list[Event], int | None]:
    """The events, and the code of the violation that ended them."""
    parser, events = Parser(limit), []
    try:
        for piece in pieces:
            for event in parser.feed(piece):
                events.append(event)
                if isinstance(event, Close):
                    return events, None
    except Violation as violation:
        return events, violation.code
    return events, None


def head(first: int, second: int, *more: int) -> bytes:
    """A frame's first bytes, and a mask of zeros."""
    return bytes([first, second, *more]) + bytes(4)


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (client(1, SENTENCE.encode()), [SENTENCE]),
        (client(1), [""]),
        (client(2, b"\xff\x00"), [b"\xff\x00"]),
        (client(9, b"con?"), [Ping(b"con?")]),
        (client(10, b"con"), [Pong(b"con")]),
        (client(8), [Close(1005, "")]),
        (client(8, struct.pack("!H", 1000) + "hết".encode()), [Close(1000, "hết")]),
        (client(8, struct.pack("!H", 4999)), [Close(4999, "")]),
        (client(1, b"a" * 125), ["a" * 125]),
        (client(1, b"a" * 126), ["a" * 126]),
        (client(1, b"a" * LIMIT), ["a" * LIMIT]),
        (client(1, b"a", fin=False) + client(0, b"b", fin=False) + client(0, b"c"), ["abc"]),
        (client(2, b"a", fin=False) + client(9) + client(0), [Ping(b""), b"a"]),
        # a letter that two fragments share
        (client(1, "Đ".encode()[:1], fin=False) + client(0, "Đ".encode()[1:]), ["Đ"]),
        (client(8) + client(1, "sau khi đóng".encode()), [Close(1005, "")]),
    ],
    ids=map(str, count()),  # a mask is another each time
)  # fmt: skip
def test_what_a_client_may_send_is_heard(sent: bytes, heard: list[Event]) -> None:
    assert fed(sent) == (heard, None)
    assert fed(*(bytes([each]) for each in sent)) == (heard, None)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (Frame(Opcode.TEXT, b"x").serialize(mask=False), 1002),
        (head(0xC1, 0x80), 1002),
        (head(0xA1, 0x80), 1002),
        (head(0x91, 0x80), 1002),
        (head(0x83, 0x80), 1002),
        (head(0x8B, 0x80), 1002),
        (head(0x89, 0xFE, 0, 126), 1002),  # a ping of 126 bytes
        (head(0x09, 0x80), 1002),  # a ping in fragments
        (head(0x08, 0x80), 1002),
        (client(0, b"x"), 1002),  # a fragment of nothing
        (client(1, b"x", fin=False) + client(1, b"x"), 1002),
        (client(1, b"x", fin=False) + client(2, b"x"), 1002),
        (head(0x81, 0xFE, 0, 125), 1002),  # a length in a longer form than it needs
        (head(0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), 1002),
        (head(0x81, 0xFF, 0x80, 0, 0, 0, 0, 1, 0, 0), 1002),
        (client(8, b"\x03"), 1002),
        *((client(8, struct.pack("!H", code)), 1002)
          for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535)),
        (client(8, struct.pack("!H", 1000) + b"\xff"), 1007),
        (client(1, b"\xc0\x80"), 1007),
        (client(1, b"\xed\xa0\x80"), 1007),  # half of a surrogate pair
        (client(1, "Đ".encode()[:1]), 1007),
        (client(1, b"\xff", fin=False), 1007),  # before the message is whole
        (client(1, "Đ".encode()[:1], fin=False) + client(0), 1007),
        (head(0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1), 1009),  # one more, before any of it has come
        (head(0x81, 0xFF, 0x7F, *[0xFF] * 7), 1009),
        (client(2, bytes(LIMIT), fin=False) + client(0, b"x"), 1009),
    ],
    ids=map(str, count()),  # a mask is another each time
)  # fmt: skip
def test_what_a_client_must_not_send_is_told_by_its_code(sent: bytes, code: int) -> None:
    assert fed(sent) == ([], code)
    assert fed(*(bytes([each]) for each in sent)) == ([], code)
    before = client(9, b"1")
    assert fed(before + sent) == ([Ping(b"1")], code), "what came before counts"


def test_no_more_is_kept_than_one_frame_and_one_message() -> None:
    parser = Parser(LIMIT)
    for _ in range(1000):  # fragments that hold nothing leave nothing
        assert list(parser.feed(client(1 if parser._message is None else 0, fin=False))) == []
    assert len(parser._message or b"") == len(parser._held) == 0
    whole = client(0, b"x" * LIMIT)
    assert list(parser.feed(whole[:-1])) == []
    assert len(parser._held) == len(whole) - 1
    assert list(parser.feed(whole[-1:])) == ["x" * LIMIT]
    assert (parser._held, parser._message) == (b"", None)


payloads = st.binary(max_size=200) | st.text(max_size=60).map(str.encode)
frames = st.builds(client, st.sampled_from([0, 1, 2, 9, 10]), payloads.map(lambda p: p[:125]), fin=st.just(True)) | (
    st.builds(client, st.sampled_from([0, 1, 2]), payloads, fin=st.booleans())
)  # fmt: skip
closes = st.builds(
    lambda code, why: client(8, struct.pack("!H", code) + why.encode()[:100]),
    st.integers(0, 5100), st.text(max_size=20),
)  # fmt: skip
streams = st.lists(frames | closes, max_size=12).map(b"".join)


def cut(data: st.DataObject, stream: bytes) -> list[bytes]:
    """The stream in any pieces."""
    at = sorted(data.draw(st.sets(st.integers(0, len(stream)), max_size=20)))
    return [stream[a:b] for a, b in zip([0, *at], [*at, len(stream)], strict=True)]


@given(data=st.data(), stream=streams, limit=st.sampled_from([10, 150, LIMIT]))
def test_how_the_bytes_are_cut_changes_nothing(
    data: st.DataObject, stream: bytes, limit: int
) -> None:
    assert fed(*cut(data, stream), limit=limit) == fed(stream, limit=limit)


@given(data=st.data(), stream=streams | st.binary(max_size=300))
def test_bytes_that_are_changed_are_heard_or_refused_and_nothing_else(
    data: st.DataObject, stream: bytes
) -> None:
    changed = bytearray(stream)
    for _ in range(data.draw(st.integers(0, 4))):
        if changed:
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    whole: Any = fed(bytes(changed))
    assert whole[1] in {None, 1002, 1007, 1009}
    assert fed(*cut(data, bytes(changed))) == whole


@given(
    payload=st.binary(max_size=70_000) | st.text().map(str.encode), opcode=st.sampled_from([1, 2])
)
def test_what_another_library_sends_is_what_is_heard(payload: bytes, opcode: int) -> None:
    events, code = fed(client(opcode, payload))
    if len(payload) > LIMIT:
        assert (events, code) == ([], 1009)
    elif opcode == Opcode.BINARY:
        assert events == [payload]
    else:
        try:
            assert events == [payload.decode()]
        except UnicodeDecodeError:
            assert (events, code) == ([], 1007)
