"""The contract of the loop that writes to many sockets, in Python and in C: what it answers of whom.

The sockets are real ones over TCP, so what they take and when is the kernel's doing.
"""

import os
import socket
import struct

import pytest

from server.live import giving

LANGUAGES = ("python", "c")
NARROW = 4096


@pytest.fixture(name="send", params=LANGUAGES)
def in_each_language(request: pytest.FixtureRequest) -> giving.Send:
    """The loop in each language."""
    if request.param == "python":
        return giving.in_python
    if giving.in_c is None:
        pytest.skip("giving.c was not compiled: python server/live/compiling.py")
    return giving.in_c


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends over TCP; the first does not block, the second takes little."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        other = socket.socket()
        other.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        other.connect(door.getsockname())
        mine, _ = door.accept()
    mine.setblocking(False)
    mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, NARROW)
    return mine, other


def come(end: socket.socket, size: int) -> bytes:
    """The bytes that have come to it, which are so many and no more."""
    end.settimeout(5)
    got = b""
    while len(got) < size:
        chunk = end.recv(1 << 16)
        assert chunk
        got += chunk
    end.settimeout(0.02)
    with pytest.raises(TimeoutError):
        end.recv(1)
    return got


def test_all_of_them_take_all(send: giving.Send) -> None:
    ends = [pair() for _ in range(5)]
    framed = "Ý kiến".encode()
    assert send([mine.fileno() for mine, _ in ends], framed) == []
    assert send([], framed) == []
    for mine, other in ends:
        assert come(other, len(framed)) == framed
        mine.close()
        other.close()


def test_what_was_not_taken_is_told_to_the_byte(send: giving.Send) -> None:
    (full, slow), (mine, other) = pair(), pair()
    framed = os.urandom(100_000)
    assert send([mine.fileno(), full.fileno()], b"con") == []
    sent = 0
    while left := send([-1, full.fileno()], framed[sent:])[1:]:  # the kernel changes its mind
        assert left[0][0] == 1
        sent += left[0][1]
        if not left[0][1]:
            break
    assert 0 < sent < len(framed)
    assert come(slow, 3 + sent) == b"con" + framed[:sent]
    for end in (full, slow, mine, other):
        end.close()


def test_who_takes_nothing_harms_nobody(send: giving.Send) -> None:
    (reset, gone), (mine, other) = pair(), pair()
    gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    gone.close()
    closed = socket.socket()
    nobodys = closed.fileno()
    closed.close()
    assert send([-1, reset.fileno(), nobodys, mine.fileno()], b"con") == [(0, 0), (1, 0), (2, 0)]
    assert send([reset.fileno()], b"con") == [(0, 0)], "nor are we killed for writing again"
    assert come(other, 3) == b"con"
    for end in (reset, mine, other):
        end.close()


def test_what_is_no_descriptor_or_no_bytes_is_an_error(send: giving.Send) -> None:
    with pytest.raises(TypeError):
        send([0], "chữ")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        send(["0"], b"con")  # type: ignore[list-item]


def test_it_is_chosen_by_the_setting() -> None:
    assert giving.chosen(compiled=False) is giving.in_python
    assert giving.language(giving.in_python) == "python"
    if giving.in_c is not None:
        assert giving.chosen(compiled=True) is giving.in_c
        assert giving.language(giving.in_c) == "c"
